import { type ReactNode, useState } from 'react'
import type { Body } from '../../vocabulary/fits.ts'
import type { ServiceError } from '../../vocabulary/protocol.ts'
import { statusLine } from '../http.ts'
import type { Cure } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import { parseBody } from './form-body.ts'

/** How the request of a cure ended. */
interface Outcome {
  readonly status: number
  readonly text: string
  readonly error?: ServiceError | undefined
}

/** Sends a request beside that of the reader. */
export type Ask = (operation: string, body: Body) => Promise<Outcome>

/** What a list of steps does on behalf of the reader. */
export interface Repair {
  /** Sends a request, as the tester sends its own. */
  readonly ask: Ask
  /** Puts members into the form; one that is undefined is left out. */
  readonly correct: (members: Body) => void
  /** Moves the sandbox's clock on, by milliseconds. */
  readonly advance: (milliseconds: number) => Promise<void>
  /** Sends the request of the form once more. */
  readonly again: () => void
}

interface CuresProps extends Repair {
  readonly cures: readonly Cure[]
}

/** What a cure did, as the reader sees it: code, and how it ended. */
interface Deed {
  readonly code?: string
  readonly text?: string
}

/** The most characters of a value that are shown. */
const LONGEST = 64

const short = (_name: string, value: unknown): unknown =>
  typeof value === 'string' && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value

/** Buttons that take away the reason of a refusal: each shows what it did, and how that ended. None sends the form's request by itself. */
export function Cures({ cures, ask, correct, advance, again }: CuresProps): ReactNode {
  const { cures: texts } = useTexts()
  const [acting, setActing] = useState(false)
  const [deeds, setDeeds] = useState<readonly Deed[]>([])
  const [done, setDone] = useState(false)

  const tell = (deed: Deed) => setDeeds((before) => [...before, deed])
  const hands = {
    send: async (operation: string, body: Body) => {
      const { status, error, text } = await ask(operation, body)
      const outcome = [statusLine(status), error?.code, error?.message].filter(Boolean).join(' ')
      tell({ code: `${operation} ${JSON.stringify(body, short)}`, text: outcome })
      if (error) throw new Refusal(outcome)
      return parseBody(text).body ?? {}
    },
    advance: async (seconds: number) => {
      await advance(seconds * 1000)
      tell({ text: texts.clock(seconds) })
    },
  }

  const act = async (cure: Cure) => {
    if (acting) return
    setActing(true)
    setDeeds([])
    setDone(false)
    try {
      const members = await cure.act(hands)
      if (members) correct(members)
      for (const [name, value] of Object.entries(members ?? {}))
        tell(
          value === undefined ? { text: texts.leftOut(name) } : { code: `${name}: ${JSON.stringify(short('', value), short)}` },
        )
      setDone(true)
    } catch (error) {
      // A refusal is told already.
      if (!(error instanceof Refusal))
        tell({ text: texts.failed((error instanceof Error ? error.message : String(error)).replace(/\.$/, '')) })
    } finally {
      setActing(false)
    }
  }

  return (
    <span className="qkms-cures">
      {cures.map((cure) => (
        <button
          key={cure.label}
          type="button"
          className="qkms-button"
          aria-disabled={acting || undefined}
          onClick={() => void act(cure)}
        >
          {texts.fixIt(cure.label)}
        </button>
      ))}
      <span role="status">
        {[...deeds.entries()].map(([position, { code, text }]) => (
          <span key={position} className="qkms-deed">
            {code !== undefined && <code translate="no">{code}</code>} {text}
          </span>
        ))}
      </span>
      {done && (
        <button type="button" className="qkms-button qkms-primary" onClick={again}>
          {texts.sendAgain}
        </button>
      )}
    </span>
  )
}

/** A request of a cure was refused. */
class Refusal extends Error {}
