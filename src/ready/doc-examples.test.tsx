import { readFileSync } from 'node:fs'
import { evaluate } from '@mdx-js/mdx'
import { createElement } from 'react'
import * as runtime from 'react/jsx-runtime'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import * as components from './server.ts'

/** The `@example` of a component's doc comment. */
const exampleOf = (name: string): string => {
  const [, example] = /^ \* @example (<.*>)$/m.exec(readFileSync(`src/ready/${name}.tsx`, 'utf8')) ?? []
  if (example === undefined) throw new Error(`Failed to find the example of ${name}`)
  return example
}

/** What the example shows, beside its own name. */
const SHOWN: Readonly<Record<keyof typeof components, string>> = {
  ApiExample: 'X-Amz-Target',
  ApiTester: 'Send request',
  CodeSamples: 'aws kms encrypt',
  ParamsTable: 'id="response-CiphertextBlob"',
  Scenario: 'Run step',
}

test.each(Object.entries(SHOWN))('the example in the doc comment of %s renders', async (name, text) => {
  const { default: Example } = await evaluate(exampleOf(name), runtime)
  expect(renderToString(createElement(Example, { components }))).toContain(text)
})

test.each(Object.keys(SHOWN))('the outermost element of %s takes the class and the style of the page', async (name) => {
  const example = exampleOf(name).replace(/ \/>$/, ' className="mine" style={{ margin: 0 }} />')
  const { default: Example } = await evaluate(example, runtime)
  const html = renderToString(createElement(Example, { components }))
  expect(html).toMatch(/^(<!--\$-->)?<\w+ (?=[^>]* ?class="qkms[^"]* mine")(?=[^>]* ?style="margin:0")/)
})

test('every component has an example', () => {
  expect(Object.keys(components).sort()).toEqual(Object.keys(SHOWN).sort())
})
