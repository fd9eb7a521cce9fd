import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/**
 * The command is the package's own. The bare `npx q-kms` would fetch and run whatever has that name on npm where the package is
 * not installed.
 */

const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'README.md', 'docs', 'src', 'examples', '*.md'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => /\.(mdx?|tsx?|mjs|js|py|sh|ya?ml|txt)$/.test(file))

const linesWith = (pattern: RegExp): readonly string[] =>
  [...new Set(files)].flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => (pattern.test(line) ? [`${file}: ${line}`] : [])),
  )

test('no text starts the command so that it might be another one', () => {
  expect(linesWith(/\bnpx (?!--no\b)[^`]*\bq-kms\b/)).toEqual([])
  expect(linesWith(/\bnpx --no q-kms\b/).length).toBeGreaterThan(5)
})

test('no text installs from npm what is not there', () => {
  expect(linesWith(/npm (?:i|install|add)\b[^`]* q-kms(?:-docs)?(?:@|\s|$)/)).toEqual([])
})

test('the manual installs the file that npm pack makes', () => {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(readFileSync('docs/api/q-kms/user-manual/emulator.mdx', 'utf8')).toContain(`/${name}-${version}.tgz`)
})
