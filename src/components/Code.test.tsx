// @vitest-environment jsdom
import { type ReactNode, useEffect, useState } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { Code } from './Code.tsx'
import { served, show } from './test-dom.ts'

/** A highlighter that renders a second time by itself. */
vi.mock('prism-react-renderer', () => ({
  Highlight: ({ code, children }: { readonly code: string; readonly children: (highlighted: object) => ReactNode }) => {
    const [count, setCount] = useState(0)
    useEffect(() => setCount(1), [])
    const line = (content: string) => [{ types: count > 0 ? ['string'] : ['plain'], content, empty: false }]
    return children({ tokens: code.split('\n').map(line) })
  },
}))

test('code stays the same where its highlighter renders again', async () => {
  const { container, all } = await show(<Code code={'{\n}'} language="json" />)
  expect(all('.token')).toHaveLength(2)
  expect(container.textContent).toBe('{\n}')
})

test('code that is not coloured yet has all of its lines', () => {
  expect(served(<Code code={'{\n}\n'} language="json" />, renderToStaticMarkup)).toContain('{\n}\n')
})
