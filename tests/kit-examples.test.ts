import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isValidElement, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { rolldown } from 'rolldown'
import { beforeAll, expect, test } from 'vitest'
import * as kit from '../src/components/index.ts'

/** The examples in the doc comments of what the kit exports, compiled and run. They know the kit, and the example of an API of one's own. */

const NAMES = Object.keys(kit)
const FOLDER = resolve('node_modules/.cache/q-kms-docs/kit-examples')

/** Where the doc comments stand. */
const SOURCES = ['src/vocabulary', 'src/components'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => readFileSync(join(folder, file), 'utf8')),
)

/** The example of an export, without the stars of the comment. */
const exampleOf = (name: string): string | undefined => {
  const declaration = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\nexport (?:default )?(?:const|function) ${name}\\b`)
  const comment = SOURCES.flatMap((source) => declaration.exec(source)?.[1] ?? []).join('')
  return /@example\s([\s\S]*)$/
    .exec(comment)?.[1]
    ?.replace(/^ \* ?/gm, '')
    .trim()
}

/** A function that returns what an example makes. */
const functionOf = (example: string): string => {
  const [, name] = /^(?:export )?const (\w+) =/.exec(example) ?? []
  return name === undefined ? `() => (\n${example}\n)` : `() => {\n${example.replace(/^export /, '')}\nreturn ${name}\n}`
}

let made: Readonly<Record<string, () => unknown>> = {}

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true })
  const file = join(FOLDER, 'examples.tsx')
  const tokens = (name: string) => JSON.stringify(resolve('examples/token-service/src', name))
  writeFileSync(
    file,
    `import { ${NAMES.join(', ')} } from 'q-kms-docs/kit'
import { IssueToken, RevokeToken } from ${tokens('operations.ts')}
import { protocol } from ${tokens('service.ts')}
export const examples = {
${NAMES.map((name) => `${name}: ${functionOf(exampleOf(name) ?? 'undefined')},`).join('\n')}
}
`,
  )
  const { compilerOptions } = JSON.parse(readFileSync('tsconfig.json', 'utf8'))
  const config = join(FOLDER, 'tsconfig.json')
  const paths = { 'q-kms-docs/kit': [resolve('src/components/index.ts')] }
  const options = { ...compilerOptions, paths, noUnusedLocals: false, types: ['node', '@docusaurus/module-type-aliases'] }
  writeFileSync(config, JSON.stringify({ compilerOptions: options, files: [file] }))
  expect(spawnSync(resolve('node_modules/.bin/tsc'), ['-p', config], { encoding: 'utf8' }).stdout).toBe('')

  const build = await rolldown({
    input: file,
    platform: 'node',
    external: /^react/,
    resolve: { alias: { 'q-kms-docs/kit': resolve('src/components/index.ts') } },
    moduleTypes: { '.css': 'empty' },
    transform: { jsx: 'react-jsx' },
    onLog: () => undefined,
  })
  await build.write({ file: join(FOLDER, 'examples.mjs'), codeSplitting: false })
  await build.close()
  made = (await import(pathToFileURL(join(FOLDER, 'examples.mjs')).href)).examples
})

test.each(NAMES)('the example of %s does what it shows', (name) => {
  const example = exampleOf(name)
  expect(example, 'the example in the doc comment').toBeDefined()
  const value = made[name]?.()
  expect(value).toBeDefined()
  if (isValidElement(value)) expect(renderToString(value as ReactNode)).toMatch(/<(form|table|figure|div|section)/)
  const [, promised] = /\/\/=> (.*)$/.exec(example ?? '') ?? []
  if (promised !== undefined) expect(value).toEqual(new Function(`return (${promised})`)())
})
