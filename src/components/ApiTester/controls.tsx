import { type ComponentProps, type ReactNode, useState } from 'react'
import type { EnumShape, Shape } from '../../vocabulary/shapes.ts'
import { useTexts } from '../use-texts.ts'
import { base64Of, base64OfHex, hexOf, localTimeOf, secondsOf, textOf } from './encoding.ts'
import { Picker } from './Picker.tsx'

type Attributes = Pick<ComponentProps<'input'>, 'id' | 'required' | 'aria-describedby' | 'aria-invalid'>

export interface ControlProps<S extends Shape = Shape> {
  readonly name: string
  readonly shape: S
  /** Undefined where the body lacks the member; else of the shape's kind. */
  readonly value: unknown
  readonly placeholder: string | undefined
  readonly onChange: (value: unknown) => void
  readonly attributes: Attributes
}

interface Choice {
  readonly value: string
  readonly onChange: (value: unknown) => void
  readonly attributes: Attributes
  readonly values: readonly string[]
}

function Select({ value, onChange, attributes, values }: Choice): ReactNode {
  const { field: texts } = useTexts()
  return (
    <select {...attributes} value={value} onChange={(event) => onChange(event.target.value || undefined)}>
      <option value="">{texts.notSent}</option>
      {values.map((item) => (
        <option key={item} translate="no">
          {item}
        </option>
      ))}
    </select>
  )
}

/** A value that JSON mode brought in stays, even if the set lacks it. */
const choices = ({ values }: EnumShape, value: string): readonly string[] => {
  const known = Object.keys(values)
  return value && !known.includes(value) ? [...known, value] : known
}

type Encoding = 'text' | 'base64' | 'hex'
const ENCODINGS: readonly Encoding[] = ['text', 'base64', 'hex']

/** Bytes as text, base64 or hexadecimal digits. The body holds base64 in any case, so only what is UTF-8 can be shown as text. */
function Blob({
  name,
  value,
  sensitive,
  placeholder,
  onChange,
  attributes,
}: ControlProps & { readonly sensitive: boolean }): ReactNode {
  const { field: texts } = useTexts()
  const base64 = typeof value === 'string' ? value : ''
  const views: Readonly<Record<Encoding, string | undefined>> = { text: textOf(base64), base64, hex: hexOf(base64) }
  const [choice, setChoice] = useState<Encoding>()
  /** Digits as they were typed, with what they stand for: half a byte cannot be had back from the body. */
  const [digits, setDigits] = useState({ text: '', base64: '' })
  // Secrets are mostly typed, ciphertexts pasted.
  const wanted = choice ?? (sensitive ? 'text' : 'base64')
  const encoding = views[wanted] === undefined ? 'base64' : wanted
  const change = (text: string) => {
    const encoded = encoding === 'text' ? base64Of(text) : encoding === 'hex' ? base64OfHex(text) : text
    if (encoding === 'hex') setDigits({ text, base64: encoded })
    onChange(encoded || undefined)
  }
  return (
    <div className="qkms-blob">
      <textarea
        {...attributes}
        rows={2}
        spellCheck={false}
        data-encoding={encoding}
        value={encoding === 'hex' && digits.base64 === base64 ? digits.text : views[encoding]}
        placeholder={placeholder && { text: textOf, base64: String, hex: hexOf }[encoding](placeholder)}
        onChange={({ target }) => change(target.value)}
      />
      <select
        aria-label={texts.encodingOf(name)}
        value={encoding}
        onChange={({ target }) => setChoice(ENCODINGS.find((known) => known === target.value))}
      >
        {ENCODINGS.map((known) => (
          <option key={known} value={known} disabled={views[known] === undefined}>
            {texts.encodings[known]}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Characters beyond which a text is a document, such as a policy: it has lines. */
const LONG = 10_000

/** The control of a member that holds no others. */
export function Control(props: ControlProps): ReactNode {
  const { name, shape, value, placeholder, onChange, attributes } = props
  switch (shape.kind) {
    case 'enum':
      return <Select {...props} value={String(value ?? '')} values={choices(shape, String(value ?? ''))} />
    case 'boolean':
      return (
        <Select
          attributes={attributes}
          value={String(value ?? '')}
          values={['true', 'false']}
          onChange={(next) => onChange(next === undefined ? undefined : next === 'true')}
        />
      )
    case 'integer':
    case 'number':
      return (
        <input
          {...attributes}
          type="number"
          step={shape.kind === 'integer' ? 1 : 'any'}
          min={shape.min}
          max={shape.max}
          placeholder={placeholder}
          value={typeof value === 'number' ? value : ''}
          onChange={({ target }) => onChange(Number.isFinite(target.valueAsNumber) ? target.valueAsNumber : undefined)}
        />
      )
    case 'timestamp':
      return (
        <input
          {...attributes}
          type="datetime-local"
          step={1}
          value={typeof value === 'number' ? localTimeOf(value) : ''}
          onChange={({ target }) => onChange(secondsOf(target.value))}
        />
      )
    case 'blob':
      return <Blob {...props} sensitive={shape.sensitive ?? false} />
  }
  const text = {
    ...attributes,
    autoComplete: 'off',
    autoCapitalize: 'off',
    spellCheck: false,
    placeholder,
    value: String(value ?? ''),
  }
  if (shape.kind === 'string' && shape.identifies) return <Picker {...text} name={name} onChange={onChange} />
  const change = ({ target }: { readonly target: { readonly value: string } }) => onChange(target.value || undefined)
  if (shape.kind === 'string' && (shape.max ?? 0) > LONG) return <textarea {...text} rows={3} onChange={change} />
  return <input {...text} type="text" onChange={change} />
}
