import { createContext, type KeyboardEvent, type ReactNode, useContext, useMemo, useRef, useState } from 'react'
import type { Body } from '../../vocabulary/fits.ts'
import type { Api, Use } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import { type Handed, hand, isNear, leave } from './handing.ts'

/** Where the values of an answer come from, and which requests can take them. */
export interface Origin {
  readonly api: Api
  readonly operation: string
  /** The request that led to the answer. */
  readonly request: Body
  /** Takes what goes to the tester of the answer itself. */
  readonly receive: (handed: Handed) => void
}

export interface Outlet extends Origin {
  readonly usesOf: (path: string, value: string) => readonly Use[]
}

export const Outlets = createContext<Outlet | undefined>(undefined)

/** The place of a tester on this page, be its code there or not. */
const placeOf = (name: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`.qkms-tester[aria-label="${CSS.escape(name)}"]`)

interface ItemProps {
  readonly use: Use
  readonly path: string
  readonly outlet: Outlet
  /** Whether the menu leads to another member of the same operation, too. */
  readonly isOneOfTwo: boolean
  readonly onDone: (failure?: string) => void
}

/** One request of the menu: a button where its tester is on this page, else a link to the page that has it. */
function Item({ use, path, outlet, isOneOfTwo, onDone }: ItemProps): ReactNode {
  const { tester: texts, uses } = useTexts()
  const { api, operation: own, receive } = outlet
  const { operation, member, members, complete, label } = use

  const handed = async (): Promise<Handed> => ({
    member,
    members: { ...members, ...(await complete?.()) },
    from: uses.comesFrom(path, own),
  })
  const give = async () => {
    const given = await handed()
    onDone()
    if (operation === own) return receive(given)
    if (hand(api.name, operation, given)) return
    leave(api.name, operation, given)
    placeOf(texts.region(operation))?.scrollIntoView({ block: 'start' })
  }
  const failed = (error: unknown) =>
    onDone(uses.failed(error instanceof Error ? error.message.replace(/\.$/, '') : String(error)))
  const text = (
    <>
      {label ?? operation}
      {isOneOfTwo && ` ${member}`}
    </>
  )
  const isHere = operation === own || isNear(api.name, operation) || placeOf(texts.region(operation)) !== null
  const href = api.pageOf?.(operation)
  if (isHere || href === undefined)
    return (
      <button type="button" className="qkms-chip" translate="no" onClick={() => give().catch(failed)}>
        {text}
      </button>
    )
  return (
    <a
      className="qkms-chip"
      translate="no"
      href={href}
      onClick={(event) => {
        // What is left has to be there when the page opens, in whichever tab.
        if (!complete) return leave(api.name, operation, { member, members, from: uses.comesFrom(path, own) })
        event.preventDefault()
        handed().then((given) => {
          leave(api.name, operation, given)
          location.assign(href)
        }, failed)
      }}
    >
      {text}
    </a>
  )
}

interface MenuProps {
  readonly uses: readonly Use[]
  readonly path: string
  readonly outlet: Outlet
  readonly onDone: (failure?: string) => void
}

/** The likeliest requests, then all. */
function Menu({ uses, path, outlet, onDone }: MenuProps): ReactNode {
  const { uses: texts } = useTexts()
  const [all, setAll] = useState(false)
  const likely = uses.filter((use) => use.likely)
  const shown = all || likely.length === 0 ? uses : likely
  const names = uses.map(({ operation }) => operation)
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset stands in a line of JSON
    <span role="group" aria-label={texts.useIn(path)} className="qkms-uses">
      {shown.map((use) => (
        <Item
          key={`${use.operation}.${use.member}`}
          {...{ use, path, outlet, onDone }}
          isOneOfTwo={names.indexOf(use.operation) !== names.lastIndexOf(use.operation)}
        />
      ))}
      {shown.length < uses.length && (
        <button type="button" className="qkms-tool" aria-expanded={false} onClick={() => setAll(true)}>
          {texts.all(uses.length)}
        </button>
      )}
    </span>
  )
}

/** Where a value of an answer can go on to: a button, and the menu that it opens below the value. */
export function UseIn({ path, value }: { readonly path: string; readonly value: string }): ReactNode {
  const { uses: texts } = useTexts()
  const outlet = useContext(Outlets)
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const [failure, setFailure] = useState<string>()
  const uses = useMemo(() => outlet?.usesOf(path, value) ?? [], [outlet, path, value])
  if (!outlet || uses.length === 0) return null

  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return
    event.stopPropagation()
    setOpen(false)
    button.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to what bubbles up from the buttons
    <span onKeyDown={close}>
      <button
        ref={button}
        type="button"
        className="qkms-tool"
        aria-label={texts.useIn(path)}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {texts.use}
      </button>
      {open && (
        <Menu
          {...{ uses, path, outlet }}
          onDone={(reason) => {
            setFailure(reason)
            setOpen(reason !== undefined)
          }}
        />
      )}
      {open && failure !== undefined && (
        <span role="alert" className="qkms-uses">
          {failure}
        </span>
      )}
    </span>
  )
}
