// @vitest-environment jsdom
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { show } from '../test-dom.ts'
import OperationIndex, { type OperationGroup } from './index.tsx'

const GROUPS: readonly OperationGroup[] = [
  {
    label: 'Keys',
    operations: [
      { name: 'CreateKey', summary: 'Makes a key.', href: '/CreateKey' },
      { name: 'ListKeys', summary: 'Lists the keys.', href: '/ListKeys' },
    ],
  },
  { label: 'Rotation', operations: [{ name: 'EnableKeyRotation', summary: 'Renews material.', href: '/EnableKeyRotation' }] },
]

test('is a list of links by group, without scripts too', () => {
  const html = renderToStaticMarkup(<OperationIndex groups={GROUPS} />)
  expect(html).toContain(
    '<h3>Rotation</h3><ul><li><a href="/EnableKeyRotation" translate="no">EnableKeyRotation</a> Renews material.</li></ul>',
  )
  expect(html).toContain('<span role="status">3 operations</span>')
})

test('narrows to the operations whose name, summary or group has every word', async () => {
  const { all, fill } = await show(<OperationIndex groups={GROUPS} />)
  const names = () => all('a').map(({ textContent }) => textContent)
  await fill('Filter', 'KEY makes')
  expect(names()).toEqual(['CreateKey'])
  expect(all('h3').map(({ textContent }) => textContent)).toEqual(['Keys'])
  await fill('Filter', 'rotation')
  expect(names()).toEqual(['EnableKeyRotation'])
  await fill('Filter', '')
  expect(names()).toEqual(['CreateKey', 'ListKeys', 'EnableKeyRotation'])
})

test('says how many operations are left, and when none is', async () => {
  const { one, fill } = await show(<OperationIndex groups={GROUPS} />)
  await fill('Filter', 'renews')
  expect(one('[role=status]').textContent).toBe('1 operation')
  await fill('Filter', 'teleport')
  expect(one('[role=status]').textContent).toBe('No operation has all these words.')
})

test('takes the links of a site', () => {
  const Link = ({ href, children }: { href: string; children: string }) => <a href={`/base${href}`}>{children}</a>
  expect(renderToStaticMarkup(<OperationIndex groups={GROUPS} link={Link} />)).toContain('href="/base/ListKeys"')
})

test('is hydrated without complaint', async () => {
  const { complaints } = await show(<OperationIndex groups={GROUPS} />, { hydrate: true })
  expect(complaints).toEqual([])
})
