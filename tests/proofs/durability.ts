/**
 * `npm run proof:durability`: kills a server at random moments while clients write into several sandboxes of one directory, move their clocks,
 * restore them, and make and remove them. Then it starts the server again on the same directory, and holds what is there against what was
 * acknowledged: nothing that was answered may be missing, and nothing may be half there. In the end it fills many sandboxes at once, and a disk.
 */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ask, askerOf, start } from './client.ts'
import { proveFullDisk } from './full-disk.ts'
import { proveApart } from './sandboxes.ts'
import { clockWriter, keysWriter, restoreWriter, sandboxesWriter, type Writer } from './writers.ts'

export interface Plan {
  readonly rounds: number
  /** Writes that the clients begin in a round, if they are let. */
  readonly writes: number
  /** How many write keys. Besides, there is one for each other thing that is written. */
  readonly clients: number
}

export interface Proof {
  readonly acknowledged: number
  /** Writes that the kill left unanswered; each is there or not, but whole. */
  readonly unanswered: number
  /** What is wrong; empty if all is well. */
  readonly faults: readonly string[]
}

/** Where keys are written: in the sandbox without a name, too. */
const SANDBOXES = [undefined, 'one', 'two', 'three'] as const

const writersOf = async (ask: Ask, clients: number): Promise<readonly Writer[]> => {
  const writers: Writer[] = []
  for (let i = 0; i < clients; i++) {
    writers.push(await keysWriter(ask, `client-${i}`, SANDBOXES[i % SANDBOXES.length]))
  }
  return [...writers, clockWriter('clock'), await restoreWriter(ask, 'restored'), sandboxesWriter('brief')]
}

export const prove = async ({ rounds, writes, clients }: Plan, report: (line: string) => void = () => {}): Promise<Proof> => {
  const data = mkdtempSync(join(tmpdir(), 'q-kms-proof-'))
  const faults: string[] = []
  let acknowledged = 0
  let unanswered = 0
  let server = await start('--data', data)
  try {
    const writers = await writersOf(askerOf(server.url), clients)
    for (let round = 1; round <= rounds; round++) {
      const { child, url } = server
      let left = Math.ceil(Math.random() * writes * 0.9)
      const died = once(child, 'exit')
      /** One write after another, until there is no server. */
      const run = async ({ write }: Writer): Promise<void> => {
        const ask = askerOf(url)
        for (let i = 0; i < writes / writers.length; i++) {
          try {
            await write(ask)
          } catch (error) {
            if (!(error instanceof Error && 'code' in error)) throw error
            unanswered++
            return
          }
          acknowledged++
          if (--left === 0) setTimeout(() => child.kill('SIGKILL'), Math.random() * 5)
        }
      }
      await Promise.all(writers.map(run))
      child.kill('SIGKILL')
      await died

      server = await start('--data', data)
      const ask = askerOf(server.url)
      const before = faults.length
      for (const { check } of writers) faults.push(...(await check(ask)))
      report(`round ${round}: ${acknowledged} changes acknowledged so far, ${faults.length - before} faults`)
    }
    return { acknowledged, unanswered, faults }
  } finally {
    server.child.kill('SIGKILL')
    await once(server.child, 'exit')
    rmSync(data, { recursive: true, force: true })
  }
}

/** Many sandboxes, hit at once, in a directory that goes with the proof. */
const proveManyApart = async (plan: Parameters<typeof proveApart>[1]): ReturnType<typeof proveApart> => {
  const data = mkdtempSync(join(tmpdir(), 'q-kms-proof-'))
  const { child, url } = await start('--data', data)
  try {
    return await proveApart(url, plan)
  } finally {
    child.kill('SIGKILL')
    await once(child, 'exit')
    rmSync(data, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const plan: Plan = { rounds: 20, writes: 2000, clients: 8 }
  const { acknowledged, unanswered, faults } = await prove(plan, console.log)
  console.log(
    `${plan.rounds} kills during ${plan.writes} writes into ${SANDBOXES.length + 3} sandboxes: ${acknowledged} acknowledged, ${unanswered} unanswered, ${faults.length} faults.`,
  )
  const many = { sandboxes: 200, clients: 64, pairs: 20 }
  const apart = await proveManyApart(many)
  console.log(
    `${many.clients} clients in ${many.sandboxes} sandboxes at once: ${apart.writes} writes, ${apart.tried} things tried elsewhere, ${apart.faults.length} faults.`,
  )
  const full = await proveFullDisk()
  console.log(
    full
      ? `A full disk: ${full.acknowledged} writes acknowledged, ${full.refused} refused, ${full.faults.length} faults.`
      : 'A full disk: not run, since this machine lets no user mount one; tests/server/data.test.ts limits the file instead.',
  )
  const all = [...faults, ...apart.faults, ...(full?.faults ?? [])]
  for (const fault of all) console.error(fault)
  process.exit(all.length > 0 ? 1 : 0)
}
