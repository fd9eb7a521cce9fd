import { expect, test } from 'vitest'
import { checkOptions } from './options.ts'

test.each([
  {},
  { id: 'default' },
  { endpoint: 'http://localhost:8080' },
  { endpoint: 'https://kms.acme.example/', worker: false },
  { endpoint: undefined },
])('takes %j', (options) => {
  expect(checkOptions(options)).toBe(options)
})

test.each([
  [{ worker: 'no' }, 'worker has to be true or false, and is "no"'],
  [{ endpoint: 'kms.acme.example' }, 'endpoint has to be a URL that begins with http:// or https://, and is "kms.acme.example"'],
  [{ endpoint: 'ftp://kms.acme.example/' }, 'endpoint has to be a URL that begins with'],
  [{ endpoint: 7, worker: null }, 'and is 7; worker has to be true or false, and is null'],
  [{ endPoint: 'https://a.example' }, 'there is no option endPoint; the options are endpoint and worker'],
  [{ toString: true }, 'there is no option toString'],
])('refuses %j', (options, reason) => {
  const read = () => checkOptions(options)
  expect(read).toThrow('Failed to read the options of q-kms-docs/docusaurus: ')
  expect(read).toThrow(reason)
})
