import { type ReactNode, useState } from 'react'
import { AddButton } from './AddButton.tsx'
import type { FieldProps } from './field.ts'
import { isBody } from './form-body.ts'
import { useRowFocus } from './use-row-focus.ts'

type Pair = readonly [name: string, value: string]

/** A row without a name is not sent. */
const mapOf = (pairs: readonly Pair[]): Readonly<Record<string, string>> =>
  Object.fromEntries(pairs.filter(([name]) => name !== ''))

const pairsOf = (value: unknown): readonly Pair[] =>
  isBody(value) ? Object.entries(value).map(([name, text]) => [name, String(text)]) : []

const same = (map: Readonly<Record<string, string>>, value: unknown): boolean =>
  JSON.stringify(Object.entries(map).sort()) === JSON.stringify([...pairsOf(value)].sort())

/**
 * The pairs of a map. The rows are kept here as well, since a map cannot hold what they go through while they are typed: no name
 * yet, or for a moment another row's name. Where the body was changed elsewhere, the body wins.
 */
export function MapRows({ form, name, path, value, onChange }: Omit<FieldProps, 'member'>): ReactNode {
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
    change([...pairs, ['', '']])
  }

  return (
    <div ref={focus.container} className="qkms-rows">
      {pairs.map(([key, text], index) => {
        const id = `${form.id}-${path}-${index}`
        return (
          <div key={id} className="qkms-row qkms-pair" data-row>
            <div>
              <label htmlFor={`${id}-name`}>
                Name<span className="qkms-sr"> {`${index + 1} of ${name}`}</span>
              </label>
              <input
                id={`${id}-name`}
                type="text"
                autoComplete="off"
                value={key}
                onChange={({ target }) => change(pairs.with(index, [target.value, text]))}
              />
            </div>
            <div>
              <label htmlFor={`${id}-value`}>
                Value<span className="qkms-sr"> {`${index + 1} of ${name}`}</span>
              </label>
              <input
                id={`${id}-value`}
                type="text"
                autoComplete="off"
                value={text}
                onChange={({ target }) => change(pairs.with(index, [key, target.value]))}
              />
            </div>
            <button
              type="button"
              className="qkms-button"
              data-remove
              onClick={() => {
                focus.removed(index)
                change(pairs.toSpliced(index, 1))
              }}
            >
              Remove<span className="qkms-sr"> {`${key || 'pair'} from ${name}`}</span>
            </button>
          </div>
        )
      })}
      {twice !== undefined && (
        <p role="status" className="qkms-field-error">
          {twice} is named twice; the last value counts.
        </p>
      )}
      <AddButton name={name} onClick={add} />
    </div>
  )
}
