import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTexts } from '../use-texts.ts'

const MOVES: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

interface ChipsProps {
  readonly names: readonly string[]
  /** The path of the structure that the members belong to; empty for the request itself. */
  readonly of: string
  readonly onAdd: (name: string) => void
}

/** The members that have no field yet, each a button that adds it. One tab stop, with the arrow keys within. */
export function Chips({ names, of, onAdd }: ChipsProps): ReactNode {
  const { field: texts } = useTexts()
  const [current, setCurrent] = useState(0)
  const stop = Math.min(current, names.length - 1)

  const move = (event: KeyboardEvent<HTMLElement>) => {
    const by = MOVES[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = (stop + by + names.length) % names.length
    setCurrent(next)
    event.currentTarget.querySelectorAll('button')[next]?.focus()
  }

  return (
    <div role="toolbar" aria-label={texts.optional(of)} className="qkms-chips" onKeyDown={move}>
      {names.map((name, index) => (
        <button
          key={name}
          type="button"
          className="qkms-chip"
          translate="no"
          tabIndex={index === stop ? 0 : -1}
          onFocus={() => setCurrent(index)}
          onClick={() => onAdd(name)}
        >
          + {name}
        </button>
      ))}
    </div>
  )
}
