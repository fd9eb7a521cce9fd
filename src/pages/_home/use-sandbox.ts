import { useState } from 'react'
import { useSettings } from '../../components/settings.tsx'
import type { Ask } from './play.ts'

type Play = typeof import('./play.ts')

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** A way to the sandbox of the page, for one action at a time. Its code loads with the first. */
export const useSandbox = () => {
  const { api } = useSettings()
  const [busy, setBusy] = useState<string>()
  const [failure, setFailure] = useState<string>()

  const open = async () => {
    if (!api?.sandbox) throw new Error('Failed to send: this page has no sandbox.')
    const loaded = Promise.all([import('./play.ts'), api.sandbox()])
    const [play, { fetch }] = await loaded.catch((cause: unknown) => {
      throw new Error('Failed to load the sandbox: a part of this page did not arrive. Reload the page.', { cause })
    })
    return { play, asking: (sent?: (operation: string) => void) => play.asker(api.protocol, fetch, sent) }
  }

  /** Runs an action under a name, unless another one runs. `ask` sends; `sent` fills with the names of the operations that it sends. */
  const act = async (name: string, action: (play: Play, ask: Ask, sent: readonly string[]) => Promise<void>) => {
    if (busy !== undefined) return
    setBusy(name)
    setFailure(undefined)
    try {
      const { play, asking } = await open()
      const sent: string[] = []
      await action(
        play,
        asking((operation) => sent.push(operation)),
        sent,
      )
    } catch (error) {
      setFailure(reasonOf(error))
    } finally {
      setBusy(undefined)
    }
  }

  return {
    /** The name of the action that runs. */
    busy,
    /** Why the last action came to nothing. */
    failure,
    act,
    /** Loads what sending needs while the reader is still on the way to a button. */
    warmUp: () => {
      open().catch(() => undefined)
    },
  }
}
