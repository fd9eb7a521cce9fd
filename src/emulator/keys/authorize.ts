import type { Weighed } from '../../facts/trace.ts'
import type { Kms, Use } from '../context.ts'
import { KmsError } from '../kms-error.ts'
import type { Grant, Key } from '../store/rows.ts'
import type { Access } from './conditions.ts'
import { allows, checkTokens, namesOfParties } from './grants.ts'
import { lackingOf, reachOf, weighPolicies } from './identity-policies.ts'
import {
  admittedNames,
  evaluate,
  type ParsedPolicy,
  parsedPolicy,
  SHARED_POLICY_NAME,
  type Statement,
  statementName,
} from './policy-document.ts'
import { principalOf } from './principals.ts'

/**
 * Lets the caller use a key as the key's policy, its grants and the caller's own policies allow it. A denial in any of them wins over
 * everything. Without one the caller needs to be let in by the key policy or by a grant, and where that is not meant for this very caller, by
 * its own policies as well. A caller without policies of its own, where its account is let in, comes in as if IAM allowed it all of KMS.
 *
 * @param identifier how the request names the key
 * @param admits whether a grant lets the caller in
 * @returns the grants that the caller needs; undefined where the policy does without them
 * @throws {KmsError} AccessDeniedException or InvalidGrantTokenException
 */
export const authorize = (
  kms: Kms,
  key: Key,
  use: Partial<Use> = {},
  identifier?: string,
  admits: (grant: Grant, access: Access) => boolean = allows,
): readonly Grant[] | undefined => {
  const { trace } = kms
  const access = accessOf(kms, key, use, identifier)
  const { action, principal } = access
  trace?.at('access', { caller: kms.caller, action: `kms:${action}`, resource: key.arn })
  checkTokens(kms)

  const verdict = weighKey(key, access, trace)
  if (verdict?.effect === 'Deny') throw keyDenied(kms, key, action, 'with an explicit deny in a resource-based policy')
  const own = weighOwn(kms, key, access)
  const lacking = (names: readonly string[]) =>
    lackingOf(own, principal.account === key.account ? names.map((name) => reachOf(principal, name)) : ['account'])

  const lack = verdict && own.length > 0 ? lacking(policiesOf(key).flatMap((policy) => admittedNames(policy, access))) : undefined
  if (verdict && !lack) {
    trace?.at('operation', { operation: access.operation.name })
    return undefined
  }
  const admitting = kms.tables.grants.list('key', key.arn).filter((grant) => admits(grant, access))
  const grants = own.length > 0 ? admitting.filter((grant) => !lacking(namesOfParties(grant, principal))) : admitting
  trace?.weigh(weighedGrants(grants))
  if (grants.length > 0) {
    trace?.at('operation', { operation: access.operation.name })
    return grants
  }
  const [first] = admitting
  const source = lack ?? (first && lacking(namesOfParties(first, principal)))
  if (!source) throw keyDenied(kms, key, action)
  throw accessDenied(kms, key, action, `because no ${source} allows the kms:${action} action`)
}

/**
 * Lets the caller do what is asked of its account, not of a key: its own policies decide, where it has any.
 *
 * @throws {KmsError} AccessDeniedException
 */
export const authorizeAccount = (
  kms: Kms,
  { action = kms.operation.name, resource = '*' }: { readonly action?: string; readonly resource?: string } = {},
): void => {
  kms.trace?.at('access', { caller: kms.caller, action: `kms:${action}`, resource })
  const own = weighOwn(kms, { arn: resource }, { ...accessOf(kms, undefined, { action }), resource })
  const lack = lackingOf(own, ['account'])
  if (lack) throw accessDenied(kms, { arn: resource }, action, `because no ${lack} allows the kms:${action} action`)
  kms.trace?.at('operation', { operation: kms.operation.name })
}

/** The key's own policy, and the one by which it is shared. */
const policiesOf = ({ policy, shared }: Key): readonly ParsedPolicy[] =>
  shared ? [parsedPolicy(policy), parsedPolicy(shared.policy)] : [parsedPolicy(policy)]

/** The statement of the key's policies that decides. */
const weighKey = (key: Key, access: Access, trace: Kms['trace']): Statement | undefined => {
  const [own, ...more] = policiesOf(key).map((policy) => evaluate(policy, access))
  const shared = more.find((statement) => statement && (!own || statement.effect === 'Deny'))
  const decisive = own?.effect === 'Deny' ? own : (shared ?? own)
  trace?.weigh({
    source: 'key policy',
    effect: decisive?.effect ?? 'none',
    ...(decisive && { statement: { ...(decisive === shared && { policy: SHARED_POLICY_NAME }), ...statementName(decisive) } }),
  })
  return decisive
}

/** What the caller's own policies say. @throws {KmsError} AccessDeniedException, where one of them denies the access */
const weighOwn = (kms: Kms, resource: Pick<Key, 'arn'>, access: Access): readonly Weighed[] => {
  const own = weighPolicies(kms.tables, access)
  for (const weighed of own) kms.trace?.weigh(weighed)
  const denial = own.find(({ effect }) => effect === 'Deny')
  if (denial) throw accessDenied(kms, resource, access.action, `with an explicit deny in ${ARTICLES[denial.source]}`)
  return own
}

const ARTICLES: Readonly<Record<Weighed['source'], string>> = {
  'key policy': 'a resource-based policy',
  grants: 'a grant',
  'identity-based policy': 'an identity-based policy',
  'permissions boundary': 'a permissions boundary',
  'session policy': 'a session policy',
}

/** The most grants that a trace names. */
const MOST_NAMED = 10

const weighedGrants = (grants: readonly Grant[]): Weighed =>
  grants.length === 0
    ? { source: 'grants', effect: 'none' }
    : { source: 'grants', effect: 'Allow', grants: grants.slice(0, MOST_NAMED).map(({ id }) => id) }

/** Refuses the caller where no policy and no grant has a say. @throws {KmsError} AccessDeniedException */
export const refuseAccess = (kms: Kms, key: Key): never => {
  const action = kms.operation.name
  kms.trace?.at('access', { caller: kms.caller, action: `kms:${action}`, resource: key.arn })
  throw keyDenied(kms, key, action)
}

/** What a policy or a grant decides about, where the caller of a request uses a key. */
export const accessOf = (
  { caller, sessionPolicy, operation, input, region, now, tables }: Kms,
  key: Access['key'],
  { action = operation.name, context = input.EncryptionContext as Use['context'], otherKey }: Partial<Use>,
  identifier?: string,
): Access => {
  const principal = principalOf(caller)
  if (!principal) throw new Error(`Failed to authorize: ${caller} is not the ARN of a principal.`)
  const aliases = key ? tables.aliases.list('target', key.arn).map(({ name }) => name) : []
  const sameKey = otherKey && otherKey.arn === key?.arn
  const resource = key?.arn ?? '*'
  return { principal, sessionPolicy, action, context, sameKey, key, resource, aliases, identifier, operation, input, region, now }
}

const accessDenied = ({ caller }: Pick<Kms, 'caller'>, { arn }: Pick<Key, 'arn'>, action: string, because: string): KmsError =>
  new KmsError(
    'AccessDeniedException',
    `User: ${caller} is not authorized to perform: kms:${action} on resource: ${arn} ${because}`,
  )

/** The error of a key whose policy and grants do not let the caller in. */
const keyDenied = (
  kms: Kms,
  key: Key,
  action: string,
  because = `because no resource-based policy allows the kms:${action} action`,
): KmsError => (key.account === kms.account ? accessDenied(kms, key, action, because) : outOfReach(kms, action))

/** The error that does not tell a caller of another account, or one who holds a ciphertext, which keys there are. */
export const outOfReach = ({ caller }: Pick<Kms, 'caller'>, action: string, what = 'this resource'): KmsError =>
  new KmsError(
    'AccessDeniedException',
    `User: ${caller} is not authorized to perform: kms:${action} on ${what} because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
  )
