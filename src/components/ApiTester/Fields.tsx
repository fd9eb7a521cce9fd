import { memo, type ReactNode, useEffect, useRef, useState } from 'react'
import { type Body, fits, isBody } from '../../vocabulary/fits.ts'
import { join } from '../../vocabulary/paths.ts'
import type { Members, Shape } from '../../vocabulary/shapes.ts'
import { Prose } from '../Prose.tsx'
import { useTexts } from '../use-texts.ts'
import { Chips } from './Chips.tsx'
import { Control } from './controls.tsx'
import { FileButton } from './FileButton.tsx'
import type { FieldProps, Form } from './field.ts'
import { withMember } from './form-body.ts'
import { ListRows } from './ListRows.tsx'
import { MapRows } from './MapRows.tsx'
import { REMOVES } from './remove-shortcut.ts'
import { UnionOptions } from './UnionOptions.tsx'

interface FieldsProps {
  readonly form: Form
  readonly members: Members
  readonly body: Body
  /** The documented request, whose members have a field from the start. */
  readonly documented?: unknown
  readonly path?: string
  readonly onChange: (body: Body) => void
}

/**
 * A field for each member that is required, documented or set; the others are a click away, so that a form is as long as its request. Members
 * of the body that the form does not know stay as they are.
 */
export function Fields({ form, members, body, documented, path = '', onChange }: FieldsProps): ReactNode {
  const container = useRef<HTMLDivElement>(null)
  const example = isBody(documented) ? documented : {}
  /** The members that the reader has added or removed. */
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({})
  const [added, setAdded] = useState<string>()
  const [removed, setRemoved] = useState<string>()

  const names = Object.keys(members)
  const hasField = (name: string): boolean =>
    members[name]?.required === true || body[name] !== undefined || (chosen[name] ?? name in example)
  const others = names.filter((name) => !hasField(name))

  // A reader who adds a member wants to type its value: the first control gets the focus, or the first row is added.
  useEffect(() => {
    if (added === undefined) return
    const field = container.current?.querySelector(`[data-member="${CSS.escape(join(path, added))}"]`)
    const control = field?.querySelector<HTMLElement>('input:not([hidden]), select, textarea')
    if (control) control.focus()
    else field?.querySelector<HTMLElement>('[data-add]')?.click()
    setAdded(undefined)
  }, [added, path])

  // The keyboard stays here too: what was removed is a chip now, and Enter brings it back.
  useEffect(() => {
    if (removed === undefined) return
    const chips = container.current?.querySelectorAll<HTMLElement>(':scope > .qkms-chips > button') ?? []
    for (const chip of chips) if (chip.textContent === `+ ${removed}`) chip.focus()
    setRemoved(undefined)
  }, [removed])

  const set = (name: string, value: unknown) => {
    // A field that is emptied stays, since the reader may be about to type another value.
    if (value === undefined && chosen[name] === undefined) setChosen({ ...chosen, [name]: true })
    onChange(withMember(body, name, value))
  }
  const add = (name: string) => {
    setChosen({ ...chosen, [name]: true })
    setAdded(name)
  }
  const remove = (name: string) => {
    setChosen({ ...chosen, [name]: false })
    setRemoved(name)
    onChange(withMember(body, name, undefined))
  }

  const handlersOf = useHandlers(set, remove)

  return (
    <div ref={container}>
      {Object.entries(members)
        .filter(([name]) => hasField(name))
        .map(([name, member]) => (
          <StableField
            key={name}
            form={form}
            name={name}
            path={join(path, name)}
            member={member}
            value={member.type.kind === 'union' ? body[name] : (body[name] ?? undefined)}
            documented={example[name]}
            onChange={handlersOf(name).onChange}
            onRemove={member.required ? undefined : handlersOf(name).onRemove}
          />
        ))}
      {others.length > 0 && <Chips names={others} of={path} onAdd={add} />}
    </div>
  )
}

type Handlers = Required<Pick<FieldProps, 'onChange'>> & { readonly onRemove: () => void }

/** Functions that stay the same for each member and call the newest ones, so that a key press renders the field that it is in, and no other. */
function useHandlers(set: (name: string, value: unknown) => void, remove: (name: string) => void) {
  const newest = useRef({ set, remove })
  useEffect(() => {
    newest.current = { set, remove }
  })
  const [known] = useState(() => new Map<string, Handlers>())
  return (name: string): Handlers => {
    const handlers = known.get(name) ?? {
      onChange: (value) => newest.current.set(name, value),
      onRemove: () => newest.current.remove(name),
    }
    known.set(name, handlers)
    return handlers
  }
}

/** What is made of several controls. */
const isGroup = ({ kind }: Shape): boolean => kind === 'list' || kind === 'map' || kind === 'structure' || kind === 'union'

function Inner(props: FieldProps): ReactNode {
  const { form, name, path, member, value, documented, onChange } = props
  const { type: shape } = member
  switch (shape.kind) {
    case 'list':
      return <ListRows {...props} item={shape.member} renderItem={FieldOf} />
    case 'map':
      return <MapRows {...props} item={shape.value} renderItem={FieldOf} />
    case 'union':
      return <UnionOptions {...props} shape={shape} renderItem={FieldOf} />
    case 'structure':
      return (
        <Fields
          form={form}
          members={shape.members}
          body={isBody(value) ? value : {}}
          documented={documented}
          path={path}
          onChange={(next) => onChange(Object.keys(next).length > 0 ? next : undefined)}
        />
      )
    default:
      return <p className="qkms-muted">{name}</p>
  }
}

/** A labelled control with its hint and its error, or a group of them. */
export function FieldOf(props: FieldProps): ReactNode {
  const { form, name, path, member, value, onChange, onRemove } = props
  const { field: texts, tester, table } = useTexts()
  const { type: shape, required, description, placeholder, deprecated } = member
  const id = `${form.id}-${path}`
  const error = form.errors[path]
  const described = [description && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  const shown = value === undefined || fits(shape, value)

  const tags = (
    <>
      {required && <span className="qkms-badge">{tester.required}</span>}
      {deprecated && <span className="qkms-badge">{table.deprecated}</span>}
      {shape.kind === 'blob' && <FileButton name={name} onChange={onChange} />}
      {onRemove && (
        <button type="button" className="qkms-remove" aria-label={texts.removeMember(name)} {...REMOVES} onClick={onRemove}>
          ×
        </button>
      )}
    </>
  )
  const notes = (
    <>
      {description && (
        <p id={`${id}-hint`} className={form.hints ? 'qkms-hint' : 'qkms-sr'}>
          <Prose text={description} />
          {shape.kind === 'timestamp' && texts.localTime}
        </p>
      )}
      {error && shape.kind !== 'union' && (
        <p id={`${id}-error`} className="qkms-field-error">
          {error}
        </p>
      )}
    </>
  )

  if (!isGroup(shape) && shown)
    return (
      <div className="qkms-field" data-member={path} data-invalid={error !== undefined || undefined}>
        <div className="qkms-label">
          <label htmlFor={id} translate="no">
            {name}
          </label>
          {tags}
        </div>
        <Control
          name={name}
          shape={shape}
          value={value}
          placeholder={placeholder}
          onChange={onChange}
          attributes={{
            id,
            required: required ?? false,
            'aria-describedby': described,
            'aria-invalid': error ? true : undefined,
          }}
        />
        {notes}
      </div>
    )

  return (
    <fieldset
      className="qkms-field qkms-group"
      data-member={path}
      aria-describedby={described}
      data-invalid={error !== undefined || undefined}
    >
      <legend translate="no">{name}</legend>
      {tags}
      {notes}
      {shown ? (
        <Inner {...props} />
      ) : (
        <p className="qkms-hint">
          {texts.holds}
          <code>{JSON.stringify(value)}</code>
          {texts.cannotShow}
          <button type="button" className="qkms-button" onClick={() => onChange(undefined)}>
            {texts.clear}
            <span className="qkms-sr"> {name}</span>
          </button>
        </p>
      )}
    </fieldset>
  )
}

const StableField = memo(FieldOf)
