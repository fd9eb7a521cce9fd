import { ApiExample, ApiTester, CodeSamples, ParamsTable } from 'q-kms-docs'
import { OwnApi } from './OwnApi.jsx'

/** A server component: its HTML has the form and the tables, before any script runs. */
export default function Page() {
  return (
    <main>
      <h1>Keys at Acme</h1>
      <p>
        Encrypt a text with the key <code>alias/app</code>.
      </p>
      <ApiTester operation="Encrypt" />
      <ParamsTable operation="Encrypt" caption="Parameters of Encrypt" />
      <ApiExample operation="Encrypt" />
      <CodeSamples operation="Encrypt" />
      <h2>Paint</h2>
      <OwnApi />
    </main>
  )
}
