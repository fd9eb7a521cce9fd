import { type ReactNode, useState } from 'react'
import type { Use } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import { type Handed, hand, isNear, leave } from './handing.ts'
import type { Origin } from './outlet.ts'

/** The place of a tester on this page, be its code there or not. */
const placeOf = (name: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`.qkms-tester[aria-label="${CSS.escape(name)}"]`)

interface ItemProps {
  readonly use: Use
  readonly path: string
  readonly origin: Origin
  /** Whether the menu leads to another member of the same operation, too. */
  readonly isOneOfTwo: boolean
  readonly onDone: (failure?: string) => void
}

/** One request of the menu: a button where its tester is on this page, else a link to the page that has it. */
function Item({ use, path, origin, isOneOfTwo, onDone }: ItemProps): ReactNode {
  const { tester: texts, uses } = useTexts()
  const { api, operation: own, receive } = origin
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
  readonly origin: Origin
  readonly onDone: (failure?: string) => void
}

/** The likeliest requests, then all. */
export function UseMenu({ uses, path, origin, onDone }: MenuProps): ReactNode {
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
          {...{ use, path, origin, onDone }}
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
