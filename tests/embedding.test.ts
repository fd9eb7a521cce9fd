import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { publicVariablesOf } from '../scripts/package/styles.ts'
import { EXAMPLE, type Inputs, SAMPLES, SCENARIO, TABLE, TESTER } from '../src/element/inputs.ts'
import { PARTS } from '../src/element/parts.ts'
import * as scenarios from '../src/facts/scenarios/index.ts'
import { ELEMENTS } from '../src/theme/LiveElement/elements.ts'
import { STEPS } from './embed/steps.ts'

const manual = (page: string): string => readFileSync(`docs/api/q-kms/user-manual/${page}.mdx`, 'utf8')
const EXAMPLES = readdirSync('examples')
/** Files that only an example itself needs. */
const NOT_SHOWN = /(^|\/)(package\.json|requirements\.txt|\.gitignore)$/

const filesOf = (example: string): readonly string[] =>
  readdirSync(join('examples', example), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(join('examples', example).length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((file) => !/(^|\/)(node_modules|dist|\.venv|\.next|q-kms-docs)\//.test(file))

test('every example has its commands in the manual', () => {
  expect([...new Set(STEPS.map(({ example }) => example))].sort()).toEqual([...EXAMPLES].sort())
  for (const example of EXAMPLES) expect(STEPS.some((step) => step.example === example && step.language === 'sh')).toBe(true)
})

test.each(['embedding', 'your-own-api', 'gallery', 'theming', 'content-security-policy'])(
  'every command of the page %s is a step of an example, which test:embed runs',
  (page) => {
    const commands = [...manual(page).matchAll(/^```(?:sh|bash|shell|console)\b(.*)$/gm)].map(([, rest = '']) => rest)
    expect(commands.filter((rest) => !/^ example="[\w-]+"$/.test(rest))).toEqual([])
  },
)

test.each(EXAMPLES)('the manual shows the files of the example %s as they are', (example) => {
  const shown = STEPS.filter((step) => step.example === example && step.title !== undefined)
  expect(shown.map(({ title }) => title).sort()).toEqual(
    filesOf(example)
      .filter((file) => !NOT_SHOWN.test(file))
      .sort(),
  )
  for (const { title = '', text } of shown) expect(text, title).toBe(readFileSync(join('examples', example, title), 'utf8'))
})

test.each(EXAMPLES)('the manual installs what the example %s pins', (example) => {
  const commands = STEPS.filter((step) => step.example === example && step.language === 'sh').map(({ text }) => text)
  const installed = [...commands.join('').matchAll(/ (@?[\w/-]+)@(\d[\w.]*)/g)].map(([, name = '', version = '']) => [
    name,
    version,
  ])
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join('examples', example, 'package.json'), 'utf8'))
  const { 'q-kms-docs': own, ...others } = { ...dependencies, ...devDependencies }
  expect(own).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version)
  expect(Object.fromEntries(installed)).toEqual(others)
})

test('the manual lists every variable that a page can set', () => {
  const page = manual('theming')
  const listed = [...page.matchAll(/^\| `--qkms-([\w-]+)` \|/gm)].map(([, name]) => name)
  expect(listed.sort()).toEqual([...publicVariablesOf(readFileSync('src/components/qkms.css', 'utf8'))].sort())
})

test('the manual lists every part', () => {
  const [, list = ''] = /^The parts are (.*)\.$/m.exec(manual('theming')) ?? []
  expect([...list.matchAll(/`([\w-]+)`/g)].map(([, part]) => part).sort()).toEqual(Object.values(PARTS).sort())
})

test.each<[name: string, inputs: Inputs]>([
  ['qkms-api-tester', TESTER],
  ['qkms-params-table', TABLE],
  ['qkms-api-example', EXAMPLE],
  ['qkms-code-samples', SAMPLES],
  ['qkms-scenario', SCENARIO],
])('the manual lists the attributes of %s', (name, inputs) => {
  const [, cell = ''] = new RegExp(`^\\| \`<${name}>\` \\| (.*?) \\| `, 'm').exec(manual('embedding')) ?? []
  const listed = cell.split(/, (?=`)/).map((entry) => /^`([\w-]+)`/.exec(entry)?.[1])
  expect(listed.sort()).toEqual(
    Object.values(inputs)
      .flatMap(({ attribute }) => attribute ?? [])
      .sort(),
  )
})

test('the manual lists every scenario that an element can name', () => {
  const [, list = ''] = /The `name` is that of a scenario of the manual: (.*?)\. /.exec(manual('embedding')) ?? []
  expect([...list.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(Object.keys(scenarios))
})

test('the gallery shows every element', () => {
  const defined = [...readFileSync('src/element/index.tsx', 'utf8').matchAll(/^define\('([\w-]+)'/gm)].map(([, name]) => name)
  expect(defined.length).toBeGreaterThan(3)
  const shown = [...manual('gallery').matchAll(/<LiveElement of="(\w+)" \/>/g)].map(([, of = '']) => of)
  expect(shown).toEqual(Object.keys(ELEMENTS))
  expect(Object.values(ELEMENTS).map((html) => /^<([\w-]+)/.exec(html)?.[1])).toEqual(defined)
})
