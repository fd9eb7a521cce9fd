import { expect, test } from 'vitest'
import { type Format, withImports } from './imports.ts'

const imported = (
  page: string,
  { file = 'page.mdx', format = 'mdx' as Format, own = [] as readonly string[] } = {},
): readonly string[] => {
  const made = withImports(page, file, { format, own })
  expect(made.startsWith(page)).toBe(true)
  return made.slice(page.length).split('\n').filter(Boolean)
}
const TESTER = "import ApiTester from '@theme/ApiTester'"

test('a page gets what it shows, below its text', () => {
  const page = '---\ntitle: Keys\n---\n\n# Keys\n\n<ApiTester operation="Encrypt" />\n\n<ParamsTable\n  operation="Encrypt"\n/>'
  expect(imported(page)).toEqual([TESTER, "import ParamsTable from '@theme/ParamsTable'"])
})

test.each([
  ['names no component', 'The `ApiTester` shows a form. An ApiTester, an <ApiTesters />.'],
  ['shows it as code', 'Write `<ApiTester operation="Encrypt" />`, or ``a ` <ApiTester />``.'],
  ['shows it in a fence', '```jsx\n<ApiTester />\n```\n\n- a list\n\n  ~~~~\n  <ApiExample />\n  ~~~~'],
  ['ends within a fence', 'Text.\n\n```jsx\n<ApiTester />\n'],
  ['comments it out', '{/* <ApiTester operation="Encrypt" /> */}'],
  ['imports it', 'import ApiTester from \'@site/src/components/ApiTester\'\n\n<ApiTester operation="Encrypt" />'],
  [
    'imports it over several lines',
    "import {\n  ApiExample,\n  ApiTester,\n} from 'q-kms-docs'\n\n<ApiTester />\n<ApiExample />",
  ],
  ['defines it', 'export const ApiTester = () => <b>Mine</b>\n\n<ApiTester />'],
  ['defines it as a function', 'export async function ApiTester() {}\n\n<ApiTester />'],
  ['takes it out of an object', 'export const { ApiExample, Tester: ApiTester } = globalThis.mine\n\n<ApiTester />'],
  ['names it in its front matter', '---\ndescription: <ApiTester />\n---\n\n# Keys'],
])('a page that %s gets nothing', (_, page) => {
  expect(imported(page)).toEqual([])
})

test('a page gets nothing that its site gives to every page', () => {
  const page = '<Scenario of="a test" />\n\n<ApiTester operation="Encrypt" />\n'
  expect(imported(page, { own: ['Scenario'] })).toEqual([TESTER])
})

test.each([
  ['uses it in what it exports', 'export const Both = () => <ApiTester operation="Encrypt" />\n\n<Both />'],
  ['exports another that holds its name', 'export const MyApiTester = ApiTester\n\n<ApiTester />'],
  ['shows its source too', '```jsx\n<ApiTester operation="Encrypt" />\n```\n\n<ApiTester operation="Encrypt" />'],
  ['has Windows’ ends of lines', '---\r\ntitle: Keys\r\n---\r\n\r\n<ApiTester operation="Encrypt" />\r\n'],
])('a page that %s gets it', (_, page) => {
  expect(imported(page)).toEqual([TESTER])
})

const PAGE = '<ApiTester operation="Encrypt" />\n'

test.each<[file: string, format: Format, frontMatter: string, isMdx: boolean]>([
  ['page.md', 'mdx', '', true],
  ['page.md', 'detect', '', false],
  ['page.mdx', 'detect', '', true],
  ['page.mdx', 'md', '', false],
  ['page.md', 'md', '---\nmdx:\n  format: mdx\n---\n', true],
  ['page.mdx', 'mdx', '---\ntitle: A\nmdx:\n  format: md\n---\n', false],
  ['page.md', 'mdx', "---\nmdx:\n  format: 'detect'\n---\n", false],
])('%s, read as %s after %j, is MDX: %s', (file, format, frontMatter, isMdx) => {
  expect(imported(frontMatter + PAGE, { file, format })).toEqual(isMdx ? [TESTER] : [])
})
