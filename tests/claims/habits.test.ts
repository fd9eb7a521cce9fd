import { expect, test } from 'vitest'
import { operations } from '../../src/facts/index.ts'
import { LANGUAGES } from '../../src/facts/samples/index.ts'
import { nameOf, PAGES } from './extract.ts'
import { BLOCKS } from './programs.ts'

/** Habits that the pages recommend, and keep themselves. */

/** Every request of an operation that the pages show, with the page. */
const requestsOf = (operation: keyof typeof operations) => [
  { page: 'facts', request: operations[operation].example.request as Readonly<Record<string, unknown>> },
  ...PAGES.flatMap(({ path, parts }) =>
    parts
      .filter(({ kind, props }) => kind === 'ApiTester' && props.operation === operation)
      .map(({ props }) => ({ page: nameOf(path), request: (props.example ?? {}) as Readonly<Record<string, unknown>> })),
  ),
]

test('every request for import parameters asks for the strongest wrapping key', () => {
  const specs = requestsOf('GetParametersForImport').map(({ page, request }) => [page, request.WrappingKeySpec])
  expect(specs.filter(([, spec]) => spec !== undefined).length).toBeGreaterThan(1)
  expect(specs.filter(([, spec]) => spec !== undefined && spec !== 'RSA_4096')).toEqual([])
  expect(operations.GetParametersForImport.input.WrappingKeySpec.placeholder).toBe('RSA_4096')
})

/** A key, a password or a token among the words of a command, where a list of processes shows it. */
const SECRET_WORDS =
  /hexkey:|--admin-token[ =]\S|Bearer (?!%s)[\w-]{4,}|--(?:key-store-password|[\w-]*credential)[ =](?!file:)\S|-passin pass:/

test('no command of a page has a secret among its words', () => {
  const shells = BLOCKS.filter(({ found }) => found.language === 'sh')
  expect(shells.length).toBeGreaterThan(15)
  expect(shells.filter(({ found }) => SECRET_WORDS.test(found.code)).map(({ where }) => where)).toEqual([])
  // What the pages had before.
  expect('-macopt hexkey:"$(xxd -p material.bin)"').toMatch(SECRET_WORDS)
  expect("curl -H 'Authorization: Bearer a-long-secret' url").toMatch(SECRET_WORDS)
})

test('no sample in a shell has a password among its words', () => {
  const shell = LANGUAGES.find(({ id }) => id === 'cli')
  for (const operation of [operations.CreateCustomKeyStore, operations.UpdateCustomKeyStore])
    expect(shell?.sample(operation, operation.example.request)).not.toMatch(SECRET_WORDS)
})
