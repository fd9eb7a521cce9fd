/**
 * Fills a disk of eight megabytes with the keys of two sandboxes: what was acknowledged has to be there while the disk is full, when there is
 * room again, and after a kill. The disk is in memory, and seen by the server alone; a machine that does not let a user have one cannot run it.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Ask, askerOf, type Body, callOf, pathOf } from './client.ts'

export interface FullDisk {
  readonly acknowledged: number
  /** How many writes were refused for want of room. */
  readonly refused: number
  readonly faults: readonly string[]
}

/** Mounts the disk, and starts the server on it as often as it is killed. Each time it prints the id of its process first. */
const SCRIPT = `mount -t tmpfs -o size=8m tmpfs "$1" || exit 9
for turn in 1 2; do
  "$2" src/server/main.ts serve --port 0 --log none --data "$1/data" &
  echo "$!"
  wait "$!"
done`

const FULL = 'The disk that holds the state is full. Nothing has changed.'
/** As much as a description can have, so that the disk is full soon. */
const FILLING = 'x'.repeat(8192)

interface Filled {
  /** The ids of the keys that were acknowledged. */
  readonly ids: readonly string[]
  readonly refusals: readonly Body[]
}

const CLIENTS = 8

/** Makes keys until there is no room for one, with several clients at once. */
const fill = async (ask: Ask, sandbox: string, most: number): Promise<Filled> => {
  const [ids, refusals]: [string[], Body[]] = [[], []]
  const one = async () => {
    while (ids.length < most) {
      const { status, body } = await callOf(ask, sandbox, 'CreateKey', { Description: FILLING })
      if (status !== 200) return void refusals.push(body)
      ids.push((body.KeyMetadata as { readonly KeyId: string }).KeyId)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, one))
  return { ids, refusals }
}

const missing = async (ask: Ask, sandbox: string, ids: readonly string[], when: string): Promise<readonly string[]> => {
  const { text } = await ask(`${pathOf(sandbox)}_qkms/state`, { method: 'GET' })
  return ids.filter((id) => !text.includes(id)).map((id) => `${id} of ${sandbox} is lost ${when}.`)
}

/** Undefined where this machine cannot run it. */
export const proveFullDisk = async (): Promise<FullDisk | undefined> => {
  const directory = mkdtempSync(join(tmpdir(), 'q-kms-disk-'))
  const own = process.getuid?.() === 0 ? ['--mount'] : ['--user', '--map-root-user', '--mount']
  const shell = spawn('unshare', [...own, 'sh', '-c', SCRIPT, 'sh', directory, process.execPath], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const absent = once(shell, 'error').then(() => undefined)
  const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]()
  const line = async (): Promise<string | undefined> => (await Promise.race([lines.next(), absent]))?.value
  let pid = 0
  const begin = async (): Promise<Ask | undefined> => {
    pid = Number((await line()) ?? 0)
    const url = /http:\S+/.exec((await line()) ?? '')?.[0]
    return url === undefined ? undefined : askerOf(url)
  }
  try {
    const first = await begin()
    if (!first) return undefined
    const faults: string[] = []
    const ballast = await fill(first, 'ballast', 200)
    const kept = await fill(first, 'kept', 10_000)
    if (ballast.refusals.length > 0 || kept.refusals.length < CLIENTS) faults.push('The disk was not filled as planned.')
    for (const { message } of kept.refusals) if (message !== FULL) faults.push(`A full disk comes to ${message}.`)
    faults.push(...(await missing(first, 'kept', kept.ids, 'on the full disk')))
    const { status } = await first(`${pathOf('ballast')}_qkms/sandbox`, { method: 'DELETE' })
    const more = await fill(first, 'kept', 20)
    if (status !== 200 || more.refusals.length > 0) faults.push('There is no room after a sandbox was removed.')
    const ids = [...kept.ids, ...more.ids]
    faults.push(...(await missing(first, 'kept', ids, 'when there is room again')))
    process.kill(pid, 'SIGKILL')
    const second = await begin()
    if (!second)
      return { acknowledged: ids.length, refused: kept.refusals.length, faults: [...faults, 'The server does not start again.'] }
    faults.push(...(await missing(second, 'kept', ids, 'after a kill')))
    const { text } = await second('/_qkms/sandboxes', { method: 'GET' })
    if (text.includes('ballast')) faults.push('A sandbox that was removed is back.')
    return { acknowledged: ballast.ids.length + ids.length, refused: kept.refusals.length, faults }
  } finally {
    if (pid > 0) process.kill(pid, 'SIGKILL')
    if (shell.exitCode === null && shell.pid !== undefined) await once(shell, 'exit')
    rmdirSync(directory)
  }
}
