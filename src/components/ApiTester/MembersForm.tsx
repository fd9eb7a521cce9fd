import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Body } from '../../vocabulary/fits.ts'
import type { Members } from '../../vocabulary/shapes.ts'
import { useTexts } from '../settings.tsx'
import { Fields } from './Fields.tsx'
import type { Form } from './field.ts'
import { withMember } from './form-body.ts'

interface MembersFormProps {
  readonly form: Form
  readonly members: Members
  readonly body: Body
  /** The documented request, whose members have a field from the start. */
  readonly documented: Body | undefined
  readonly onChange: (body: Body) => void
}

const MOVES: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** The members that have no field yet, each a button that adds it. One tab stop, with the arrow keys within. */
function Chips({ names, onAdd }: { readonly names: readonly string[]; readonly onAdd: (name: string) => void }): ReactNode {
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
    <div role="toolbar" aria-label={texts.optional} className="qkms-chips" onKeyDown={move}>
      {names.map((name, index) => (
        <button
          key={name}
          type="button"
          className="qkms-chip"
          translate="no"
          tabIndex={index === stop ? 0 : -1}
          onClick={() => onAdd(name)}
        >
          + {name}
        </button>
      ))}
    </div>
  )
}

/**
 * A field for each member that is required, documented or set; the others are a click away. The form stays as short as the request.
 */
export function MembersForm({ form, members, body, documented = {}, onChange }: MembersFormProps): ReactNode {
  const container = useRef<HTMLDivElement>(null)
  /** The members that the reader has added or removed. */
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({})
  const [added, setAdded] = useState<string>()

  const hasField = (name: string): boolean =>
    members[name]?.required === true || body[name] !== undefined || (chosen[name] ?? name in documented)
  const names = Object.keys(members)
  const others = names.filter((name) => !hasField(name))

  // A reader who adds a member wants to type its value: the first control gets the focus, or the first row is added.
  useEffect(() => {
    if (added === undefined) return
    const field = container.current?.querySelector(`[data-member="${CSS.escape(added)}"]`)
    const control = field?.querySelector<HTMLElement>('input, select, textarea')
    if (control) control.focus()
    else field?.querySelector<HTMLElement>('[data-add]')?.click()
    setAdded(undefined)
  }, [added])

  /** A field that is emptied stays, since the reader may be about to type another value. */
  const change = (next: Body) => {
    const emptied = names.filter((name) => body[name] !== undefined && next[name] === undefined && chosen[name] === undefined)
    if (emptied.length > 0) setChosen({ ...chosen, ...Object.fromEntries(emptied.map((name) => [name, true])) })
    onChange(next)
  }
  const add = (name: string) => {
    setChosen({ ...chosen, [name]: true })
    setAdded(name)
  }
  const remove = (name: string) => {
    setChosen({ ...chosen, [name]: false })
    onChange(withMember(body, name, undefined))
  }

  return (
    <div ref={container}>
      <Fields
        form={form}
        members={Object.fromEntries(Object.entries(members).filter(([name]) => hasField(name)))}
        body={body}
        onChange={change}
        onRemove={remove}
      />
      {others.length > 0 && <Chips names={others} onAdd={add} />}
    </div>
  )
}
