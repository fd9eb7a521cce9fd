import {
  ApiExample,
  ApiSettings,
  ApiTester,
  CodeSamples,
  elementsOf,
  httpSamplesOf,
  ParamsTable,
  parametersOf,
  requestOf,
  responseOf,
} from 'q-kms-docs/kit'
import 'q-kms-docs/styles.css'
import { createRoot } from 'react-dom/client'
import { IntrospectToken, IssueToken, RevokeToken } from './operations.ts'
import { protocol, SECRET, TOKENS } from './service.ts'

/** All that the reference says of an operation. The first part of the anchors tells its rows from those of the others. */
function Reference({ operation }: { readonly operation: typeof IssueToken | typeof IntrospectToken | typeof RevokeToken }) {
  const { name, summary } = operation
  return (
    <section>
      <h2>{name}</h2>
      <p>{summary}</p>
      <ParamsTable parameters={parametersOf(operation)} prefix={name} caption={`Parameters of ${name}`} />
      <ParamsTable parameters={elementsOf(operation)} prefix={`${name}-response`} caption={`Elements of ${name}`} />
      <ApiExample request={requestOf(protocol, operation)} response={responseOf(protocol, operation)} />
      <CodeSamples samples={httpSamplesOf(protocol, operation)} />
      <ApiTester operation={operation} />
    </section>
  )
}

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <ApiSettings api={TOKENS}>
    <h1>Tokens at Acme</h1>
    <p>
      The bearer token is <code>{SECRET}</code>.
    </p>
    <Reference operation={IssueToken} />
    <Reference operation={IntrospectToken} />
    <Reference operation={RevokeToken} />
  </ApiSettings>,
)
