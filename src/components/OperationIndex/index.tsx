import { type ComponentProps, type ElementType, type ReactNode, useId, useState } from 'react'
import { Prose } from '../Prose.tsx'
import { useTexts } from '../use-texts.ts'
import '../qkms.css'

export interface OperationGroup {
  readonly label: string
  readonly operations: readonly { readonly name: string; readonly summary: string; readonly href: string }[]
}

interface OperationIndexProps extends Omit<ComponentProps<'div'>, 'children'> {
  readonly groups: readonly OperationGroup[]
  /** What a link is made of, for a site that has a router. */
  readonly link?: ElementType
}

/** The operations whose name or summary, or whose group, has every word. */
const matching = (groups: readonly OperationGroup[], words: readonly string[]): readonly OperationGroup[] =>
  groups
    .map(({ label, operations }) => ({
      label,
      operations: operations.filter(({ name, summary }) => {
        const text = `${name} ${summary} ${label}`.toLowerCase()
        return words.every((word) => text.includes(word))
      }),
    }))
    .filter(({ operations }) => operations.length > 0)

/** Every operation with its summary, by group, with a field that narrows the list as you type. Without scripts, the list alone. */
export default function OperationIndex({ groups, link: Link = 'a', ...rest }: OperationIndexProps): ReactNode {
  const { index: texts } = useTexts()
  const [filter, setFilter] = useState('')
  const id = useId()
  const shown = matching(groups, filter.toLowerCase().split(/\s+/))
  const count = shown.reduce((sum, { operations }) => sum + operations.length, 0)
  return (
    <div {...rest} className="qkms qkms-index">
      <div className="qkms-filter">
        <label htmlFor={id}>{texts.filter}</label>
        <input
          id={id}
          type="search"
          placeholder={texts.placeholder}
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
        <span role="status">{count === 0 ? texts.none : texts.count(count)}</span>
      </div>
      {shown.map(({ label, operations }) => (
        <div key={label}>
          <h3>{label}</h3>
          <ul>
            {operations.map(({ name, summary, href }) => (
              <li key={name}>
                <Link href={href} translate="no">
                  {name}
                </Link>{' '}
                <Prose text={summary} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
