import { type ReactNode, useState } from 'react'
import { isBody } from '../../vocabulary/fits.ts'
import { join } from '../../vocabulary/paths.ts'
import type { Shape } from '../../vocabulary/shapes.ts'
import { useTexts } from '../use-texts.ts'
import { AddButton } from './AddButton.tsx'
import type { FieldProps } from './field.ts'
import { emptyRowOf } from './form-body.ts'
import { REMOVES } from './remove-shortcut.ts'
import { useRowFocus } from './use-row-focus.ts'

type Pair = readonly [name: string, value: unknown]

/** A row without a name is not sent. */
const mapOf = (pairs: readonly Pair[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(pairs.filter(([name]) => name !== ''))

const pairsOf = (value: unknown): readonly Pair[] => (isBody(value) ? Object.entries(value) : [])

const same = (map: Readonly<Record<string, unknown>>, value: unknown): boolean =>
  JSON.stringify(Object.entries(map).sort()) === JSON.stringify([...pairsOf(value)].sort())

interface MapRowsProps extends FieldProps {
  readonly item: Shape
  readonly renderItem: (props: FieldProps) => ReactNode
}

/**
 * The pairs of a map. The rows are kept here as well, since a map cannot hold what they go through while they are typed: no name
 * yet, or for a moment another row's name. Where the body was changed elsewhere, the body wins.
 */
export function MapRows({ form, name, path, value, onChange, item, renderItem: Item }: MapRowsProps): ReactNode {
  const { field: texts } = useTexts()
  const focus = useRowFocus()
  const [kept, setKept] = useState<readonly Pair[]>([])
  const pairs = same(mapOf(kept), value) ? kept : pairsOf(value)
  const names = pairs.map(([key]) => key).filter(Boolean)
  const twice = names.find((key, index) => names.indexOf(key) !== index)

  const change = (next: readonly Pair[]) => {
    setKept(next)
    const map = mapOf(next)
    onChange(Object.keys(map).length > 0 ? map : undefined)
  }

  const add = () => {
    focus.added(pairs.length)
    change([...pairs, ['', emptyRowOf(item)]])
  }

  return (
    <div ref={focus.container} className="qkms-rows">
      {pairs.map(([key, inner], index) => {
        const id = `${form.id}-${path}-${index}`
        const put = (next: unknown) => change(pairs.with(index, [key, next === undefined ? emptyRowOf(item) : next]))
        return (
          <div key={id} className={item.kind === 'string' ? 'qkms-row qkms-pair' : 'qkms-row'} data-row>
            <div>
              <label htmlFor={`${id}-name`}>
                {texts.name}
                <span className="qkms-sr"> {texts.pairOf(index + 1, name)}</span>
              </label>
              <input
                id={`${id}-name`}
                type="text"
                autoComplete="off"
                value={key}
                onChange={({ target }) => change(pairs.with(index, [target.value, inner]))}
              />
            </div>
            {item.kind === 'string' ? (
              <div>
                <label htmlFor={`${id}-value`}>
                  {texts.value}
                  <span className="qkms-sr"> {texts.pairOf(index + 1, name)}</span>
                </label>
                <input
                  id={`${id}-value`}
                  type="text"
                  autoComplete="off"
                  value={String(inner)}
                  onChange={({ target }) => put(target.value)}
                />
              </div>
            ) : (
              <Item
                form={form}
                name={`${texts.value} ${texts.pairOf(index + 1, name)}`}
                path={join(path, key || index)}
                member={{ type: item, description: '' }}
                value={item.kind === 'union' ? inner : (inner ?? undefined)}
                onChange={put}
              />
            )}
            <button
              type="button"
              className="qkms-button"
              data-remove
              {...REMOVES}
              onClick={() => {
                focus.removed(index)
                change(pairs.toSpliced(index, 1))
              }}
            >
              {texts.remove}
              <span className="qkms-sr"> {texts.removePair(key || texts.unnamedPair, name)}</span>
            </button>
          </div>
        )
      })}
      {twice !== undefined && (
        <p role="status" className="qkms-field-error">
          {texts.namedTwice(twice)}
        </p>
      )}
      <AddButton name={name} onClick={add} />
    </div>
  )
}
