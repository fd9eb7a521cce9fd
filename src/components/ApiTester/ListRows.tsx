import { createElement, Fragment, type ReactNode } from 'react'
import { join } from '../../vocabulary/paths.ts'
import type { Shape } from '../../vocabulary/shapes.ts'
import { useTexts } from '../use-texts.ts'
import { AddButton } from './AddButton.tsx'
import type { FieldProps } from './field.ts'
import { emptyRowOf } from './form-body.ts'
import { REMOVES } from './remove-shortcut.ts'
import { useRowFocus } from './use-row-focus.ts'

interface ListRowsProps extends FieldProps {
  readonly item: Shape
  readonly renderItem: (props: FieldProps) => ReactNode
}

/** The items of a list, each a field. A row that is left empty is sent as it looks: empty. */
export function ListRows({ form, name, path, value, onChange, item, renderItem: Item }: ListRowsProps): ReactNode {
  const { field: texts } = useTexts()
  const focus = useRowFocus()
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const add = () => {
    focus.added(items.length)
    onChange([...items, emptyRowOf(item)])
  }

  const rows = items.map((entry, index) => (
    <div key={join(path, index)} className="qkms-row" data-row>
      <Item
        form={form}
        name={`${name} ${index + 1}`}
        path={join(path, index)}
        member={{ type: item, description: '' }}
        value={item.kind === 'union' ? entry : (entry ?? undefined)}
        onChange={(next) => onChange(items.with(index, next === undefined ? emptyRowOf(item) : next))}
      />
      <button
        type="button"
        className="qkms-button"
        data-remove
        {...REMOVES}
        onClick={() => {
          focus.removed(index)
          onChange(items.length > 1 ? items.toSpliced(index, 1) : undefined)
        }}
      >
        {texts.remove}
        <span className="qkms-sr"> {texts.removeItem(name, index + 1)}</span>
      </button>
    </div>
  ))

  return (
    <div ref={focus.container} className="qkms-rows">
      {/* Rows have no identity but their position. */}
      {createElement(Fragment, null, ...rows)}
      <AddButton name={name} onClick={add} />
    </div>
  )
}
