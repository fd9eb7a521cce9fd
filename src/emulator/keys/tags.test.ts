import { expect, test } from 'vitest'
import { withTags } from './tags.ts'

const tag = (TagKey: string, TagValue = '') => ({ TagKey, TagValue })

test('gives a key that is there the new value, in its old place', () => {
  expect(withTags([tag('a', '1'), tag('b', '2')], [tag('a', '3'), tag('c', '4')])).toEqual([
    tag('a', '3'),
    tag('b', '2'),
    tag('c', '4'),
  ])
})

test('counts the tags that come out, not those that go in', () => {
  const fifty = Array.from({ length: 50 }, (_, i) => tag(`${i}`))
  expect(withTags(fifty, [tag('7', 'new')])).toHaveLength(50)
  expect(() => withTags(fifty, [tag('51')])).toThrow('Too many tags')
})
