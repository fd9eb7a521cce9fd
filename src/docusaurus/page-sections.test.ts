import { expect, test } from 'vitest'
import { pageSectionsOf } from './page-sections.ts'

const sectionsOf = (article: string) =>
  pageSectionsOf(`<html><body><nav>Menu</nav><div class="theme-doc-markdown markdown">${article}</div></body></html>`)

test('parts a page at its headings', () => {
  expect(
    sectionsOf(
      '<header><h1 id="t">Encrypt</h1></header><p>Encrypts<br>it.</p><h2 id="d">Description<a class="hash-link" href="#d">\u200b</a></h2><p>With <code>KeyId</code>.</p><ul><li>One</li><li>Two</li></ul>',
    ),
  ).toEqual([
    { heading: 'Encrypt', text: 'Encrypts it.' },
    { anchor: 'd', heading: 'Description', text: 'With KeyId. One Two' },
  ])
})

test('makes a row with an id a section of its own, and reads on behind the table', () => {
  expect(
    sectionsOf(
      '<h1>Encrypt</h1><h2 id="b">Body</h2><table><tr id="request-KeyId"><th><code>KeyId</code><a class="qkms-anchor" href="#">#</a></th><td>string</td><td><p>The key.</p></td></tr></table><p>After.</p>',
    ),
  ).toEqual([
    { heading: 'Encrypt', text: '' },
    { anchor: 'b', heading: 'Body', text: 'After.' },
    { anchor: 'request-KeyId', heading: 'KeyId', isRow: true, text: 'string · The key.' },
  ])
})

test('keeps the cells of a table apart', () => {
  expect(
    sectionsOf('<h1>Quotas</h1><table><tr><th>What</th><th>At most</th></tr><tr><td>Keys</td><td>100</td></tr></table>'),
  ).toEqual([{ heading: 'Quotas', text: 'What · At most · Keys · 100' }])
})

test('keeps examples and every tab as code', () => {
  expect(
    sectionsOf(
      '<h1>Encrypt</h1><figure class="qkms qkms-figure"><button>Copy</button><pre>{ "KeyId": "a" }</pre></figure><div class="theme-tabs-container"><ul role="tablist"><li role="tab">Python</li></ul><div role="tabpanel" hidden><pre><span>import</span> boto3</pre></div></div>',
    ),
  ).toEqual([{ heading: 'Encrypt', text: '', code: '{ "KeyId": "a" } Python import boto3' }])
})

test('leaves out the form that sends requests', () => {
  expect(sectionsOf('<h1>Encrypt</h1><div class="qkms-tester"><h3 id="x">Try</h3>Send</div>')).toEqual([
    { heading: 'Encrypt', text: '' },
  ])
})

test('throws where there is no article', () => {
  expect(() => pageSectionsOf('<html><body></body></html>')).toThrow('Failed to read the page for the search: it has no article.')
})
