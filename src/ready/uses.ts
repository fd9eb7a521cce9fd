import type { AnsweredValue, Use } from '../components/settings.tsx'
import {
  ALGORITHMS,
  ALIAS_NAMES,
  FLOWS,
  type Flow,
  KEY_NAMES,
  LIKELY,
  LIKELY_BY_STATE,
  LIKELY_BY_USAGE,
  LISTS,
  TAKE_ALIASES,
  TAKE_IDS,
  type Target,
} from '../facts/flows.ts'
import { type Body, isBody } from '../vocabulary/fits.ts'
import { USES } from './texts.ts'

/** Bytes of an AES-256 key. */
const KEY_LENGTH = 32

/** The objects that a value stands in, the innermost first; the request that led to the response comes last. */
const around = ({ response, path, request }: AnsweredValue): readonly Body[] => {
  const found: Body[] = []
  let at: unknown = response
  for (const step of path.split('.')) {
    if (isBody(at)) found.unshift(at)
    at = typeof at === 'object' && at !== null ? (at as Body)[step] : undefined
  }
  return [...found, request]
}

const find = (sources: readonly Body[], names: readonly string[]): unknown =>
  names.flatMap((name) => sources.map((source) => source[name])).find((value) => value !== undefined)

const partsOf = (target: Target) => {
  const [operation = '', member = ''] = target.split('.')
  return { operation, member }
}

/** The request that a value goes to, with what goes along. */
const useOf = (target: Target, value: string, along: Body): Use => {
  const { operation, member } = partsOf(target)
  const isList = LISTS.includes(member)
  return { operation, member: isList ? `${member}.0` : member, members: { ...along, [member]: isList ? [value] : value } }
}

const alongOf = ({ with: names = {} }: Flow, sources: readonly Body[]): Body =>
  Object.fromEntries(Object.entries(names).map(([member, from]) => [member, find(sources, from) ?? null]))

/** Material that is made and wrapped in the page, where the response has what wraps it as the page can; else the reader has to wrap it. */
const wrapping = (use: Use, sources: readonly Body[]): Use => {
  const publicKey = find(sources, ['PublicKey'])
  if (use.operation !== 'ImportKeyMaterial' || typeof publicKey !== 'string') return use
  const { ImportToken, KeyId } = use.members
  const unwrapped = { ...use, member: 'EncryptedKeyMaterial', members: { KeyId, ImportToken } }
  if (find(sources, ['WrappingAlgorithm']) !== 'RSAES_OAEP_SHA_256') return unwrapped
  const complete = async () => {
    const { wrap } = await import('./wrap.ts')
    return { EncryptedKeyMaterial: await wrap(publicKey, crypto.getRandomValues(new Uint8Array(KEY_LENGTH))) }
  }
  return { ...unwrapped, complete, label: USES.wrapping(KEY_LENGTH) }
}

const flowing = (answered: AnsweredValue, name: string, sources: readonly Body[]): readonly Use[] =>
  (FLOWS[name] ?? [])
    .filter(({ from }) => !from || (from as readonly string[]).includes(answered.operation))
    .map((flow) => wrapping(useOf(flow.to, answered.value, alongOf(flow, sources)), sources))

/** The requests that can take a key, those first that fit what the response tells of it. */
const keyed = ({ operation, value }: AnsweredValue, targets: readonly Target[], sources: readonly Body[]): readonly Use[] => {
  const of = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined => table[String(find(sources, [name]))]
  const likely: readonly Target[] = [
    ...(of(LIKELY_BY_STATE, 'KeyState') ?? []),
    ...(of(LIKELY_BY_USAGE, 'KeyUsage') ?? []),
    ...LIKELY,
  ].filter((target) => targets.includes(target) && partsOf(target).operation !== operation)
  const first = [...new Set(likely)].slice(0, 4)
  return [...first, ...targets.filter((target) => !first.includes(target))].map((target) => {
    const [member, list] = ALGORITHMS[target] ?? ['', '']
    const algorithms = find(sources, [list])
    const along = Array.isArray(algorithms) ? { [member]: algorithms[0] } : {}
    return { ...useOf(target, value, along), likely: first.includes(target) }
  })
}

/** A grant token goes along with what the grant allows. */
const isAllowed = (use: Use, sources: readonly Body[]): boolean => {
  const operations = find(sources, ['Operations'])
  return use.operation === 'RetireGrant' || (Array.isArray(operations) && operations.includes(use.operation))
}

/** The requests of Q-KMS that can take a value of a response; none where there is no such request. */
export const usesOf = (answered: AnsweredValue): readonly Use[] => {
  const { operation, path, value, request } = answered
  if (value === '') return []
  const name = path.split('.').at(-1) ?? ''
  const sources = around(answered)
  if (name === 'NextMarker')
    return [
      { operation, member: 'Marker', members: { ...request, Marker: value }, label: USES.nextPage(operation), likely: true },
    ]
  const flows = flowing(answered, name, sources)
  const uses = flows.map((use) => ({ ...use, likely: name !== 'GrantToken' || isAllowed(use, sources) }))
  if (KEY_NAMES.includes(name)) return [...uses, ...keyed(answered, [...TAKE_ALIASES, ...TAKE_IDS], sources)]
  return ALIAS_NAMES.includes(name) ? [...uses, ...keyed(answered, TAKE_ALIASES, sources)] : uses
}

/** The names under which responses of Q-KMS have what a member of a request takes, beside the member's own. */
export const sourcesOf = (operation: string, member: string): readonly string[] => {
  const target = `${operation}.${member}`
  if (member === 'Marker') return ['NextMarker']
  const names = Object.entries(FLOWS).flatMap(([name, flows]) => (flows.some(({ to }) => to === target) ? name : []))
  const isKey = [...TAKE_ALIASES, ...TAKE_IDS].some((taker) => taker === target)
  return [...names, ...(isKey ? KEY_NAMES : [])].filter((name) => name !== member)
}
