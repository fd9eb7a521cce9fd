import { type ReactNode, useState } from 'react'
import { optionOf } from '../../vocabulary/fits.ts'
import { typeOf } from '../../vocabulary/project.ts'
import type { UnionShape } from '../../vocabulary/shapes.ts'
import { useTexts } from '../use-texts.ts'
import type { FieldProps } from './field.ts'
import { emptyOf } from './form-body.ts'

interface UnionOptionsProps extends FieldProps {
  readonly shape: UnionShape
  readonly renderItem: (props: FieldProps) => ReactNode
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
  const fitting = optionOf(shape, value)
  // While its control is empty, the body does not have the value that would tell the option.
  const index = value === undefined || !fitting ? choice : shape.options.indexOf(fitting)
  const option = index === undefined ? undefined : shape.options[index]
  const choose = (next: number | undefined) => {
    setChoice(next)
    const chosen = next === undefined ? undefined : shape.options[next]
    onChange(chosen && emptyOf(chosen))
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
            {each.kind === 'null' ? texts.field.nothing : typeOf(each, texts)}
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
