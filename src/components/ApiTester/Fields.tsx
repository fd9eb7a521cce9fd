import type { ReactNode } from 'react'
import { type Body, fits, isBody } from '../../vocabulary/fits.ts'
import { join } from '../../vocabulary/paths.ts'
import type { Members, Shape } from '../../vocabulary/shapes.ts'
import { Prose } from '../Prose.tsx'
import { useTexts } from '../settings.tsx'
import { Control } from './controls.tsx'
import type { FieldProps, Form } from './field.ts'
import { withMember } from './form-body.ts'
import { ListRows } from './ListRows.tsx'
import { MapRows } from './MapRows.tsx'
import { UnionOptions } from './UnionOptions.tsx'

interface FieldsProps {
  readonly form: Form
  readonly members: Members
  readonly body: Body
  readonly path?: string
  readonly onChange: (body: Body) => void
  /** Takes the field of an optional member out of the form. */
  readonly onRemove?: (name: string) => void
}

/** A field for each member; members of the body that have none stay as they are. */
export function Fields({ form, members, body, path = '', onChange, onRemove }: FieldsProps): ReactNode {
  return Object.entries(members).map(([name, member]) => (
    <FieldOf
      key={name}
      form={form}
      name={name}
      path={join(path, name)}
      member={member}
      value={member.type.kind === 'union' ? body[name] : (body[name] ?? undefined)}
      onChange={(value) => onChange(withMember(body, name, value))}
      onRemove={onRemove && !member.required ? () => onRemove(name) : undefined}
    />
  ))
}

/** What is made of several controls. */
const isGroup = ({ kind }: Shape): boolean => kind === 'list' || kind === 'map' || kind === 'structure' || kind === 'union'

function Inner(props: FieldProps): ReactNode {
  const { form, name, path, member, value, onChange } = props
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
  const { field: texts, tester } = useTexts()
  const { type: shape, required, description, placeholder, deprecated } = member
  const id = `${form.id}-${path}`
  const error = form.errors[path]
  const described = [description && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  const shown = value === undefined || fits(shape, value)

  const tags = (
    <>
      {required && <span className="qkms-badge">{tester.required}</span>}
      {deprecated && <span className="qkms-badge">{texts.deprecated}</span>}
      {onRemove && (
        <button type="button" className="qkms-remove" aria-label={texts.removeMember(name)} onClick={onRemove}>
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
      {error && (
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
