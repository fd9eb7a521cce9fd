import { type ReactNode, useState } from 'react'
import { fits, optionOf } from '../../vocabulary/fits.ts'
import { typeOf } from '../../vocabulary/project.ts'
import type { Shape, UnionShape } from '../../vocabulary/shapes.ts'
import type { Texts } from '../texts.ts'
import { useTexts } from '../use-texts.ts'
import type { FieldProps } from './field.ts'
import { emptyOf } from './form-body.ts'

interface UnionOptionsProps extends FieldProps {
  readonly shape: UnionShape
  readonly renderItem: (props: FieldProps) => ReactNode
}

/** What tells an option from the others: its type, and for a structure the members that it needs. */
const labelOf = (shape: Shape, texts: Texts): string => {
  if (shape.kind === 'null') return texts.field.nothing
  const names =
    shape.kind === 'structure'
      ? Object.keys(shape.members).filter((name) => shape.members[name]?.required)
      : shape.kind === 'enum'
        ? Object.keys(shape.values)
        : []
  return names.length > 0 ? `${typeOf(shape, texts)}: ${names.join(', ')}` : typeOf(shape, texts)
}

/** The choice between the shapes of a union, and the control of the one that is chosen. */
export function UnionOptions({
  shape,
  form,
  name,
  path,
  member,
  value,
  onChange,
  renderItem: Item,
}: UnionOptionsProps): ReactNode {
  const texts = useTexts()
  const [choice, setChoice] = useState<number>()
  const chosen = choice === undefined ? undefined : shape.options[choice]
  const fitting = optionOf(shape, value)
  // The reader's choice counts as long as the value can be one of it: while it is typed, a value may fit another option better.
  const option = chosen && (value === undefined || fits(chosen, value)) ? chosen : fitting
  const index = option ? shape.options.indexOf(option) : undefined
  const choose = (next: number | undefined) => {
    setChoice(next)
    const wanted = next === undefined ? undefined : shape.options[next]
    onChange(wanted && emptyOf(wanted))
  }
  return (
    <>
      <select
        aria-label={texts.field.optionOf(name)}
        value={index ?? ''}
        onChange={({ target }) => choose(target.value === '' ? undefined : Number(target.value))}
      >
        <option value="">{texts.field.notSent}</option>
        {shape.options.map((each, position) => (
          <option key={position} value={position}>
            {labelOf(each, texts)}
          </option>
        ))}
      </select>
      {option && option.kind !== 'null' && (
        <Item
          form={form}
          name={name}
          path={path}
          member={{ type: option, description: '', ...(member.placeholder !== undefined && { placeholder: member.placeholder }) }}
          value={value}
          onChange={onChange}
        />
      )}
    </>
  )
}
