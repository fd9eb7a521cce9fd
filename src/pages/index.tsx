import Link from '@docusaurus/Link'
import Translate, { translate } from '@docusaurus/Translate'
import groups from '@generated/home/default/operations.json'
import Layout from '@theme/Layout'
import { MANUAL, REFERENCE } from '../ready/routes.ts'
import { Failures } from './_home/Failures.tsx'
import { Walk } from './_home/Walk.tsx'
import styles from './index.module.css'

const COUNT = groups.reduce((count, { operations }) => count + operations.length, 0)

const Links = () => (
  <p className={styles.links}>
    <Link className="button button--primary button--lg" to={`${MANUAL}/getting-started`}>
      <Translate id="site.home.start">Get started</Translate>
    </Link>
    <span>
      <Link to={REFERENCE}>
        <Translate id="site.home.reference" values={{ count: COUNT }}>
          {'All {count} operations'}
        </Translate>
      </Link>
      <Link to={`${MANUAL}/emulator`}>
        <Translate id="site.home.emulator">Run it on your machine</Translate>
      </Link>
    </span>
  </p>
)

const Group = ({ label, operations }: (typeof groups)[number]) => (
  <section>
    <h3>{label}</h3>
    <ul>
      {operations.map(({ name, href }) => (
        <li key={name}>
          <Link to={href} translate="no">
            {name}
          </Link>
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
        message: 'The Q-KMS API reference, with an emulator of the service that runs in the page.',
      })}
    >
      <main className={`container ${styles.home}`}>
        <div className={styles.hero}>
          <section>
            <h1>
              <Translate id="site.home.title">An API reference that runs</Translate>
            </h1>
            <p className={styles.lead}>
              <Translate id="site.home.what">
                Q-KMS is a key management service that speaks the AWS KMS protocol, and a complete emulator of it, with real
                cryptography, runs in these pages: no account, no installation, and nothing leaves your browser.
              </Translate>
            </p>
            <Links />
          </section>
          <Walk />
        </div>
        <section>
          <h2>
            <Translate id="site.home.failures">See it fail</Translate>
          </h2>
          <p className={styles.intro}>
            <Translate id="site.home.failures.what">
              Each card sends a real request, and shows the error that comes back. First it makes a key for it, once, with an
              alias that begins with alias/front-page/. Your other keys stay as they are.
            </Translate>
          </p>
          <Failures />
        </section>
        <section>
          <h2>
            <Translate id="site.home.operations">Operations</Translate>
          </h2>
          <div className={styles.categories}>
            {groups.map((group) => (
              <Group key={group.label} {...group} />
            ))}
          </div>
        </section>
      </main>
    </Layout>
  )
}
