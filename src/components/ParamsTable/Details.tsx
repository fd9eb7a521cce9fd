import type { ReactNode } from 'react'
import type { Row } from '../../vocabulary/project.ts'
import { Prose } from '../Prose.tsx'
import { useTableTexts } from './use-table-texts.ts'

/** Number of values beyond which a list is folded. */
const MANY = 6

function Constraint({ phrase }: { readonly phrase: string }): ReactNode {
  const [, words, pattern] = /^(.*?pattern )(.+)$/s.exec(phrase) ?? []
  return pattern === undefined ? (
    phrase
  ) : (
    <>
      {words}
      <code>{pattern}</code>
    </>
  )
}

function Values({ values }: { readonly values: Readonly<Record<string, string>> }): ReactNode {
  const texts = useTableTexts()
  const entries = Object.entries(values)
  const list = (
    <ul className="qkms-values">
      {entries.map(([value, meaning]) => (
        <li key={value}>
          <code>{value}</code> <Prose text={meaning} />
        </li>
      ))}
    </ul>
  )
  if (entries.length <= MANY) return list
  return (
    <details className="qkms-details">
      <summary>{texts.values(entries.length)}</summary>
      {list}
    </details>
  )
}

/** The description of a row, with its default, constraints and values. */
export function Details({ row: { description, default: fallback, constraints = [], values } }: { readonly row: Row }): ReactNode {
  const texts = useTableTexts()
  return (
    <>
      <p>
        <Prose text={description} />
      </p>
      {fallback !== undefined && (
        <p className="qkms-muted">
          {texts.default}
          <code>{fallback || '""'}</code>
        </p>
      )}
      {constraints.map((phrase) => (
        <p key={phrase} className="qkms-muted">
          <Constraint phrase={phrase} />
        </p>
      ))}
      {values && <Values values={values} />}
    </>
  )
}
