import { SANDBOX } from '../../src/emulator/test-client.ts'
import { type Ask, type Body, clientOf, newKey, pathOf, type Send } from './client.ts'

/** Those who write while a server is killed. Each knows what was acknowledged, and what it asked for last without an answer. */
export interface Writer {
  /** Makes the next write, and resolves once it is acknowledged. Rejects where it is not; with a `code` where the server is gone. */
  readonly write: (ask: Ask) => Promise<void>
  /** What is wrong after a restart; from then on, what is there counts as acknowledged. */
  readonly check: (ask: Ask) => Promise<readonly string[]>
}

const REGIONS = ['us-east-1', 'eu-west-1'] as const
const PERIODS = 2000
const TAGS = [
  { TagKey: 'a', TagValue: '1' },
  { TagKey: 'b', TagValue: '2' },
]
const periodOf = (count: number): number => 90 + (count % PERIODS)

/** A number that a write counts up: the one acknowledged last, and the one asked for last. */
interface Counter {
  acknowledged: number
  begun: number
}

/** Holds a counter to what is there, and goes on from that. */
const settle = (counter: Counter, found: number, what: string): readonly string[] => {
  const isRight = found === counter.acknowledged || found === counter.begun
  const faults = isRight ? [] : [`${what} is at ${found}, not at ${counter.acknowledged} or ${counter.begun}.`]
  counter.begun = counter.acknowledged = found
  return faults
}

const counted = async (counter: Counter, write: (count: number) => Promise<unknown>): Promise<void> => {
  const count = ++counter.begun
  await write(count)
  counter.acknowledged = count
}

const everyAlias = async (send: Send): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>()
  for (let Marker: unknown; ; ) {
    const page = await send('ListAliases', { Limit: 100, ...(Marker !== undefined && { Marker }) })
    for (const { AliasName, TargetKeyId } of page.Aliases as readonly { AliasName: string; TargetKeyId: string }[])
      found.set(AliasName, TargetKeyId)
    if (!page.Truncated) return found
    Marker = page.NextMarker
  }
}

const descriptionOf = async (send: Send, KeyId: string): Promise<unknown> =>
  ((await send('DescribeKey', { KeyId })).KeyMetadata as Body).Description

/** Makes keys with aliases, counts a description up, and the rotation period that a key and its replica share: one change writes both rows. */
export const keysWriter = async (ask: Ask, name: string, sandbox: string | undefined): Promise<Writer> => {
  const first = clientOf(ask, sandbox)
  const [described, shared] = [await newKey(first, { Description: '0' }), await newKey(first, { MultiRegion: true })]
  await first('ReplicateKey', { KeyId: shared, ReplicaRegion: REGIONS[1] })
  await first('EnableKeyRotation', { KeyId: shared, RotationPeriodInDays: periodOf(0) })
  /** How aliases begin that belong into this sandbox. */
  const folder = `alias/in-${sandbox ?? 'none'}/`
  /** Alias → key that was made with it. */
  const aliases = new Map<string, string>()
  /** A name is never used again, since one that was left unanswered may be there. */
  let asked = 0
  const description: Counter = { acknowledged: 0, begun: 0 }
  const period: Counter = { acknowledged: 0, begun: 0 }
  let turn = 0

  return {
    async write(ask) {
      const send = clientOf(ask, sandbox)
      switch (turn++ % 3) {
        case 0: {
          const alias = `${folder}${name}/${asked++}`
          const keyId = await newKey(send, { Description: alias, Tags: TAGS })
          await send('CreateAlias', { AliasName: alias, TargetKeyId: keyId })
          aliases.set(alias, keyId)
          return
        }
        case 1:
          return counted(description, (count) => send('UpdateKeyDescription', { KeyId: described, Description: String(count) }))
        default:
          return counted(period, (count) => send('EnableKeyRotation', { KeyId: shared, RotationPeriodInDays: periodOf(count) }))
      }
    },
    async check(ask) {
      const send = clientOf(ask, sandbox)
      const found = await everyAlias(send)
      const faults = [...aliases].flatMap(([alias, keyId]) => (found.get(alias) === keyId ? [] : [`${alias} is lost.`]))
      const strange = [...found.keys()].filter((alias) => alias.startsWith('alias/in-') && !alias.startsWith(folder))
      faults.push(...strange.map((alias) => `${alias} is in another sandbox.`))
      // The last that was acknowledged, and the last that was asked for, which is there or not.
      const [last] = [...aliases].at(-1) ?? []
      for (const alias of new Set([last, `${folder}${name}/${asked - 1}`])) {
        const keyId = found.get(alias ?? '')
        if (keyId === undefined) continue
        const { Tags } = await send('ListResourceTags', { KeyId: keyId })
        if ((await descriptionOf(send, keyId)) !== alias || (Tags as readonly unknown[]).length !== TAGS.length)
          faults.push(`The key of ${alias} is half there.`)
      }
      faults.push(...settle(description, Number(await descriptionOf(send, described)), `A description of ${name}`))
      const periods: number[] = []
      for (const region of REGIONS)
        periods.push(Number((await send('GetKeyRotationStatus', { KeyId: shared }, region)).RotationPeriodInDays))
      const [primary, replica] = periods
      if (primary !== replica) faults.push(`A rotation is half there: ${primary} days, and ${replica} in the replica.`)
      const isBegun = primary === periodOf(period.begun)
      return [
        ...faults,
        ...settle(
          period,
          isBegun ? period.begun : primary === periodOf(period.acknowledged) ? period.acknowledged : Number.NaN,
          `A rotation of ${name}`,
        ),
      ]
    },
  }
}

/** Sends a request to the administration of a sandbox; what it returns is an object. */
const administer = async (ask: Ask, sandbox: string, method: string, path: string, body?: string): Promise<Body> => {
  const answer = await ask(`${pathOf(sandbox)}_qkms/${path}`, { method, ...(body !== undefined && { body }) })
  if (answer.status === 200) return answer.body
  throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`)
}

/** How far each step moves the clock, in seconds: longer than a proof lasts. */
const LEAP = 100_000

/** Moves the clock of a sandbox forward. */
export const clockWriter = (sandbox: string): Writer => {
  const leaps: Counter = { acknowledged: 0, begun: 0 }
  return {
    write: (ask) => counted(leaps, () => administer(ask, sandbox, 'POST', 'clock', JSON.stringify({ advanceSeconds: LEAP }))),
    async check(ask) {
      const { now } = await administer(ask, sandbox, 'GET', 'clock')
      const ahead = (Date.parse(String(now)) - Date.now()) / 1000
      return settle(leaps, Math.round(ahead / LEAP), `The clock of ${sandbox}`)
    },
  }
}

interface State {
  readonly version: number
  readonly rows: readonly { readonly table: string; readonly row: object }[]
}

/** Replaces the whole state of a sandbox again and again. Every key of a state has its number. */
export const restoreWriter = async (ask: Ask, sandbox: string): Promise<Writer> => {
  const numbers: Counter = { acknowledged: 0, begun: 0 }
  const { version, rows } = JSON.parse((await ask(`${pathOf(sandbox)}_qkms/state?secrets`, { method: 'GET' })).text) as State
  const numbered = (count: number): string =>
    JSON.stringify({
      version,
      rows: rows.map((change) =>
        change.table === 'keys' ? { ...change, row: { ...change.row, description: String(count) } } : change,
      ),
    })
  const write: Writer['write'] = (ask) => counted(numbers, (count) => administer(ask, sandbox, 'PUT', 'state', numbered(count)))
  await write(ask)
  return {
    write,
    async check(ask) {
      const send = clientOf(ask, sandbox)
      const found = new Set<unknown>()
      for (const id of Object.values(SANDBOX)) found.add(await descriptionOf(send, id))
      if (found.size > 1) return [`A restored state is half there: ${[...found]}.`]
      const [number] = found
      return settle(numbers, Number(number), `The state of ${sandbox}`)
    },
  }
}

/** Makes sandboxes, and removes them again. */
export const sandboxesWriter = (name: string): Writer => {
  let made = 0
  /** The one that was made last: whether it is there, by what was acknowledged and by what was asked for. */
  let last = { sandbox: '', acknowledged: false, begun: false }
  const removed: string[] = []

  return {
    async write(ask) {
      if (last.acknowledged) {
        last.begun = false
        await administer(ask, last.sandbox, 'DELETE', 'sandbox')
        last.acknowledged = false
        removed.push(last.sandbox)
        return
      }
      last = { sandbox: `${name}-${made++}`, acknowledged: false, begun: true }
      await clientOf(ask, last.sandbox)('CreateAlias', { AliasName: 'alias/kept', TargetKeyId: SANDBOX.app })
      last.acknowledged = true
    },
    async check(ask) {
      const { text } = await ask('/_qkms/sandboxes', { method: 'GET' })
      const names = new Set<string>(JSON.parse(text))
      const faults = removed.flatMap((sandbox) => (names.has(sandbox) ? [`${sandbox} was removed, and is back.`] : []))
      if (last.acknowledged && last.begun) {
        const isThere = names.has(last.sandbox) && (await everyAlias(clientOf(ask, last.sandbox))).has('alias/kept')
        if (!isThere) faults.push(`${last.sandbox} is lost.`)
      } else if (last.acknowledged) last.acknowledged = last.begun = names.has(last.sandbox)
      return faults
    },
  }
}
