import { expect, test } from 'vitest'
import type { SearchPage } from './pages.ts'
import { createSearch, type Hit } from './search.ts'

const page = (title: string, ...sections: SearchPage['sections']): SearchPage => ({
  path: title,
  title,
  group: 'Manual',
  keywords: [],
  sections,
})

const EXAMPLE = {
  anchor: 'example',
  heading: 'Example 1: Delete a key',
  text: 'Deletes a key.',
  code: 'kms.schedule_key_deletion()',
}
const PAGES: readonly SearchPage[] = [
  page('ScheduleKeyDeletion', { heading: 'ScheduleKeyDeletion', text: 'Deletes a key after a while.' }, EXAMPLE),
  page('CancelKeyDeletion', { heading: 'CancelKeyDeletion', text: 'Keeps a key.' }),
  page(
    'Encrypt',
    { heading: 'Encrypt', text: 'Encrypts a plaintext.' },
    { anchor: 'request-KeyId', heading: 'KeyId', isRow: true, text: 'string. The key.' },
    { anchor: 'samples', heading: 'Samples', text: '', code: 'kms = boto3.client("kms")' },
  ),
  page(
    'Decrypt',
    { heading: 'Decrypt', text: '' },
    { anchor: 'request-KeyId', heading: 'KeyId', isRow: true, text: 'string. The key.' },
  ),
  page(
    'Policies',
    { heading: 'Policies', text: 'Who may do what.' },
    { anchor: 'keys', heading: 'Of a key', text: 'The key policy decides.' },
    { anchor: 'mixed', heading: 'Mixed', text: 'A policy for the key.' },
  ),
  { ...page('Import', { heading: 'Import', text: 'Material of your own.' }), keywords: ['BYOK'] },
]

const { suggest, find } = await createSearch(PAGES)
const paths = (hits: readonly Hit[]): readonly string[] => hits.map(({ path }) => path)
const first = (query: string): string | undefined => paths(suggest(query))[0]

test.each([
  ['a name', 'ScheduleKeyDeletion', 'ScheduleKeyDeletion'],
  ['a name in small letters', 'schedulekeydeletion', 'ScheduleKeyDeletion'],
  ['the end of a name', 'KeyDeletion', 'CancelKeyDeletion'],
  ['the words of a name', 'cancel key deletion', 'CancelKeyDeletion'],
  ['a word that is not finished', 'encr', 'Encrypt'],
  ['another form of a word', 'encryption', 'Encrypt'],
  ['swapped letters', 'encyrpt', 'Encrypt'],
  ['swapped letters of a short word', 'polciies', 'Policies'],
  ['a letter too many', 'cancell deletion', 'CancelKeyDeletion'],
  ['a synonym', 'undo deletion', 'CancelKeyDeletion'],
  ['a keyword of the page', 'byok', 'Import'],
  ['code', 'boto3', 'Encrypt#samples'],
  ['a name with signs in it', 'schedule_key', 'ScheduleKeyDeletion#example'],
])('finds %s', (_, query, path) => {
  expect(first(query)).toBe(path)
})

test('puts a page before an example of the same words', () => {
  expect(paths(suggest('delete key')).filter((path) => path.startsWith('ScheduleKeyDeletion'))).toEqual([
    'ScheduleKeyDeletion',
    'ScheduleKeyDeletion#example',
  ])
})

test('finds a phrase in quotes only where it stands so, and the page around it', () => {
  expect(paths(find('policy key'))).toContain('Policies#mixed')
  expect(new Set(paths(find('"key policy"')))).toEqual(new Set(['Policies', 'Policies#keys']))
})

test('suggests a row that pages have alike once, and finds each', () => {
  expect(paths(suggest('KeyId')).filter((path) => path.endsWith('#request-KeyId'))).toHaveLength(1)
  expect(paths(find('KeyId')).filter((path) => path.endsWith('#request-KeyId'))).toHaveLength(2)
})

test('does not take a number for another', () => {
  expect(suggest('boto4')).toEqual([])
})

test.each(['', '   ', '"', '~ + ^ ( \\ % <script>', '*'])('finds nothing for %j', (query) => {
  expect(find(query).map(({ path }) => path)).toEqual([])
})

test('says where a hit stands, and marks what was found', () => {
  expect(suggest('cancel')[0]).toEqual({
    path: 'CancelKeyDeletion',
    heading: [{ text: 'CancelKeyDeletion', isMatch: true }],
    excerpt: [{ text: 'Keeps a key.', isMatch: false }],
    where: 'Manual',
  })
  expect(suggest('boto3')[0]).toMatchObject({ where: 'Encrypt' })
})
