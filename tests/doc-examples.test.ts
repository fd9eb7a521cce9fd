import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const exec = promisify(execFile)

/** Subpath of the package → the source that is built for it. Components are no programs: src/ready/doc-examples.test.tsx renders theirs. */
const SOURCES = Object.entries<string | { readonly default: string }>(JSON.parse(readFileSync('package.json', 'utf8')).exports)
  .map(([subpath, target]) => [subpath, typeof target === 'string' ? target : target.default] as const)
  .filter(([, target]) => /\/(emulator|msw|server)\/[^/]+\.js$/.test(target) && !target.endsWith('ready/server.js'))
  .map(([subpath, target]) => ({
    subpath: subpath.replace('.', 'q-kms-docs'),
    source: target.replace('./lib/', 'src/').replace(/\.js$/, '.ts'),
  }))

/** The text of a source, and of the files from which it exports as well. */
const textOf = (source: string): string => {
  const text = readFileSync(source, 'utf8')
  const others = [...text.matchAll(/^export \{.*\} from '(\.[^']+)'$/gm)].map(([, file = '']) => join(dirname(source), file))
  return [text, ...others.map(textOf)].join('\n')
}

/** The `@example` of a source's doc comments, each as a program. */
const examplesIn = (source: string): readonly string[] =>
  [...textOf(source).matchAll(/^ \* @example\n((?: \*.*\n)+?) \*\/$/gm)].map(([, lines = '']) =>
    lines.replace(/^ \* ?/gm, '').replace(/'(q-kms-docs\/\w+)'/g, (_, subpath: string) => {
      const found = SOURCES.find((entry) => entry.subpath === subpath)
      return `'${pathToFileURL(resolve(found?.source ?? subpath))}'`
    }),
  )

test.each(SOURCES)('the examples in the doc comments of $subpath print what they say', async ({ source }) => {
  const examples = examplesIn(source)
  expect(examples).not.toEqual([])
  for (const code of examples) {
    const { stdout } = await exec(process.execPath, ['--input-type=module-typescript', '--eval', code])
    const promised = [...code.matchAll(/\/\/=> (.+)/g)].map(([, line]) => line)
    expect(promised).not.toEqual([])
    expect(stdout.trim().split('\n')).toEqual(promised)
  }
})

test.each(SOURCES)('every export of $subpath has an example in its doc comment', async ({ source }) => {
  const names = Object.keys(await import(resolve(source)))
  expect(names).not.toEqual([])
  for (const name of names)
    expect(textOf(source)).toMatch(
      new RegExp(
        `/\\*\\*(?:(?!\\*/)[\\s\\S])*@example(?:(?!\\*/)[\\s\\S])*\\*/\\nexport (?:const|(?:async )?function) ${name}\\b`,
      ),
    )
})
