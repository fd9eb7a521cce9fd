/** `npm run bench:site`: how building the site grows with its pages, and what Lighthouse says of three of them beside a stock page. */
import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { listen, portOf, siteIn } from '../scripts/serve.ts'
import * as operations from '../src/facts/operations/index.ts'
import { CHROMIUM_ARGS, findChromium } from '../tests/browser/chromium.ts'

const SIZES = [Object.keys(operations).length, 500, 2000]
const REFERENCE = 'docs/api/q-kms/api-reference'
const CONCEPTS = 'docs/api/q-kms/user-manual/concepts'
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const

interface Build {
  readonly seconds: number
  /** Bytes of memory that the build's processes held at most, sampled. */
  readonly peak: number
}

/** Resident bytes of a process and its children. */
const residentOf = async (pid: number): Promise<number> => {
  try {
    const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? []
    const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').filter(Boolean)
    const below = await Promise.all(children.map((child) => residentOf(Number(child))))
    return Number(kilobytes) * 1024 + below.reduce((sum, bytes) => sum + bytes, 0)
  } catch {
    return 0
  }
}

const build = async (dir: string): Promise<Build> => {
  const started = performance.now()
  const child = spawn(process.execPath, ['node_modules/@docusaurus/core/bin/docusaurus.mjs', 'build'], {
    cwd: dir,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  let peak = 0
  const timer = setInterval(async () => {
    peak = Math.max(peak, await residentOf(child.pid ?? 0))
  }, 100)
  const status = await new Promise<number | null>((done) => {
    child.on('close', done)
  })
  clearInterval(timer)
  if (status !== 0) throw new Error(`Failed to build ${dir}: ${errors}`)
  return { seconds: (performance.now() - started) / 1000, peak }
}

/** The project's sources in a folder of their own, with the modules of the project. */
const copyOf = async (dir: string): Promise<void> => {
  for (const name of ['docs', 'src', 'static', 'docusaurus.config.ts', 'sidebars.ts', 'tsconfig.json', 'package.json'])
    await cp(name, join(dir, name), { recursive: true })
  await symlink(resolve('node_modules'), join(dir, 'node_modules'))
}

/** Adds copies of the operations' pages, round and round, until there are `count`. */
const fill = async (dir: string, count: number): Promise<void> => {
  const folder = join(dir, REFERENCE)
  const pages = (await readdir(folder)).filter((name) => /^[A-Z]\w*\.mdx$/.test(name))
  for (let index = pages.length; index < count; index++) {
    const page = pages[index % pages.length] ?? ''
    const copy = page.replace('.mdx', `Copy${Math.floor(index / pages.length)}`)
    const text = await readFile(join(folder, page), 'utf8')
    await writeFile(join(folder, `${copy}.mdx`), text.replace(/^title: .*$/m, `title: ${copy}`))
  }
}

/** Docusaurus as it comes, with the text of a manual page as its one page. */
const stockIn = async (dir: string, text: string): Promise<void> => {
  await symlink(resolve('node_modules'), join(dir, 'node_modules'))
  await mkdir(join(dir, 'docs'))
  await writeFile(join(dir, 'docs/page.md'), text)
  await writeFile(join(dir, 'base-url.txt'), '/')
  await writeFile(join(dir, 'package.json'), '{}')
  await writeFile(
    join(dir, 'docusaurus.config.js'),
    `module.exports = { title: 'Stock', url: 'https://stock.example', baseUrl: '/', trailingSlash: false, onBrokenLinks: 'ignore', onBrokenAnchors: 'ignore', markdown: { format: 'detect' }, future: { v4: true, faster: true },
      presets: [['classic', { docs: {}, blog: false }]] }`,
  )
}

interface Audit {
  readonly scores: readonly number[]
  /** Milliseconds until the largest element is shown, and in which the page does not answer; bytes sent. */
  readonly paint: number
  readonly blocking: number
  readonly bytes: number
}

const audit = async (url: string, port: number): Promise<Audit> => {
  const result = await lighthouse(url, { port, output: 'json', logLevel: 'error', onlyCategories: [...CATEGORIES] })
  if (!result) throw new Error(`Failed to audit ${url}`)
  const { categories, audits } = result.lhr
  const value = (name: string) => audits[name]?.numericValue ?? Number.NaN
  return {
    scores: CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100)),
    paint: value('largest-contentful-paint'),
    blocking: value('total-blocking-time'),
    bytes: value('total-byte-weight'),
  }
}

const serve = async (dir: string) => {
  const server = (await listen(0)).on('request', siteIn(dir))
  return { url: `http://localhost:${portOf(server)}/`, close: () => server.close() }
}

const root = await mkdtemp(join(tmpdir(), 'q-kms-site-'))
try {
  console.log('Building\n')
  console.log('operation pages   seconds   peak MB   ms a page more   KB a page more')
  let before: (Build & { readonly count: number }) | undefined
  for (const count of SIZES) {
    const dir = join(root, String(count))
    await mkdir(dir)
    await copyOf(dir)
    await fill(dir, count)
    const { seconds, peak } = await build(dir)
    const more = before && count - before.count
    console.log(
      String(count).padStart(15),
      seconds.toFixed(1).padStart(9),
      (peak / 1e6).toFixed(0).padStart(9),
      (before && more ? (((seconds - before.seconds) * 1000) / more).toFixed(1) : '').padStart(16),
      (before && more ? ((peak - before.peak) / 1000 / more).toFixed(0) : '').padStart(16),
    )
    before = { count, seconds, peak }
    if (count !== SIZES[0]) await rm(dir, { recursive: true })
  }

  const stockDir = join(root, 'stock')
  await mkdir(stockDir)
  const siteDir = join(root, String(SIZES[0]), 'build')
  await stockIn(stockDir, await readFile(join(siteDir, `${CONCEPTS}.md`), 'utf8'))
  await build(stockDir)
  await writeFile(join(stockDir, 'build/base-url.txt'), '/')
  const site = await serve(siteDir)
  const stock = await serve(join(stockDir, 'build'))
  const chrome = await launch({ chromePath: findChromium(), chromeFlags: ['--headless=new', ...CHROMIUM_ARGS] })
  console.log('\nLighthouse, as on a telephone (median of three by performance)\n')
  console.log(`${'page'.padEnd(34)} performance  accessibility  best practices  SEO   LCP ms  TBT ms   KB`)
  for (const [name, url] of [
    ['stock Docusaurus page', `${stock.url}docs/page`],
    ['home', site.url],
    ['operation (Encrypt)', `${site.url}${REFERENCE}/Encrypt`],
    ['manual (concepts)', `${site.url}${CONCEPTS}`],
  ] as const) {
    const runs = [await audit(url, chrome.port), await audit(url, chrome.port), await audit(url, chrome.port)]
    const [, median] = runs.toSorted((a, b) => (a.scores[0] ?? 0) - (b.scores[0] ?? 0))
    if (!median) continue
    const [performance, accessibility, practices, seo] = median.scores.map(String)
    console.log(
      name.padEnd(34),
      performance?.padStart(11),
      accessibility?.padStart(14),
      practices?.padStart(15),
      seo?.padStart(4),
      median.paint.toFixed(0).padStart(8),
      median.blocking.toFixed(0).padStart(7),
      (median.bytes / 1024).toFixed(0).padStart(4),
    )
  }
  chrome.kill()
  site.close()
  stock.close()
} finally {
  await rm(root, { recursive: true, force: true })
}
