import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { inlineSourcesOf, policyText } from '../src/docusaurus/content-security-policy.ts'
import { groupsOf, hrefIn, llmsIndexOf, requestIn, type SitePage } from '../src/docusaurus/machine-texts.ts'
import { markdownOf, readPage } from '../src/docusaurus/page-text.ts'
import { ERRORS, operations } from '../src/facts/index.ts'
import { model } from '../src/facts/model.ts'
import { kmsOpenApi } from '../src/facts/openapi.ts'
import { CATEGORIES, type KmsOperation } from '../src/facts/operation.ts'

const OPERATIONS: readonly KmsOperation[] = Object.values(operations)
const openApi = kmsOpenApi({
  title: 'Q-KMS',
  version: '1',
  endpoint: 'https://kms.q-kms.example/',
  pageOf: (name) => `https://docs.q-kms.example/${name}`,
})
/** What a reader of the file gets. */
const document = JSON.parse(JSON.stringify(openApi))

test('the OpenAPI document is a valid one of version 3.1', async () => {
  const validator = new Validator()
  expect(await validator.validate(structuredClone(document))).toMatchObject({ valid: true })
  expect(validator.version).toBe('3.1')
})

test('a document without a response is not valid, so the validator can tell', async () => {
  const broken = structuredClone(document)
  broken.paths['/#TrentService.Encrypt'].post.responses = []
  expect(await new Validator().validate(broken)).toMatchObject({ valid: false })
})

test('every operation has its path, request, response and declared errors in the document', () => {
  expect(Object.keys(document.paths)).toEqual(OPERATIONS.map(({ name }) => `/#TrentService.${name}`))
  for (const { name, input, output, emptyBody, errors, example } of OPERATIONS) {
    const { post } = document.paths[`/#TrentService.${name}`]
    expect(post.requestBody.content['application/x-amz-json-1.1'].examples.example.value).toEqual(example.request)
    const { schemas } = document.components
    expect(Object.keys(schemas[`${name}Request`].properties)).toEqual(Object.keys(input))
    if (!emptyBody) expect(Object.keys(schemas[`${name}Response`].properties)).toEqual(Object.keys(output))
    const declared = Object.entries<{ content?: Record<string, { schema: { properties?: { __type: { enum: string[] } } } }> }>(
      post.responses,
    ).flatMap(([, { content }]) => content?.['application/x-amz-json-1.1']?.schema.properties?.__type?.enum ?? [])
    expect(declared.toSorted(), name).toEqual(errors.toSorted())
  }
  expect(document.components.schemas.Error.properties.__type.enum).toEqual(Object.keys(ERRORS))
})

test('every operation goes by its name, with its sentence and what it demands below', () => {
  for (const { name, summary, key, permissions } of OPERATIONS) {
    const { post } = document.paths[`/#TrentService.${name}`]
    expect(post.summary).toBe(name)
    const [first, ...rest] = post.description.split('\n\n')
    expect(first).toBe(summary)
    expect(rest, name).toHaveLength((key?.usage ? 1 : 0) + (key ? 1 : 0) + (permissions.length > 0 ? 1 : 0))
  }
  expect(document.paths['/#TrentService.Encrypt'].post.description).toContain(
    'Usage of the key: `ENCRYPT_DECRYPT`.\n\nKey states that allow it: `Enabled`, `Updating`.\n\nPermissions: `kms:Encrypt`.',
  )
})

test('the document says what it describes, under which licence, and where it can be tried', () => {
  const { license } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(document.info).toMatchObject({ title: 'Q-KMS', version: '1', license: { name: license, identifier: license } })
  expect(document.info.description).toContain('`q-kms serve`')
  expect(document.servers.map(({ url }: { url: string }) => url)).toEqual(['http://127.0.0.1:4599', 'https://kms.q-kms.example'])
  const tags: readonly { name: string; description: string }[] = document.tags
  expect(tags.map(({ name }) => name)).toEqual(Object.values(CATEGORIES))
  for (const { description } of tags) expect(description).toMatch(/^[A-Z].*\.$/)
})

test('constraints, defaults and meanings are in the schemas', () => {
  const { properties, required } = document.components.schemas.EncryptRequest
  expect(required).toEqual(['KeyId', 'Plaintext'])
  expect(properties.Plaintext).toMatchObject({ type: 'string', contentEncoding: 'base64', minLength: 4, maxLength: 5464 })
  expect(properties.EncryptionAlgorithm).toMatchObject({ default: 'SYMMETRIC_DEFAULT' })
  expect(properties.EncryptionAlgorithm.enum).toContain('RSAES_OAEP_SHA_256')
  expect(properties.GrantTokens).toMatchObject({ type: 'array', maxItems: 10, items: { type: 'string' } })
  expect(document.components.schemas.ListKeysRequest.properties.Limit).toMatchObject({ minimum: 1, maximum: 1000 })
})

test('every pattern is a regular expression of JSON Schema, and fits the whole of the examples', () => {
  for (const { name, example } of OPERATIONS)
    for (const [member, schema] of Object.entries<{ pattern?: string }>(
      document.components.schemas[`${name}Request`].properties,
    )) {
      const value = (example.request as Readonly<Record<string, unknown>>)[member]
      if (schema.pattern === undefined) continue
      const pattern = new RegExp(schema.pattern, 'u')
      if (typeof value === 'string') expect(value, `${name}.${member}`).toMatch(pattern)
    }
})

test('the model in JSON is the model', () => {
  expect(JSON.parse(JSON.stringify(model))).toEqual({ ...model, operations: { ...operations } })
})

/** The parts of a built page that Markdown has no form for. */
const HTML = readFileSync('tests/fixtures/built-page.html', 'utf8')
const SITE = 'https://docs.example'
const PAGES = new Set(['/docs/api/q-kms/api-reference/UpdateAlias', '/docs/api/q-kms/user-manual/errors'])
const page = readPage(HTML)
const { title, summary } = page
const AROUND = {
  hrefOf: hrefIn(SITE, PAGES),
  targets: new Set(['description', 'request-AliasName', 'aside']),
  requestOf: requestIn,
}
const markdown = markdownOf(page, AROUND)

test('a page as Markdown has its title and first paragraph', () => {
  expect(title).toBe('CreateAlias')
  expect(summary).toBe('Gives a key a name, such as alias/orders.')
  expect(markdown).toMatch(/^# CreateAlias\n\nGives a key/)
})

test('a name that may break on the page is whole in the Markdown', () => {
  const html = '<article class="theme-doc-markdown"><h1>Re<wbr/>Encrypt</h1></article>'
  const page = readPage(html)
  expect(page.title).toBe('ReEncrypt')
  expect(markdownOf(page, AROUND)).toBe('# ReEncrypt\n')
})

test('links are absolute and lead to the Markdown of other pages, and files stay files', () => {
  expect(markdown).toContain(`[UpdateAlias](${SITE}/docs/api/q-kms/api-reference/UpdateAlias.md)`)
  expect(markdown).toContain(`(${SITE}/docs/api/q-kms/user-manual/errors.md#NotFoundException)`)
  expect(markdown).toContain(`[the document](${SITE}/openapi.json)`)
  expect(hrefIn(SITE, PAGES)('https://www.rfc-editor.org/rfc/rfc5649#section-1')).toBe(
    'https://www.rfc-editor.org/rfc/rfc5649#section-1',
  )
})

test('a link within a page leads to a heading, or to an anchor where there is none', () => {
  expect(page.links).toContain('#request-AliasName')
  expect(markdown).toContain('[AliasName](#request-AliasName), [above](#description)')
  expect(markdown).toContain('| <a id="request-AliasName"></a>`AliasName` |')
  expect(markdown).toContain('<a id="aside"></a>\n\nAn aside.')
  expect(markdown).toContain('\n## Description\n')
  expect(markdown.match(/<a id=/g)).toHaveLength(2)
})

test('a table keeps its rows, and what stands below each other in a cell is parted', () => {
  expect(markdown).toContain('| Name | Type | Required | Description |')
  expect(markdown).toContain('`AliasName` | string | Required | The name.<br>1 to 256 characters |')
  expect(markdown).toContain('| Optional | A state.<br>`Enabled` Ready.<br>`Disabled` Not ready. |')
})

test('examples, samples and code keep their lines and their language', () => {
  expect(markdown).toContain('```http\nPOST / HTTP/1.1\nContent-Type: application/x-amz-json-1.1\n\n{\n  "a": 1\n}\n```')
  expect(markdown).toContain('**cURL**\n\n```bash\ncurl \\\n  --data x\n```\n\n**Python**\n\n```python\nimport boto3\n```')
})

test('a form is the request that it sends first', () => {
  expect(markdown).toContain(
    '**Send CreateAlias**\n\n```http\nPOST / HTTP/1.1\nContent-Type: application/x-amz-json-1.1\nX-Amz-Target: TrentService.CreateAlias\n\n' +
      '{\n  "AliasName": "alias/orders",\n  "TargetKeyId": "1"\n}\n```',
  )
  expect(requestIn('CreateAlias')).toContain('"TargetKeyId": "')
  // An API of the page's own.
  expect(markdown).toContain('**Send IssueToken**\n\n```json\n{\n  "subject": "me"\n}\n```')
})

test('a scenario is its steps: title, request or program, and what comes of it', () => {
  expect(markdown).toContain('**Scenario: Name a key**\n\nSend these requests one after the other')
  expect(markdown).toContain(
    `**1. Create it**\n\nAs usual.\n\nSend [CreateKey](${SITE}/docs/CreateKey) as \`arn:aws:iam::1:role/a\`:\n\n` +
      '```http\nPOST / HTTP/1.1\nContent-Type: application/x-amz-json-1.1\nX-Amz-Target: TrentService.CreateKey\n\n{\n  "Description": "‹X of step 0›"\n}\n```\n\nExpected: success.',
  )
  expect(markdown).toContain('**2. Seal**\n\nIn your own program:\n\n```js\nawait seal({})\n```\n\nExpected: success.')
  expect(markdown).not.toMatch(/not run|Run all/)
})

test('samples can be left to the page', () => {
  expect(markdown).toContain('**Java**\n\n```java\nclass A {}\n```')
  const short = markdownOf(page, { ...AROUND, samplesAt: `${SITE}/x.md` })
  expect(short).toContain(`_Samples in Go, Java: [the page](${SITE}/x.md)._`)
  expect(short).not.toContain('class A {}')
  expect(short).toContain('import boto3')
})

test('notes and drawings become words, and controls vanish', () => {
  expect(markdown).toContain('> **Note**\n>\n> - One.\n> - Two.')
  expect(markdown).toContain('Diagram: Key states. From Enabled to Disabled.')
  expect(markdown).not.toMatch(/Copy|Direct link|<svg|<div|\[#\]|<!--|Send request/)
})

test('HTML that is no page of the documentation is refused', () => {
  expect(() => readPage('<h1>Home</h1>')).toThrow('Failed to read the page: it has no article with a title.')
})

const sitePage = (path: string, title: string): SitePage => ({
  title,
  summary: 'A summary.',
  url: `${SITE}/docs/${path}`,
  markdown: '',
  withoutSamples: '',
})

test('llms.txt names every page with a sentence, and every file, by the groups of the sidebars', () => {
  const pages = new Map(['index', 'errors', 'concepts', 'Encrypt'].map((name) => [name, sitePage(name, name.toUpperCase())]))
  const category = (label: string, ids: readonly string[], link?: string) => ({
    type: 'category' as const,
    label,
    collapsible: false,
    collapsed: false,
    ...(link !== undefined && { link: { type: 'doc' as const, id: link } }),
    items: ids.map((id) => ({ type: 'doc' as const, id })),
  })
  const sidebars = {
    reference: [category('Policies & grants', ['Encrypt', 'missing'])],
    manual: [{ type: 'doc' as const, id: 'index' }, category('Start', ['errors'], 'concepts'), category('Empty', ['missing'])],
    other: [category('Other', ['Encrypt'])],
  }
  const groups = groupsOf(sidebars, (id) => pages.get(id))
  expect(groups.map(({ label, file, pages }) => [label, file, pages.map(({ title }) => title).join(' ')])).toEqual([
    ['Manual', 'llms-manual.txt', 'INDEX'],
    ['Manual: Start', 'llms-manual-start.txt', 'CONCEPTS ERRORS'],
    ['API reference: Policies & grants', 'llms-reference-policies-grants.txt', 'ENCRYPT'],
  ])
  const index = llmsIndexOf(groups, { title: 'Q-KMS', tagline: 'Runs', home: `${SITE}/` })
  expect(index).toMatch(/^# Q-KMS\n\n> Runs\./)
  expect(index).toContain(`## Manual: Start\n\n- [CONCEPTS](${SITE}/docs/concepts.md): A summary.\n- [ERRORS]`)
  expect(index).toContain(`- [Manual: Start](${SITE}/llms-manual-start.txt): `)
  expect(index).toContain(`- [Everything](${SITE}/llms-full.txt): `)
})

test('inline scripts are allowed by their hashes, files and data need none', () => {
  // The digest of `alert('Hello, world.');` is the one that CSP Level 3 gives as its example.
  const html = `<script src="/a.js"></script><script>alert('Hello, world.');</script><script type=application/ld+json>{}</script>`
  expect(inlineSourcesOf(html)).toEqual(["'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"])
})

test('the policy allows no inline script, no style sheet but the own, and only the named connections', () => {
  const policy = policyText(["'sha256-x'"], ['https://kms.example'])
  expect(policy).toContain("script-src 'self' 'sha256-x';")
  expect(policy).toContain("connect-src 'self' https://kms.example;")
  expect(policy.match(/'unsafe-[a-z]+'/g)).toEqual(["'unsafe-inline'"])
  expect(policy).toContain("style-src 'self'; style-src-attr 'unsafe-inline'")
})
