import type { ReactNode } from 'react'
import type { Members } from '../../vocabulary/shapes.ts'
import { Prose } from '../Prose.tsx'
import { Control } from './controls.tsx'
import type { FieldProps, Form } from './field.ts'
import { type Body, fits, isBody, join, withMember } from './form-body.ts'
import { ListRows } from './ListRows.tsx'
import { MapRows } from './MapRows.tsx'

interface FieldsProps {
  readonly form: Form
  readonly members: Members
  readonly body: Body
  readonly path?: string
  readonly onChange: (body: Body) => void
}

/** A field for each member; members of the body that have none stay as they are. */
export function Fields({ form, members, body, path = '', onChange }: FieldsProps): ReactNode {
  return Object.entries(members).map(([name, member]) => (
    <FieldOf
      key={name}
      form={form}
      name={name}
      path={join(path, name)}
      member={member}
      value={body[name] ?? undefined}
      onChange={(value) => onChange(withMember(body, name, value))}
    />
  ))
}

/** A labelled control with its hint and its error, or a group of them. */
export function FieldOf({ form, name, path, member, value, onChange }: FieldProps): ReactNode {
  const { type: shape, required, description, placeholder, deprecated } = member
  const id = `${form.id}-${path}`
  const error = form.errors[path]
  const described = [description && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  const group = shape.kind === 'list' || shape.kind === 'map' || shape.kind === 'structure'
  const shown = value === undefined || fits(shape, value)

  const tags = (
    <>
      {required && <span className="qkms-badge">Required</span>}
      {deprecated && <span className="qkms-badge">Deprecated</span>}
    </>
  )
  const notes = (
    <>
      {description && (
        <p id={`${id}-hint`} className="qkms-hint">
          <Prose text={description} />
          {shape.kind === 'timestamp' && ' Local time; sent as seconds since 1970.'}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="qkms-field-error">
          {error}
        </p>
      )}
    </>
  )

  if (!group && shown)
    return (
      <div className="qkms-field" data-invalid={error !== undefined || undefined}>
        <div className="qkms-label">
          <label htmlFor={id}>{name}</label>
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
    <fieldset className="qkms-field qkms-group" aria-describedby={described} data-invalid={error !== undefined || undefined}>
      <legend>{name}</legend>
      {tags}
      {notes}
      {!shown && (
        <p className="qkms-hint">
          Holds <code>{JSON.stringify(value)}</code>, which the form cannot show; edit it as JSON.{' '}
          <button type="button" className="qkms-button" onClick={() => onChange(undefined)}>
            Clear<span className="qkms-sr"> {name}</span>
          </button>
        </p>
      )}
      {shown && shape.kind === 'list' && (
        <ListRows
          form={form}
          name={name}
          path={path}
          value={value}
          item={shape.member}
          onChange={onChange}
          renderItem={FieldOf}
        />
      )}
      {shown && shape.kind === 'map' && <MapRows form={form} name={name} path={path} value={value} onChange={onChange} />}
      {shown && shape.kind === 'structure' && (
        <Fields
          form={form}
          members={shape.members}
          body={isBody(value) ? value : {}}
          path={path}
          onChange={(next) => onChange(Object.keys(next).length > 0 ? next : undefined)}
        />
      )}
    </fieldset>
  )
}
