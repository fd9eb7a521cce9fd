import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { inlineSourcesOf, policyText } from '../src/docusaurus/content-security-policy.ts'
import { hrefIn, llmsIndexOf, type SitePage } from '../src/docusaurus/machine-texts.ts'
import { pageTextOf } from '../src/docusaurus/page-text.ts'
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
const { title, summary, markdown } = pageTextOf(
  HTML,
  hrefIn(new Set(['/docs/api/q-kms/api-reference/UpdateAlias', '/docs/api/q-kms/user-manual/errors'])),
)

test('a page as Markdown has its title and first paragraph', () => {
  expect(title).toBe('CreateAlias')
  expect(summary).toBe('Gives a key a name, such as alias/orders.')
  expect(markdown).toMatch(/^# CreateAlias\n\nGives a key/)
})

test('links lead to the Markdown of other pages, and files stay files', () => {
  expect(markdown).toContain('[UpdateAlias](/docs/api/q-kms/api-reference/UpdateAlias.md)')
  expect(markdown).toContain('(/docs/api/q-kms/user-manual/errors.md#NotFoundException)')
  expect(markdown).toContain('[the document](/openapi.json)')
})

test('a table keeps its rows, and what stands below each other in a cell is parted', () => {
  expect(markdown).toContain('| Name | Type | Required | Description |')
  expect(markdown).toContain('| `AliasName` | string | Required | The name.<br>1 to 256 characters |')
  expect(markdown).toContain('| Optional | A state.<br>`Enabled` Ready.<br>`Disabled` Not ready. |')
})

test('examples, samples and code keep their lines and their language', () => {
  expect(markdown).toContain('```http\nPOST / HTTP/1.1\nContent-Type: application/x-amz-json-1.1\n\n{\n  "a": 1\n}\n```')
  expect(markdown).toContain('**cURL**\n\n```bash\ncurl \\\n  --data x\n```\n\n**Python**\n\n```python\nimport boto3\n```')
})

test('notes, drawings and forms become words, and controls vanish', () => {
  expect(markdown).toContain('> **Note**\n>\n> - One.\n> - Two.')
  expect(markdown).toContain('Diagram: Key states. From Enabled to Disabled.')
  expect(markdown).toContain('_On the page, a form that sends requests stands here._')
  expect(markdown).not.toMatch(/Copy|Direct link|<svg|<div|\[#\]|<!--/)
})

test('HTML that is no page of the documentation is refused', () => {
  expect(() => pageTextOf('<h1>Home</h1>', String)).toThrow('Failed to read the page: it has no article with a title.')
})

test('llms.txt names every page with a sentence, by category', () => {
  const page = (path: string, title: string, position = 0): SitePage => ({
    path,
    title,
    summary: 'A summary.',
    markdown: '',
    position,
  })
  const pages = [
    ...OPERATIONS.map(({ name }) => page(`/docs/api/q-kms/api-reference/${name}`, name)),
    page('/docs/api/q-kms/user-manual/errors', 'Errors', 2),
    page('/docs/api/q-kms/user-manual/concepts', 'Concepts', 1),
  ]
  const index = llmsIndexOf(pages, { title: 'Q-KMS', tagline: 'Runs', baseUrl: '/' })
  expect(index).toMatch(/^# Q-KMS\n\n> Runs\./)
  for (const { name, summary } of OPERATIONS)
    expect(index).toContain(`- [${name}](/docs/api/q-kms/api-reference/${name}.md): ${summary}`)
  expect(index.indexOf('Concepts')).toBeLessThan(index.indexOf('Errors'))
  expect(index).toContain('## API reference: Cryptography')
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
