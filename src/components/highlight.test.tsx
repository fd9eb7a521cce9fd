import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { Highlight } from './highlight.tsx'

vi.mock('isolated-prism', () => import('prismjs'))

const linesOf = (code: string, language: string) => {
  let lines: readonly (readonly { types: readonly string[]; content: string }[])[] = []
  const read = ({ tokens }: { readonly tokens: typeof lines }) => {
    lines = tokens
    return null
  }
  renderToStaticMarkup(
    <Highlight code={code} language={language}>
      {read}
    </Highlight>,
  )
  return lines
}

test('tells the tokens of each line', () => {
  const [first, second] = linesOf('const a = {\n  "a": 1 }', 'js')
  expect(first?.find(({ types }) => types.includes('keyword'))?.content).toBe('const')
  expect(second?.find(({ types }) => types.includes('string-property'))?.content).toBe('"a"')
  expect(second?.find(({ types }) => types.includes('number'))?.content).toBe('1')
})

test('loses no character', () => {
  const code = 'const a = {\n\n  "a": [1, true, /a b/]\n}\n'
  const text = linesOf(code, 'js').map((line) => line.map(({ content }) => content).join(''))
  expect(text.join('\n')).toBe(code)
})

test('leaves code of an unknown language plain', () => {
  expect(linesOf('a b', 'klingon')).toEqual([[{ types: ['plain'], content: 'a b', empty: false }]])
})
