import type { ConditionKey, ConditionKeyFamily } from '../../facts/condition-keys.ts'
import type { KmsOperation } from '../../facts/operation.ts'
import { isPrimary, type Key, type Tag } from '../store/rows.ts'
import type { EncryptionContext } from './ciphertext.ts'
import { ALIAS_PREFIX, isAlias } from './identifiers.ts'
import { type Lookup, matches, type Operand, type Pattern, type Template, templateOf } from './pattern.ts'
import type { Principal } from './principals.ts'

/**
 * What policies and grants decide about: who wants to do what with which key, in which request. A value without behaviour, so that reading a
 * policy can neither change the sandbox nor look up anything that the caller may not see.
 */
export interface Access {
  /** Without `kms:`. */
  readonly action: string
  readonly context: EncryptionContext | undefined
  /** Whether both keys of ReEncrypt are one; undefined for other operations. */
  readonly sameKey: boolean | undefined
  readonly principal: Principal
  /** The policy of the caller's session, as JSON. */
  readonly sessionPolicy: string | undefined
  /** Undefined for an operation that names none. */
  readonly key: Pick<Key, 'arn' | 'account' | 'region' | 'spec' | 'usage' | 'origin' | 'primaryRegion' | 'tags'> | undefined
  /** What `Resource` is held to: an ARN, or `*` where there is none. */
  readonly resource: string
  /** The names of the key's aliases. */
  readonly aliases: readonly string[]
  /** How the request names the key. */
  readonly identifier: string | undefined
  readonly operation: Pick<KmsOperation, 'name' | 'input'>
  /** The decoded request. */
  readonly input: Readonly<Record<string, unknown>>
  /** The Region of the request. */
  readonly region: string
  /** Milliseconds since 1970. */
  readonly now: number
}

type Reader = (access: Access) => unknown

/** A member of the request, or what the service assumes where it is left out. */
const member =
  (name: string): Reader =>
  ({ input, operation }) =>
    input[name] ?? operation.input[name]?.default

const constant =
  (value: string): Reader =>
  () =>
    value

/** Of the key, or of the one that the request is to make. */
const ofKey =
  (read: (key: NonNullable<Access['key']>) => unknown, name: string): Reader =>
  (access) =>
    access.key ? read(access.key) : member(name)(access)

const ALGORITHM_MEMBERS: Readonly<Record<string, string>> = {
  ReEncryptFrom: 'SourceEncryptionAlgorithm',
  ReEncryptTo: 'DestinationEncryptionAlgorithm',
}

const requestTags = ({ input }: Access): readonly Tag[] => (input.Tags ?? []) as Key['tags']

/** Condition keys. One that is missing here, such as kms:ViaService, is unknown in every request. */
const READERS: Readonly<Record<ConditionKey, Reader>> = {
  'kms:BypassPolicyLockoutSafetyCheck': member('BypassPolicyLockoutSafetyCheck'),
  'kms:CallerAccount': ({ principal }) => principal.account,
  'kms:CustomerMasterKeySpec': ofKey(({ spec }) => spec, 'KeySpec'),
  'kms:CustomerMasterKeyUsage': ofKey(({ usage }) => usage, 'KeyUsage'),
  'kms:DataKeyPairSpec': member('KeyPairSpec'),
  'kms:EncryptionAlgorithm': (access) =>
    access.action.startsWith('GenerateDataKey')
      ? 'SYMMETRIC_DEFAULT'
      : member(ALGORITHM_MEMBERS[access.action] ?? 'EncryptionAlgorithm')(access),
  'kms:EncryptionContextKeys': ({ context }) => context && Object.keys(context),
  'kms:ExpirationModel': member('ExpirationModel'),
  'kms:GrantConstraintType': ({ input }) => input.Constraints && Object.keys(input.Constraints),
  // No caller is a service that works for a resource of its own.
  'kms:GrantIsForAWSResource': constant('false'),
  'kms:GrantOperations': ({ operation, input }) => (operation.name === 'CreateGrant' ? input.Operations : undefined),
  'kms:GranteePrincipal': member('GranteePrincipal'),
  'kms:KeyAgreementAlgorithm': member('KeyAgreementAlgorithm'),
  'kms:KeyOrigin': ofKey(({ origin }) => origin, 'Origin'),
  'kms:KeySpec': ofKey(({ spec }) => spec, 'KeySpec'),
  'kms:KeyUsage': ofKey(({ usage }) => usage, 'KeyUsage'),
  'kms:MacAlgorithm': member('MacAlgorithm'),
  'kms:MessageType': member('MessageType'),
  'kms:MultiRegion': ofKey(({ primaryRegion }) => primaryRegion !== undefined, 'MultiRegion'),
  'kms:MultiRegionKeyType': ({ key }) => key?.primaryRegion && (isPrimary(key) ? 'PRIMARY' : 'REPLICA'),
  'kms:PolicyName': member('PolicyName'),
  'kms:PrimaryRegion': member('PrimaryRegion'),
  'kms:ReEncryptOnSameKey': ({ sameKey }) => sameKey,
  'kms:ReplicaRegion': member('ReplicaRegion'),
  'kms:RequestAlias': ({ identifier }) =>
    identifier && isAlias(identifier) ? identifier.slice(identifier.indexOf(ALIAS_PREFIX)) : undefined,
  'kms:ResourceAliases': ({ aliases }) => aliases,
  'kms:RetiringPrincipal': member('RetiringPrincipal'),
  'kms:RotationPeriodInDays': member('RotationPeriodInDays'),
  'kms:ScheduleKeyDeletionPendingWindowInDays': member('PendingWindowInDays'),
  'kms:SigningAlgorithm': member('SigningAlgorithm'),
  'kms:ValidTo': ({ input }) => (typeof input.ValidTo === 'number' ? input.ValidTo / 1000 : undefined),
  'kms:WrappingAlgorithm': member('WrappingAlgorithm'),
  'kms:WrappingKeySpec': member('WrappingKeySpec'),
  'aws:CurrentTime': ({ now }) => new Date(now).toISOString(),
  'aws:EpochTime': ({ now }) => Math.floor(now / 1000),
  'aws:PrincipalAccount': ({ principal }) => principal.account,
  'aws:PrincipalArn': ({ principal }) => principal.arn,
  'aws:PrincipalIsAWSService': constant('false'),
  'aws:PrincipalType': ({ principal }) => principal.type,
  'aws:RequestedRegion': ({ region }) => region,
  'aws:ResourceAccount': ({ key, principal }) => key?.account ?? principal.account,
  'aws:SecureTransport': constant('true'),
  'aws:TagKeys': (access) => access.input.TagKeys ?? requestTags(access).map(({ TagKey }) => TagKey),
  'aws:ViaAWSService': constant('false'),
  'aws:username': ({ principal }) =>
    principal.type === 'User' ? principal.arn.slice(principal.arn.lastIndexOf('/') + 1) : undefined,
}

const valueOfTag = (tags: readonly Tag[] = [], name: string) => tags.find(({ TagKey }) => TagKey.toLowerCase() === name)?.TagValue

/** Condition keys whose name goes on with the name of a pair; that one too may be written in either case. */
const FAMILIES: Readonly<Record<ConditionKeyFamily, (access: Access, rest: string) => unknown>> = {
  'kms:EncryptionContext:': ({ context = {} }, rest) =>
    Object.entries(context).find(([name]) => name.toLowerCase() === rest)?.[1],
  'aws:RequestTag/': (access, rest) => valueOfTag(requestTags(access), rest),
  'aws:ResourceTag/': ({ key }, rest) => valueOfTag(key?.tags, rest),
}

const readers = new Map<string, Reader>(Object.entries(READERS).map(([name, reader]) => [name.toLowerCase(), reader]))
const families = Object.entries(FAMILIES).map(([prefix, reader]) => [prefix.toLowerCase(), reader] as const)

/** What the request makes known under the name of a condition key, in lower case. */
export const lookupIn =
  (access: Access): Lookup =>
  (name) => {
    const [prefix, family] = families.find(([prefix]) => name.startsWith(prefix)) ?? []
    const value = prefix && family ? family(access, name.slice(prefix.length)) : readers.get(name)?.(access)
    if (Array.isArray(value)) return value.length > 0 ? value.map(String) : undefined
    return value === undefined || value === null ? undefined : [String(value)]
  }

/** Whether a value of the request is what a policy's value says. */
type Test = (actual: string, expected: Operand) => boolean

const insensitive: Test = (actual, { text }) => actual.toLowerCase() === text.toLowerCase()

const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))
/** Seconds since 1970, or a date as ISO 8601 has it. */
const dateIn = (text: string): number => {
  const seconds = numberIn(text)
  return Number.isNaN(seconds) ? Date.parse(text) : seconds * 1000
}

/** The tests of numbers or dates, by the endings of their names; what is none fulfils no test. */
const comparisons = (kind: string, parse: (text: string) => number): Readonly<Record<string, Test>> => {
  const compare =
    (holds: (actual: number, expected: number) => boolean): Test =>
    (actual, { text }) =>
      holds(parse(actual), parse(text))
  return {
    [`${kind}Equals`]: compare((actual, expected) => actual === expected),
    [`${kind}LessThan`]: compare((actual, expected) => actual < expected),
    [`${kind}LessThanEquals`]: compare((actual, expected) => actual <= expected),
    [`${kind}GreaterThan`]: compare((actual, expected) => actual > expected),
    [`${kind}GreaterThanEquals`]: compare((actual, expected) => actual >= expected),
  }
}

/** The six parts of an ARN; only the last one may hold a colon. */
const partsOf = (arn: Pattern): readonly Pattern[] => {
  const parts: string[][] = [[]]
  for (const token of arn) {
    if (token === ':' && parts.length < 6) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}

/** A wildcard does not reach beyond its part of an ARN. */
const arnLike: Test = (actual, { pattern }) => {
  const expected = partsOf(pattern)
  if (expected.length < 6) return matches(pattern, actual)
  const parts = partsOf(actual.split(''))
  return parts.length === expected.length && expected.every((part, i) => matches(part, parts[i]?.join('') ?? ''))
}

const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: (actual, { text }) => actual === text,
  StringEqualsIgnoreCase: insensitive,
  StringLike: (actual, { pattern }) => matches(pattern, actual),
  ...comparisons('Numeric', numberIn),
  ...comparisons('Date', dateIn),
  Bool: insensitive,
  BinaryEquals: (actual, { text }) => actual === text,
  // No request tells where it comes from.
  IpAddress: () => false,
  ArnEquals: arnLike,
  ArnLike: arnLike,
}

/** Operators that turn another one round. */
const NEGATIONS: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
}

export type Condition = (lookup: Lookup) => boolean

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/

/**
 * One condition of a statement, or undefined where its operator is none.
 *
 * @param key as the policy writes it
 * @param variables whether the policy's version knows them
 */
export const conditionOf = (
  operator: string,
  key: string,
  values: readonly string[],
  variables: boolean,
): Condition | undefined => {
  const name = key.toLowerCase()
  const [, set, base = '', ifExists] = OPERATOR.exec(operator) ?? []
  if (base === 'Null') {
    const wanted: readonly string[] = values.map((value) => value.toLowerCase())
    if (set || ifExists || wanted.some((value) => value !== 'true' && value !== 'false')) return undefined
    return (lookup) => wanted.includes(String(lookup(name) === undefined))
  }
  const negated = Object.hasOwn(NEGATIONS, base)
  const positive = NEGATIONS[base] ?? base
  const test = Object.hasOwn(TESTS, positive) ? TESTS[positive] : undefined
  if (!test) return undefined
  const templates: readonly Template[] = values.map((value) => templateOf(value, variables))

  return (lookup) => {
    const actual = lookup(name)
    if (!actual) return set === 'ForAllValues' || ifExists !== undefined || (negated && set === undefined)
    const expected = templates.map((template) => template(lookup))
    const holds = (value: string) => expected.some((operand) => operand !== undefined && test(value, operand)) !== negated
    return set === 'ForAllValues' || (negated && set === undefined) ? actual.every(holds) : actual.some(holds)
  }
}
