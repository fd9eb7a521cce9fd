import { useEffect, useRef } from 'react'
import type { Api, Hands, Sandbox } from '../settings.tsx'
import type { Ask } from './Cures.tsx'
import { parseBody, printBody } from './form-body.ts'
import { onTry, type Tried } from './try-out.ts'

interface Trier {
  readonly api: Api
  readonly operation: string
  readonly sandbox: (() => Promise<Sandbox>) | undefined
  /** Sends another request than the form's. */
  readonly ask: Ask
  readonly advance: (milliseconds: number) => Promise<void>
  /** Why nothing can be sent now. */
  readonly busy: () => string | undefined
  /** Puts a request into the form; returns the way to have back what stood there. */
  readonly put: (text: string) => () => void
  /** Sends a request as the root of the sandbox; resolves to the reason where no response came. */
  readonly send: (text: string) => Promise<string | undefined> | undefined
}

/** Sends the documented requests that readers try, from the form, once what they need is made ready. */
export function useTried(trier: Trier): void {
  const tryOut = async ({ body: documented, again }: Tried) => {
    const { operation, sandbox, ask, advance, busy, put, send } = trier
    const unless = (reason: string | undefined) => {
      if (reason !== undefined) throw new Error(reason)
    }
    unless(busy())
    const { prepare } = (await sandbox?.()) ?? {}
    const hands: Hands = {
      send: async (name, body) => {
        const { error, text } = await ask(name, body)
        if (error) throw new Error(`${name}: ${error.code}`)
        return parseBody(text).body ?? {}
      },
      advance: (seconds) => advance(seconds * 1000),
    }
    const text = printBody((await prepare?.({ operation, body: documented }, hands)) ?? documented)
    const offerUndo = put(text)
    try {
      if (again) unless(await send(text))
      unless(await send(text))
    } finally {
      offerUndo()
    }
  }
  const latest = useRef(tryOut)
  useEffect(() => {
    latest.current = tryOut
  })
  const { api, operation } = trier
  useEffect(() => onTry(api.name, operation, (tried) => latest.current(tried)), [api.name, operation])
}
