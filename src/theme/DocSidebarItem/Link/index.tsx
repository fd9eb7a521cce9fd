import Link from '@docusaurus/Link'
import { isActiveSidebarItem } from '@docusaurus/plugin-content-docs/client'
import type { Props } from '@theme/DocSidebarItem/Link'
import type { ReactNode } from 'react'
import { translationOf, Words } from '../../Words.tsx'

/** A page in the list of pages. */
export default function DocSidebarItemLink({ item, onItemClick, activePath, level: _, index: __, ...props }: Props): ReactNode {
  const { href, label } = item
  const isActive = isActiveSidebarItem(item, activePath)
  return (
    <li className="menu__list-item">
      <Link
        className={isActive ? 'menu__link menu__link--active' : 'menu__link'}
        aria-current={isActive ? 'page' : undefined}
        to={href}
        onClick={onItemClick && (() => onItemClick(item))}
        {...props}
      >
        <span translate={translationOf(label, href)}>
          <Words text={label} />
        </span>
      </Link>
    </li>
  )
}
