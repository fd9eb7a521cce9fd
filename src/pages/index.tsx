import Link from '@docusaurus/Link'
import Translate, { translate } from '@docusaurus/Translate'
import Layout from '@theme/Layout'
import ApiTester from '../components/ApiTester/index.tsx'
import { CATEGORIES, fieldsOf, type Operation, operations } from '../model/index.ts'
import styles from './index.module.css'

const REFERENCE = '/docs/api/q-kms/api-reference'
const MANUAL = '/docs/api/q-kms/user-manual'

const OPERATIONS: readonly Operation[] = Object.values(operations)
const FIELDS = fieldsOf(operations.Encrypt).filter(({ required }) => required)

const Links = () => (
  <p className={styles.links}>
    <Link className="button button--primary" to={`${MANUAL}/getting-started`}>
      <Translate id="site.home.start">Get started in five minutes</Translate>
    </Link>
    <Link className="button button--secondary" to={REFERENCE}>
      <Translate id="site.home.reference" values={{ count: OPERATIONS.length }}>
        {'All {count} operations'}
      </Translate>
    </Link>
    <Link className="button button--secondary" to={`${MANUAL}/emulator`}>
      <Translate id="site.home.emulator">Run it on your machine</Translate>
    </Link>
  </p>
)

const Category = ({ label, names }: { readonly label: string; readonly names: readonly string[] }) => (
  <section>
    <h2>{label}</h2>
    <ul>
      {names.map((name) => (
        <li key={name}>
          <Link to={`${REFERENCE}/${name}`}>{name}</Link>
        </li>
      ))}
    </ul>
  </section>
)

export default function Home() {
  return (
    <Layout
      description={translate({
        id: 'site.home.description',
        message: 'The Q-KMS API reference, with an emulator of the service that answers in the page.',
      })}
    >
      <main className="container margin-vert--lg">
        <div className={styles.hero}>
          <section>
            <h1>
              <Translate id="site.home.title">An API reference that runs</Translate>
            </h1>
            <p className={styles.lead}>
              <Translate id="site.home.what" values={{ send: <em>Send request</em> }}>
                {
                  'Q-KMS is a key management service that speaks the AWS KMS protocol. A complete emulator of it lives in these pages, with real cryptography: fill in a form, press {send}, and read what the service would answer.'
                }
              </Translate>
            </p>
            <p>
              <Translate id="site.home.privacy">
                There is no account and nothing to install. Requests, keys and answers stay inside your browser.
              </Translate>
            </p>
            <Links />
          </section>
          <section aria-label={translate({ id: 'site.home.tryIt', message: 'Try it' })}>
            <ApiTester
              operation="Encrypt"
              description={translate({
                id: 'site.home.encrypt',
                message: 'Encrypt a few bytes under a key of the sandbox.',
              })}
              parameters={FIELDS}
              example={operations.Encrypt.example.request}
              exampleResponse={operations.Encrypt.example.response}
            />
          </section>
        </div>
        <div className={styles.categories}>
          {Object.entries(CATEGORIES).map(([category, label]) => (
            <Category
              key={category}
              label={label}
              names={OPERATIONS.filter((operation) => operation.category === category).map(({ name }) => name)}
            />
          ))}
        </div>
      </main>
    </Layout>
  )
}
