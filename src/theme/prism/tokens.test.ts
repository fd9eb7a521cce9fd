// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { plainTokens, servedTokens, tokensIn } from './tokens.ts'

const marked = (html: string): Element => {
  const element = document.createElement('span')
  element.dataset.language = 'json'
  element.innerHTML = html
  return element
}

test('reads what the server has marked, line by line', () => {
  const lines = tokensIn(
    marked('{\n<!-- -->\n<!-- -->  <span class="token property">"a"</span><span class="token operator">:</span> 1\n}'),
  )
  expect(lines.map((line) => line.map(({ types, content }) => [types.join(' '), content]))).toEqual([
    [['plain', '{']],
    [['plain', '\n']],
    [
      ['plain', '  '],
      ['property', '"a"'],
      ['operator', ':'],
      ['plain', ' 1'],
    ],
    [['plain', '}']],
  ])
  expect(lines.map(([first]) => first?.empty === true)).toEqual([false, true, false, false])
})

test('has plain code as one token a line', () => {
  expect(plainTokens('a\n\nb').map(([token]) => token?.content)).toEqual(['a', '\n', 'b'])
})

test('knows what stood in the page when it was first asked, and nothing else', () => {
  document.body.append(marked('<span class="token boolean">true</span>'))
  expect(servedTokens('true')).toEqual([[{ types: ['boolean'], content: 'true' }]])
  document.body.append(marked('<span class="token boolean">false</span>'))
  expect(servedTokens('false')).toBeUndefined()
})
