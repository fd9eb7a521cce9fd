import Link from '@docusaurus/Link'
import Layout from '@theme/Layout'
import ApiTester from '../components/ApiTester/index.tsx'
import { CATEGORIES, fieldsOf, operations } from '../model/index.ts'
import styles from './index.module.css'

const REFERENCE = '/docs/api/q-kms/api-reference'
const MANUAL = '/docs/api/q-kms/user-manual'

const FIELDS = fieldsOf(operations.Encrypt).filter(({ required }) => required)

export default function Home() {
  return (
    <Layout description="The Q-KMS API reference, with an emulator of the service that answers in the page.">
      <main className="container margin-vert--lg">
        <div className={styles.hero}>
          <section>
            <h1>An API reference that runs</h1>
            <p className={styles.lead}>
              Q-KMS is a key management service that speaks the AWS KMS protocol. A complete emulator of it lives in these pages,
              with real cryptography: fill in a form, press <em>Send request</em>, and read what the service would answer.
            </p>
            <p>There is no account and nothing to install. Requests, keys and answers stay inside your browser.</p>
            <p className={styles.links}>
              <Link className="button button--primary" to={`${REFERENCE}/Encrypt`}>
                API reference
              </Link>
              <Link className="button button--secondary" to={`${MANUAL}/importing-key-material`}>
                Import a key, step by step
              </Link>
            </p>
          </section>
          <section aria-label="Try it">
            <ApiTester
              operation="Encrypt"
              description="Encrypt a few bytes under a key of the sandbox."
              parameters={FIELDS}
              example={operations.Encrypt.example.request}
              exampleResponse={operations.Encrypt.example.response}
            />
          </section>
        </div>
        <div className={styles.categories}>
          {Object.entries(CATEGORIES).map(([category, label]) => (
            <section key={category}>
              <h2>{label}</h2>
              <ul>
                {Object.values(operations)
                  .filter((operation) => operation.category === category)
                  .map(({ name, summary }) => (
                    <li key={name}>
                      <Link to={`${REFERENCE}/${name}`}>{name}</Link>
                      <span>{summary}</span>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </div>
      </main>
    </Layout>
  )
}
