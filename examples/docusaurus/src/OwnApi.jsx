import { ApiTester, operation, ParamsTable, parametersOf, restJson, string } from 'q-kms-docs/kit'

const Paint = operation({
  name: 'Paint',
  category: 'walls',
  summary: 'Paints the wall.',
  http: { method: 'POST', path: '/v1/paint' },
  input: { colour: { type: string(), required: true, description: 'The colour.', placeholder: 'green' } },
  output: { painted: { type: string(), description: 'The colour that the wall has now.' } },
  errors: [],
  example: { request: { colour: 'green' }, response: { painted: 'green' } },
})

/** What answers in the place of a service. */
const fetch = async (input, init) => {
  const { colour } = await new Request(input, init).json()
  return Response.json({ painted: colour })
}

const walls = { name: 'walls', protocol: restJson({ url: 'https://walls.example' }), fetch }

/** An operation of our own, answered by our own page. */
export function OwnApi() {
  return (
    <>
      <ParamsTable parameters={parametersOf(Paint)} prefix="paint" caption="Parameters of Paint" />
      <ApiTester operation={Paint} api={walls} />
    </>
  )
}
