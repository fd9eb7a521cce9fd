import { operation, restJson, string } from './q-kms-docs/elements.js'

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

const tester = document.querySelector('#paint')
tester.api = { name: 'walls', protocol: restJson({ url: 'https://walls.example' }), fetch }
tester.operation = Paint
