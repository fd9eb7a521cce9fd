import Link from '@docusaurus/Link'
import Translate, { translate } from '@docusaurus/Translate'
import groups from '@generated/home/default/operations.json'
import Layout from '@theme/Layout'
import ApiTester from '../components/ApiTester/index.tsx'
import { Encrypt } from '../facts/operations/Encrypt.ts'
import { fieldsOf } from '../facts/protocol.ts'
import { MANUAL, REFERENCE } from '../ready/routes.ts'
import styles from './index.module.css'

const COUNT = groups.reduce((count, { operations }) => count + operations.length, 0)
const FIELDS = fieldsOf(Encrypt).filter(({ required }) => required)

const Links = () => (
  <p className={styles.links}>
    <Link className="button button--primary" to={`${MANUAL}/getting-started`}>
      <Translate id="site.home.start">Get started in five minutes</Translate>
    </Link>
    <Link className="button button--secondary" to={REFERENCE}>
      <Translate id="site.home.reference" values={{ count: COUNT }}>
        {'All {count} operations'}
      </Translate>
    </Link>
    <Link className="button button--secondary" to={`${MANUAL}/emulator`}>
      <Translate id="site.home.emulator">Run it on your machine</Translate>
    </Link>
  </p>
)

const Group = ({ label, operations }: (typeof groups)[number]) => (
  <section>
    <h2>{label}</h2>
    <ul>
      {operations.map(({ name, href }) => (
        <li key={name}>
          <Link to={href}>{name}</Link>
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
              example={Encrypt.example.request}
              exampleResponse={Encrypt.example.response}
            />
          </section>
        </div>
        <div className={styles.categories}>
          {groups.map((group) => (
            <Group key={group.label} {...group} />
          ))}
        </div>
      </main>
    </Layout>
  )
}
