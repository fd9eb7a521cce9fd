import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import ApiExample from './ApiExample/index.tsx'
import ApiTester from './ApiTester/index.tsx'
import ParamsTable from './ParamsTable/index.tsx'
import { onPage } from './test-api.ts'

/* The props of the page that the components were asked for, word by word: any page that is written like it has to work. */

const HEADER_PARAMETERS = [
  {
    name: 'Content-Type',
    type: 'string',
    description: 'Must be "application/x-amz-json-1.1"',
    required: true,
  },
  {
    name: 'X-Amz-Target',
    type: 'string',
    description: 'Must be "TrentService.DeleteImportedKeyMaterial"',
    required: true,
  },
]

const REQUEST_PARAMETERS = [
  {
    name: 'KeyId',
    type: 'string',
    description:
      'Identifies the KMS key from which you are deleting imported key material. The value can be the ID or ARN of a KMS key.',
    required: true,
  },
]

const page = renderToStaticMarkup(
  onPage(
    <>
      <ApiExample
        request={{
          method: 'POST',
          path: '/',
          headers: {
            'Content-Type': 'application/x-amz-json-1.1',
            'X-Amz-Target': 'TrentService.DeleteImportedKeyMaterial',
          },
          body: {
            KeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
          },
        }}
        response={{}}
      />
      <ParamsTable parameters={HEADER_PARAMETERS} />
      <ParamsTable parameters={REQUEST_PARAMETERS} />
      <ApiExample
        request={{}}
        response={{
          status: 200,
          headers: {
            'Content-Type': 'application/x-amz-json-1.1',
          },
          body: {},
        }}
      />
      <ApiTester
        operation="DeleteImportedKeyMaterial"
        description="Delete imported key material from a KMS key."
        parameters={[
          {
            name: 'keyId',
            type: 'string',
            required: true,
            placeholder: '1234abcd-12ab-34cd-56ef-1234567890ab',
            description: 'The identifier of the KMS key from which you are deleting imported key material',
          },
        ]}
        exampleResponse={{}}
      />
    </>,
  ),
)

test('has every parameter, type and description of the page in its HTML', () => {
  for (const { name, type, description } of [...HEADER_PARAMETERS, ...REQUEST_PARAMETERS]) {
    expect(page).toContain(`${name}</code>`)
    expect(page).toContain(`>${type}</td>`)
    expect(page).toContain(description.replaceAll('"', '&quot;'))
  }
})

test('has a different anchor for every parameter of the page', () => {
  const anchors = [...page.matchAll(/<tr[^>]* id="([^"]+)"/g)].map(([, id]) => id)
  expect(anchors).toEqual(['header-Content-Type', 'header-X-Amz-Target', 'request-KeyId'])
})

test('shows each half of an exchange once and no empty half', () => {
  expect(page.match(/POST \/ HTTP\/1\.1/g)).toHaveLength(1)
  expect(page.match(/<figcaption>Response</g)).toHaveLength(1)
})

test('has the tester’s field and the documented response', () => {
  expect(page).toContain('>KeyId</label>')
  expect(page).toContain('The identifier of the KMS key from which you are deleting imported key material')
  expect(page).toContain('<figcaption>Documented response</figcaption>')
})
