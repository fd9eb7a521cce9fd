/**
 * `npm run proof:durability`: kills a server at random moments while clients write, starts it again on the same directory, and holds what is
 * there against what was acknowledged: nothing that was answered may be missing, and nothing may be half there.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { headersOf } from '../../src/facts/protocol.ts'

export interface Plan {
  readonly rounds: number
  /** Writes that the clients begin in a round, if they are let. */
  readonly writes: number
  readonly clients: number
}

export interface Proof {
  readonly acknowledged: number
  /** Writes that the kill left unanswered; each is there or not, but whole. */
  readonly unanswered: number
  /** What is wrong; empty if all is well. */
  readonly faults: readonly string[]
}

const REGIONS = ['us-east-1', 'eu-west-1'] as const
const PERIODS = 2000

type Body = Readonly<Record<string, unknown>>
type Send = (operation: string, body: Body, region?: string) => Promise<Body>

/** A client of one server. A request rejects where the server dies before it answers. */
const clientOf = (url: string): Send => {
  const agent = new Agent({ keepAlive: true })
  return (operation, body, region = 'us-east-1') =>
    new Promise((resolve, reject) => {
      const authorization = `AWS4-HMAC-SHA256 Credential=AKIDPROOF/20260101/${region}/kms/aws4_request, SignedHeaders=host, Signature=0`
      const outgoing = request(
        url,
        { method: 'POST', agent, headers: { ...headersOf(operation), authorization } },
        (incoming) => {
          let text = ''
          incoming.on('data', (chunk) => (text += chunk))
          incoming.on('error', reject)
          incoming.on('end', () => {
            if (incoming.statusCode === 200) resolve(text === '' ? {} : JSON.parse(text))
            else reject(new Error(`${operation} answered ${incoming.statusCode}: ${text}`))
          })
        },
      )
      outgoing.on('error', reject)
      outgoing.end(JSON.stringify(body))
    })
}

const start = async (data: string): Promise<{ readonly child: ChildProcess; readonly url: string }> => {
  const args = ['src/server/main.ts', 'serve', '--port', '0', '--log', 'none', '--data', data]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const url = /http:\S+/.exec(String(line))?.[0]
  if (!url) throw new Error(`Failed to start a server: it printed ${line}`)
  return { child, url }
}

/** What a client knows: what it was told is done, and what it asked for last without an answer. */
interface Knowledge {
  readonly name: string
  /** Alias → key that was made with it. */
  readonly aliases: Map<string, string>
  /** How many aliases were asked for: a name is never used again, since one that was left unanswered may be there. */
  asked: number
  /** The description that one key was given last: it counts up. */
  counter: { readonly keyId: string; acknowledged: number; begun: number }
  /** The rotation period that a key and its replica share: one change writes both rows. */
  family: { readonly keyId: string; acknowledged: number; begun: number }
  acknowledged: number
  unanswered: number
}

const newKey = async (send: Send, body: Body): Promise<string> => {
  const { KeyMetadata } = await send('CreateKey', body)
  return (KeyMetadata as { readonly KeyId: string }).KeyId
}

const TAGS = [
  { TagKey: 'a', TagValue: '1' },
  { TagKey: 'b', TagValue: '2' },
]
const periodOf = (count: number): number => 90 + (count % PERIODS)

/** What a client has of its own, made before anything is killed. */
const prepare = async (send: Send, name: string): Promise<Knowledge> => {
  const counter = await newKey(send, { Description: '0' })
  const family = await newKey(send, { MultiRegion: true })
  await send('ReplicateKey', { KeyId: family, ReplicaRegion: REGIONS[1] })
  await send('EnableKeyRotation', { KeyId: family, RotationPeriodInDays: periodOf(0) })
  return {
    name,
    aliases: new Map(),
    asked: 0,
    counter: { keyId: counter, acknowledged: 0, begun: 0 },
    family: { keyId: family, acknowledged: 0, begun: 0 },
    acknowledged: 0,
    unanswered: 0,
  }
}

/** One write after another, of three kinds, until there is no server. */
const write = async (send: Send, knowledge: Knowledge, writes: number, acknowledge: () => void): Promise<void> => {
  const { name, aliases, counter, family } = knowledge
  for (let i = 0; i < writes; i++) {
    const turn = i % 3
    try {
      if (turn === 0) {
        const alias = `alias/${name}/${knowledge.asked++}`
        const keyId = await newKey(send, { Description: alias, Tags: TAGS })
        await send('CreateAlias', { AliasName: alias, TargetKeyId: keyId })
        aliases.set(alias, keyId)
      } else if (turn === 1) {
        counter.begun++
        await send('UpdateKeyDescription', { KeyId: counter.keyId, Description: String(counter.begun) })
        counter.acknowledged = counter.begun
      } else {
        family.begun++
        await send('EnableKeyRotation', { KeyId: family.keyId, RotationPeriodInDays: periodOf(family.begun) })
        family.acknowledged = family.begun
      }
    } catch (error) {
      if (error instanceof Error && 'code' in error) {
        knowledge.unanswered++
        return
      }
      throw error
    }
    knowledge.acknowledged++
    acknowledge()
  }
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

/** Holds what is there against what a client knows. */
const check = async (
  send: Send,
  { name, aliases, asked, counter, family }: Knowledge,
  found: ReadonlyMap<string, string>,
): Promise<string[]> => {
  const faults: string[] = []
  for (const [alias, keyId] of aliases) if (found.get(alias) !== keyId) faults.push(`${alias} is lost.`)
  // The last that was acknowledged, and the last that was asked for, which is there or not.
  const [last] = [...aliases].at(-1) ?? []
  for (const alias of new Set([last, `alias/${name}/${asked - 1}`])) {
    const keyId = found.get(alias ?? '')
    if (keyId === undefined) continue
    const { Description } = (await send('DescribeKey', { KeyId: keyId })).KeyMetadata as Body
    const { Tags } = await send('ListResourceTags', { KeyId: keyId })
    if (Description !== alias || (Tags as readonly unknown[]).length !== TAGS.length)
      faults.push(`The key of ${alias} is half there.`)
  }

  const { Description } = (await send('DescribeKey', { KeyId: counter.keyId })).KeyMetadata as Body
  const count = Number(Description)
  if (count !== counter.acknowledged && count !== counter.begun)
    faults.push(`A counter is ${count}, not ${counter.acknowledged}.`)
  counter.begun = count
  counter.acknowledged = count

  const periods: number[] = []
  for (const region of REGIONS)
    periods.push(Number((await send('GetKeyRotationStatus', { KeyId: family.keyId }, region)).RotationPeriodInDays))
  const [primary, replica] = periods
  if (primary !== replica) faults.push(`A rotation is half there: ${primary} days, and ${replica} in the replica.`)
  if (primary !== periodOf(family.acknowledged) && primary !== periodOf(family.begun))
    faults.push(`A rotation of ${periodOf(family.acknowledged)} days is lost: it is ${primary}.`)
  family.acknowledged = primary === periodOf(family.begun) ? family.begun : family.acknowledged
  family.begun = family.acknowledged
  return faults
}

export const prove = async ({ rounds, writes, clients }: Plan, report: (line: string) => void = () => {}): Promise<Proof> => {
  const data = mkdtempSync(join(tmpdir(), 'q-kms-proof-'))
  const faults: string[] = []
  let server = await start(data)
  try {
    const first = clientOf(server.url)
    const all: Knowledge[] = []
    for (let i = 0; i < clients; i++) all.push(await prepare(first, `client-${i}`))
    for (let round = 1; round <= rounds; round++) {
      const sends = all.map(() => clientOf(server.url))
      const { child } = server
      let left = Math.ceil(Math.random() * writes * 0.9)
      const kill = () => {
        if (--left === 0) setTimeout(() => child.kill('SIGKILL'), Math.random() * 5)
      }
      const died = once(child, 'exit')
      await Promise.all(all.map((knowledge, index) => write(sends[index] ?? first, knowledge, writes / clients, kill)))
      child.kill('SIGKILL')
      await died

      server = await start(data)
      const send = clientOf(server.url)
      const found = await everyAlias(send)
      const before = faults.length
      for (const knowledge of all) faults.push(...(await check(send, knowledge, found)))
      const acknowledged = all.reduce((sum, knowledge) => sum + knowledge.acknowledged, 0)
      report(`round ${round}: ${acknowledged} changes acknowledged so far, ${faults.length - before} faults`)
    }
    return {
      acknowledged: all.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
      unanswered: all.reduce((sum, { unanswered }) => sum + unanswered, 0),
      faults,
    }
  } finally {
    server.child.kill('SIGKILL')
    await once(server.child, 'exit')
    rmSync(data, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const plan: Plan = { rounds: 20, writes: 2000, clients: 8 }
  const { acknowledged, unanswered, faults } = await prove(plan, console.log)
  for (const fault of faults) console.error(fault)
  console.log(
    `${plan.rounds} kills during ${plan.writes} writes of ${plan.clients} clients: ${acknowledged} acknowledged, ${unanswered} unanswered, ${faults.length} faults.`,
  )
  process.exit(faults.length > 0 ? 1 : 0)
}
