import { expect, test } from 'vitest'
import { xml } from './xml.ts'

test('writes elements in order, repeats lists and leaves out what is undefined', () => {
  expect(xml('A', { B: 'x', C: undefined, D: [1, 2], E: { F: '' } }, ' xmlns="u"')).toBe(
    '<A xmlns="u"><B>x</B><D>1</D><D>2</D><E><F></F></E></A>',
  )
})

test('escapes what means something in XML, and replaces what XML cannot hold', () => {
  expect(xml('A', `<&>"'`)).toBe('<A>&lt;&amp;&gt;&quot;&apos;</A>')
  expect(xml('A', 'a\u0000b\ud800c\uffff\t😀')).toBe('<A>a\ufffdb\ufffdc\ufffd\t😀</A>')
})
