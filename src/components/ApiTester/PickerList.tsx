import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import type { CallerValues, Choice, Choices } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import type { PickerKeys } from './picker-keys.ts'

interface PickerListProps {
  readonly id: string
  /** The member's name. */
  readonly name: string
  readonly choices: Choices
  /** Who would ask. */
  readonly caller: () => CallerValues | undefined
  /** What a choice has to contain. */
  readonly filter: string
  readonly value: string
  readonly keys: RefObject<PickerKeys | undefined>
  /** Told the id of the option that the keyboard is at. */
  readonly onActive: (option: string | undefined) => void
  readonly onChoose: (value: string) => void
  readonly onClose: () => void
}

/** The choices as they are now, also after changes from elsewhere; undefined until they are there. */
function useChoices({ list, subscribe }: Choices, caller: () => CallerValues | undefined): readonly Choice[] | undefined {
  const [found, setFound] = useState<readonly Choice[]>()
  useEffect(() => {
    let current = true
    const refresh = () => {
      list(caller()).then(
        (choices) => current && setFound(choices),
        () => current && setFound([]),
      )
    }
    refresh()
    const stop = subscribe(refresh)
    // Another tab may have changed them.
    window.addEventListener('focus', refresh)
    return () => {
      current = false
      stop()
      window.removeEventListener('focus', refresh)
    }
  }, [list, subscribe, caller])
  return found
}

const contains = ({ value, label, note }: Choice, text: string): boolean =>
  [value, label, note].some((part) => part?.toLowerCase().includes(text.trim().toLowerCase()))

/** What a field can name: a list box, which the field's keys move in. Those that would be refused stand last, with the reason. */
export function PickerList({
  id,
  name,
  choices,
  caller,
  filter,
  value,
  keys,
  onActive,
  onChoose,
  onClose,
}: PickerListProps): ReactNode {
  const { field: texts } = useTexts()
  const all = useChoices(choices, caller)
  const box = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(-1)
  const fitting = (all ?? []).filter((choice) => contains(choice, filter))
  const shown = [...fitting.filter(({ refused }) => !refused), ...fitting.filter(({ refused }) => refused)]
  const position = Math.min(at, shown.length - 1)

  const move = (to: number) => {
    setAt(to)
    onActive(to < 0 ? undefined : `${id}-${to}`)
    box.current?.children[to]?.scrollIntoView?.({ block: 'nearest' })
  }
  keys.current = {
    press: (event: KeyboardEvent) => {
      const chosen = shown[position]
      if (event.key === 'ArrowDown') move((position + 1) % Math.max(1, shown.length))
      else if (event.key === 'ArrowUp') move(position <= 0 ? shown.length - 1 : position - 1)
      else if (event.key === 'Escape') onClose()
      else if (event.key === 'Enter' && chosen && !event.ctrlKey && !event.metaKey) onChoose(chosen.value)
      else return
      event.preventDefault()
      event.stopPropagation()
    },
  }
  const isShown = shown.length > 0
  useEffect(() => {
    if (isShown) box.current?.scrollIntoView?.({ block: 'nearest' })
  }, [isShown])
  if (!isShown) return null
  return (
    <div ref={box} id={id} role="listbox" aria-label={texts.choicesOf(name)} className="qkms-choices">
      {shown.map(({ value: option, label, note, refused }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus, and its keys choose
        <div
          key={option}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={option === value}
          data-active={index === position || undefined}
          data-refused={refused !== undefined || undefined}
          translate="no"
          // The focus stays in the field.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
        >
          <span>{label ?? option}</span>
          {note && <small>{note}</small>}
          {refused && <small className="qkms-refused">{texts.wouldRefuse(refused)}</small>}
        </div>
      ))}
    </div>
  )
}
