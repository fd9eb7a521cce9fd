import { createSlugger } from '@docusaurus/utils'
import type { Nodes, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { afterEach, expect, inject, test, vi } from 'vitest'
import { createClient, signedFor } from '../../src/emulator/test-client.ts'
import { TARGET_PREFIX } from '../../src/facts/protocol.ts'
import { fromBase64, toBase64 } from '../../src/vocabulary/base64.ts'
import { type Body, isBody } from '../../src/vocabulary/fits.ts'
import { valueAt } from '../../src/vocabulary/scenario.ts'

/** The Markdown of the built site, read as a program does: without the pages. */

const { root } = inject('sites')
const SITE = 'https://docs.q-kms.example/'

const fetched = async (address: string): Promise<string> => {
  const response = await fetch(address.replace(SITE, root))
  expect(response.status, address).toBe(200)
  return response.text()
}

/** What a reader sees of a node. */
const textOf = (node: Nodes | undefined): string => {
  if (node === undefined || node.type === 'html') return ''
  if ('children' in node) return node.children.map(textOf).join('')
  return 'value' in node ? node.value : ''
}

const parse = (markdown: string): Root => unified().use(remarkParse).use(remarkGfm).parse(markdown)

const INDEX = await fetched(`${SITE}llms.txt`)
const PAGES = new Map(
  await Promise.all(
    [...new Set(INDEX.match(/https:[^)\s]+\.md(?=\))/g))].map(async (address) => [address, await fetched(address)] as const),
  ),
)
const TREES = new Map([...PAGES].map(([address, markdown]) => [address, parse(markdown)]))

test('every link leads to a page, and to an anchor that its Markdown has', () => {
  const anchors = new Map(
    [...PAGES].map(([address, markdown]) => {
      const slugger = createSlugger()
      const found = new Set([...markdown.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id]) => id))
      visit(TREES.get(address) ?? parse(markdown), 'heading', (heading) => void found.add(slugger.slug(textOf(heading))))
      return [address, found]
    }),
  )
  const missing: string[] = []
  let fragments = 0
  for (const [address, tree] of TREES)
    visit(tree, 'link', ({ url }) => {
      if (!/^(?:https?:|#)/.test(url)) missing.push(`${address}: ${url}`)
      const [path = '', fragment] = url.split('#')
      const target = path === '' ? address : path
      if (path.startsWith(SITE) && path.endsWith('.md') && !PAGES.has(path)) missing.push(`${address}: ${url}`)
      if (fragment === undefined || !PAGES.has(target)) return
      fragments++
      if (!anchors.get(target)?.has(decodeURIComponent(fragment))) missing.push(`${address}: ${url}`)
    })
  expect(missing).toEqual([])
  expect(fragments).toBeGreaterThan(500)
  console.log(`${PAGES.size} pages as Markdown, ${fragments} links with an anchor, 0 without their target`)
})

test('each group of the sidebars has a file with all its pages', async () => {
  const sections = [...INDEX.matchAll(/^## (.+)\n\n((?:- .+\n)+)/gm)].filter(([, title]) => title !== 'For programs')
  expect(sections.length).toBeGreaterThan(10)
  for (const [, title = '', list = ''] of sections) {
    const [, file = ''] = INDEX.match(new RegExp(`\\[${title}\\]\\((https:[^)]+/llms-[a-z0-9-]+\\.txt)\\)`)) ?? []
    const together = await fetched(file)
    for (const [page] of list.matchAll(/https:[^)\s]+\.md(?=\))/g)) expect(together, file).toContain(`<!-- ${page} -->\n\n# `)
    if (title.startsWith('API reference: ')) expect(together, file).toContain('_Samples in HTTP, cURL, ')
  }
})

test('every form of a page is in its Markdown, with its request', async () => {
  let forms = 0
  for (const [address, markdown] of PAGES) {
    const html = await fetched(address.replace(/\.md$/, ''))
    const operations = [...html.matchAll(/ data-operation=("?)(\w+)\1/g)].map(([, , operation]) => operation)
    expect(
      [...markdown.matchAll(/^\*\*Send (\w+)\*\*$/gm)].map(([, operation]) => operation),
      address,
    ).toEqual(operations)
    forms += operations.length
  }
  expect(forms).toBeGreaterThan(56)
})

interface Step {
  readonly title: string
  /** What stands before the message or program: the caller and the Region too. */
  readonly caption: string
  readonly operation: string | undefined
  readonly code: string
  readonly expected: string
}

/** The scenarios of a page: their steps, as its Markdown tells them. */
const scenariosIn = (markdown: string): readonly (readonly Step[])[] => {
  const scenarios: Step[][] = []
  const nodes = parse(markdown).children
  const isParagraph = (node: Nodes | undefined) => node?.type === 'paragraph'
  let title = ''
  nodes.forEach((node, index) => {
    const text = textOf(node)
    if (isParagraph(node) && text.startsWith('Scenario: ')) scenarios.push([])
    if (isParagraph(node) && /^\d+\. /.test(text)) title = text
    if (node.type !== 'code' || scenarios.length === 0 || title === '') return
    const caption = textOf(nodes[index - 1])
    const expected = nodes.slice(index + 1).find((next) => isParagraph(next) && textOf(next).startsWith('Expected: '))
    const [, operation] = new RegExp(`^X-Amz-Target: ${TARGET_PREFIX}\\.(\\w+)$`, 'm').exec(node.value) ?? []
    scenarios.at(-1)?.push({ title, caption, operation, code: node.value, expected: textOf(expected).slice('Expected: '.length) })
    title = ''
  })
  return scenarios
}

const PLACE = /^‹(\S+) of step (\d+)›$/

/** Strings that stand for a value of an earlier response, as that value. */
const filled = (value: unknown, responses: readonly Body[]): unknown => {
  if (typeof value === 'string') {
    const [, path = '', step] = PLACE.exec(value) ?? []
    return step === undefined ? value : valueAt(responses[Number(step) - 1], path)
  }
  if (Array.isArray(value)) return value.map((item) => filled(item, responses))
  if (!isBody(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(item, responses)]))
}

/** Runs a program of a step, with bytes where its members have base64. */
const run = async (code: string, responses: readonly Body[]): Promise<Body> => {
  const [, before = '', name = '', members = ''] = /^([\s\S]*)await (\w+)\(([\s\S]*)\)$/.exec(code) ?? []
  const given = Object.entries(filled(JSON.parse(members), responses) as Body)
  const bytes = Object.fromEntries(
    given.map(([member, value]) => [member, typeof value === 'string' ? new Uint8Array(fromBase64(value) ?? []) : value]),
  )
  // A module, because it may import others.
  const source = encodeURIComponent(`${before}\nexport default ${name}`)
  const { default: program } = await import(/* @vite-ignore */ `data:text/javascript,${source}`)
  const returned: Body = (await program(bytes)) ?? {}
  return Object.fromEntries(
    Object.entries(returned).map(([member, value]) => [member, value instanceof Uint8Array ? toBase64(value) : value]),
  )
}

const ENDPOINT = 'http://emulator.test'

/** Lets a program move the clock of an emulator that has no server, as it moves that of `q-kms serve`. */
const serveClock = ({ clock }: Pick<ReturnType<typeof createClient>['emulator'], 'clock'>): void => {
  vi.stubEnv('AWS_ENDPOINT_URL_KMS', ENDPOINT)
  vi.stubGlobal('fetch', async (url: string, { body }: { readonly body: string }) => {
    expect(url).toBe(`${ENDPOINT}/_qkms/clock`)
    await clock.advance(JSON.parse(body).advanceSeconds * 1000)
    return new Response('{}')
  })
}

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

const follow = async (steps: readonly Step[]): Promise<void> => {
  const { attempt, emulator } = createClient({ clock: { now: () => Date.UTC(2026, 0, 15) } })
  serveClock(emulator)
  const responses: Body[] = []
  for (const { title, caption, operation, code, expected } of steps) {
    if (operation === undefined) {
      responses.push(await run(code, responses))
      continue
    }
    const request = filled(JSON.parse(code.slice(code.indexOf('\n\n'))), responses)
    const [, caller] = / as (arn:\S+?)(?: in |:$)/.exec(caption) ?? []
    const [, region = 'us-east-1'] = / in ([a-z0-9-]+):$/.exec(caption) ?? []
    const [, path = '', value] = /Repeated until (\S+) is (\S+)\./.exec(expected) ?? []
    for (let times = 0; ; times++) {
      const { status, body } = await attempt(operation, request, signedFor(region, caller))
      const code = status === 200 ? 'success.' : String(body.__type)
      expect(expected.split(' ')[0], `${title}: ${JSON.stringify(body)}`).toBe(code)
      if (value === undefined || String(valueAt(body, path)) === value) {
        responses.push(body ?? {})
        break
      }
      expect(times, title).toBeLessThan(60)
      await emulator.clock.advance(500)
    }
  }
}

const GUIDES = [...PAGES].flatMap(([address, markdown]) =>
  scenariosIn(markdown).map((steps, index) => ({ page: address.slice(SITE.length), index, steps })),
)

test.each(GUIDES)('scenario $index of $page can be followed from the Markdown alone', async ({ steps }) => {
  expect(steps.length).toBeGreaterThan(1)
  await follow(steps)
})

test('there are scenarios to follow, and one that is told wrongly fails', async () => {
  expect(GUIDES.length).toBeGreaterThan(0)
  const [guide] = GUIDES
  const wrong = guide?.steps.map((step) => ({ ...step, expected: 'DisabledException' })) ?? []
  await expect(follow(wrong)).rejects.toThrow('DisabledException')
})
