/**
 * `npm run release`: makes what would be published, checks it, and shows it. `npm run release -- --publish` publishes.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { publish: { type: 'boolean', default: false } } })
const run = (program: string, ...args: readonly string[]) => execFileSync(program, args, { stdio: 'inherit' })

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'))
if (!readFileSync('CHANGELOG.md', 'utf8').includes(`\n## ${version}\n`))
  throw new Error(`Failed to release ${name} ${version}: CHANGELOG.md has no entry of it.`)

const folder = mkdtempSync(join(tmpdir(), 'q-kms-release-'))
try {
  run('npm', 'pack', '--silent', '--pack-destination', folder)
  run('tar', '-xzf', join(folder, `${name}-${version}.tgz`), '-C', folder)
  const root = join(folder, 'package')
  // Who installs the package reads what it is for, not how this project is built.
  copyFileSync('scripts/package/README.md', join(root, 'README.md'))
  const { devDependencies, scripts, allowScripts, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest, null, 2))
  run('npm', 'pack', '--silent', '--pack-destination', folder, root)
  const tarball = join(folder, `${name}-${version}.tgz`)
  run('publint', tarball, '--level', 'warning')
  run('attw', tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'package.json', 'styles.css')
  run('npm', 'publish', tarball, ...(values.publish ? [] : ['--dry-run']))
} finally {
  rmSync(folder, { recursive: true })
}
