import { type ComponentProps, createContext, type ReactNode, useContext, useRef, useState } from 'react'
import type { Api, CallerValues, Choices } from '../settings.tsx'
import type { PickerKeys } from './picker-keys.ts'

/** Finds what the members of an operation can name. */
export interface Picking {
  readonly load: NonNullable<Api['loadChoices']>
  readonly operation: string
  /** Who would ask. */
  readonly caller: () => CallerValues | undefined
}

export const PickingContext = createContext<Picking | undefined>(undefined)

type List = typeof import('./PickerList.tsx').PickerList

interface PickerProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'name'> {
  readonly name: string
  readonly value: string
  readonly onChange: (value: string | undefined) => void
}

/** A text that names something: it can be typed, or chosen from a list, which loads when the reader comes to the control. */
export function Picker({ name, value, onChange, ...input }: PickerProps): ReactNode {
  const picking = useContext(PickingContext)
  const [loaded, setLoaded] = useState<{ readonly List: List; readonly choices: Choices }>()
  const [open, setOpen] = useState(false)
  /** What the reader has typed since the list was opened; until then it shows all. */
  const [typed, setTyped] = useState(false)
  const [active, setActive] = useState<string>()
  const keys = useRef<PickerKeys>(undefined)
  const asked = useRef(false)
  const list = `${input.id}-list`
  if (!picking)
    return <input {...input} type="text" value={value} onChange={({ target }) => onChange(target.value || undefined)} />

  const load = () => {
    if (asked.current) return
    asked.current = true
    Promise.all([import('./PickerList.tsx'), picking.load(picking.operation, name)]).then(
      ([{ PickerList: List }, choices]) => choices && setLoaded({ List, choices }),
      // Any text can still be typed; the next focus asks again.
      () => {
        asked.current = false
      },
    )
  }
  const show = (next: boolean) => {
    setOpen(next)
    setTyped(false)
    setActive(undefined)
  }
  const isShown = open && loaded !== undefined
  return (
    <div className="qkms-picker">
      <input
        {...input}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={isShown ? list : undefined}
        aria-activedescendant={isShown ? active : undefined}
        value={value}
        onFocus={load}
        onBlur={() => show(false)}
        onClick={() => !open && show(true)}
        onChange={({ target }) => {
          onChange(target.value || undefined)
          setTyped(true)
          setOpen(true)
        }}
        onKeyDown={(event) => {
          if (isShown) keys.current?.press(event)
          else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            show(true)
          }
        }}
      />
      {isShown && (
        <loaded.List
          id={list}
          name={name}
          choices={loaded.choices}
          caller={picking.caller}
          filter={typed ? value : ''}
          value={value}
          keys={keys}
          onActive={setActive}
          onClose={() => show(false)}
          onChoose={(chosen) => {
            onChange(chosen)
            show(false)
          }}
        />
      )}
    </div>
  )
}
