import Link from '@docusaurus/Link'
import { useSidebarBreadcrumbs } from '@docusaurus/plugin-content-docs/client'
import { translate } from '@docusaurus/Translate'
import { ThemeClassNames } from '@docusaurus/theme-common'
import { useHomePageRoute } from '@docusaurus/theme-common/internal'
import HomeBreadcrumbItem from '@theme/DocBreadcrumbs/Items/Home'
import DocBreadcrumbsStructuredData from '@theme/DocBreadcrumbs/StructuredData'
import type { ReactNode } from 'react'
import { translationOf } from '../Words.tsx'
import styles from './styles.module.css'

/** The way to the page, as Docusaurus shows it, but for the names of operations, which a browser does not translate. */
export default function DocBreadcrumbs(): ReactNode {
  const breadcrumbs = useSidebarBreadcrumbs()
  const home = useHomePageRoute()
  if (!breadcrumbs) return null
  return (
    <>
      <DocBreadcrumbsStructuredData breadcrumbs={breadcrumbs} />
      <nav
        className={`${ThemeClassNames.docs.docBreadcrumbs} ${styles.container}`}
        aria-label={translate({ id: 'theme.docs.breadcrumbs.navAriaLabel', message: 'Breadcrumbs' })}
      >
        <ul className="breadcrumbs">
          {home && <HomeBreadcrumbItem />}
          {breadcrumbs.map((item, index) => {
            const { label } = item
            const isLast = index === breadcrumbs.length - 1
            const href = item.type === 'category' && item.linkUnlisted ? undefined : item.href
            const text = <span translate={translationOf(label, href)}>{label}</span>
            return (
              <li key={label} className={isLast ? 'breadcrumbs__item breadcrumbs__item--active' : 'breadcrumbs__item'}>
                {href && !isLast ? (
                  <Link className="breadcrumbs__link" href={href}>
                    {text}
                  </Link>
                ) : (
                  <span className="breadcrumbs__link">{text}</span>
                )}
              </li>
            )
          })}
        </ul>
      </nav>
    </>
  )
}
