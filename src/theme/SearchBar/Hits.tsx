import Translate, { translate } from '@docusaurus/Translate'
import type { MouseEvent, ReactNode } from 'react'
import { Marked } from '../../search/Marked.tsx'
import type { Hit } from '../../search/search.ts'
import styles from './styles.module.css'

interface Props {
  readonly id: string
  readonly hits: readonly Hit[]
  /** The option that Enter chooses; behind the hits comes the way to all of them. */
  readonly active: number
  onPoint(option: number): void
  onChoose(option: number, event: MouseEvent): void
}

export const optionIdOf = (id: string, option: number): string => `${id}-${option}`

/** The hits as the list of the search field, which keeps the focus and moves through them. */
export const Hits = ({ id, hits, active, onPoint, onChoose }: Props) => {
  const option = (index: number, content: ReactNode) => (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
    <div
      key={index}
      id={optionIdOf(id, index)}
      role="option"
      aria-selected={index === active}
      tabIndex={-1}
      className={styles.option}
      onMouseMove={() => onPoint(index)}
      onClick={(event) => onChoose(index, event)}
    >
      {content}
    </div>
  )
  return (
    // A press leaves the focus in the field, or the list would be gone before the click.
    <div
      id={id}
      role="listbox"
      tabIndex={-1}
      className={styles.list}
      onMouseDown={(event) => event.preventDefault()}
      aria-label={translate({ id: 'site.search.hits', message: 'Hits' })}
    >
      {hits.map(({ heading, excerpt, where }, index) =>
        option(
          index,
          <>
            <div className={styles.heading}>
              <Marked pieces={heading} />
            </div>
            <div className={styles.excerpt}>
              <Marked pieces={excerpt} />
            </div>
            <div className={styles.where}>{where}</div>
          </>,
        ),
      )}
      {option(hits.length, <Translate id="site.search.all">All results</Translate>)}
    </div>
  )
}
