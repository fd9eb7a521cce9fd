import { ApiExample, ApiTester, CodeSamples, ParamsTable } from 'q-kms-docs'
import 'q-kms-docs/styles.css'
import { createRoot } from 'react-dom/client'
import { OwnApi } from './OwnApi.jsx'

createRoot(document.querySelector('#root')).render(
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
    <button type="button">A button of the page</button>
  </main>,
)
