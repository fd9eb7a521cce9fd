import type { Weighed } from '../../facts/trace.ts'
import type { Change, Identity } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'
import type { Access } from './conditions.ts'
import { evaluate, identityPolicyOf, statementName } from './policy-document.ts'
import { type Principal, principalOf } from './principals.ts'

/** Policies of the caller's own: what they let it do, and what they keep from it. A principal that has none may do what the key policy gives its account. */

/** A policy of IAM, as JSON text or as what that text stands for. */
export type PolicyDocument = string | object

/** The policies of one user, role or session. Each part that is left out sets no limit. */
export interface IdentityPolicies {
  /** Of a user or role, by name: what is attached to it, what is inline, and for a user what its groups bring. */
  readonly policies?: Readonly<Record<string, PolicyDocument>>
  /** Of a user or role: what its policies can allow at most. */
  readonly permissionsBoundary?: PolicyDocument
  /** Of a session: what its role, or user, can allow it at most. */
  readonly sessionPolicies?: readonly PolicyDocument[]
}

const textOf = (document: PolicyDocument): string => (typeof document === 'string' ? document : JSON.stringify(document))

/**
 * The row that attaches policies to a principal; without `identity` the one that takes them away.
 *
 * @throws {Error} "Failed to attach …" where `arn` is not that of a user, role or session, or a policy is malformed
 */
export const identityRow = (arn: string, identity: IdentityPolicies | undefined): Change => {
  try {
    return identityChange(arn, identity)
  } catch (error) {
    throw new Error(`Failed to attach policies to '${arn}': ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

/** As `identityRow`, with the bare reason in its errors. */
export const identityChange = (arn: string, identity: IdentityPolicies | undefined): Change => {
  const fail = (reason: string): never => {
    throw new Error(reason)
  }
  const principal = principalOf(arn)
  const id = principal && principal.type !== 'Account' ? principal.names.at(-1) : undefined
  if (id === undefined) return fail('it is not the ARN of a user, role or session.')
  if (!identity) return { table: 'identities', id, row: undefined }
  const isSession = arn.includes(':sts:')
  if (isSession ? (identity.policies ?? identity.permissionsBoundary) : identity.sessionPolicies)
    return fail(
      isSession ? 'a session has session policies alone; attach the others to its role.' : 'only a session has session policies.',
    )
  const read = (document: PolicyDocument): string => {
    const text = textOf(document)
    identityPolicyOf(text)
    return text
  }
  const { policies, permissionsBoundary, sessionPolicies } = identity
  const row: Identity = {
    principal: arn,
    ...(policies && {
      policies: Object.fromEntries(Object.entries(policies).map(([name, document]) => [name, read(document)])),
    }),
    ...(permissionsBoundary !== undefined && { boundary: read(permissionsBoundary) }),
    ...(sessionPolicies && { sessionPolicies: sessionPolicies.map(read) }),
  }
  return { table: 'identities', id, row }
}

/** A source of permissions that has a say about a caller. */
interface Limit {
  readonly source: Exclude<Weighed['source'], 'key policy' | 'grants'>
  /** By name, where they have one. */
  readonly policies: readonly (readonly [name: string | undefined, text: string])[]
}

const limitsOf = ({ identities }: Tables, { names }: Principal, sessionPolicy: string | undefined): readonly Limit[] => {
  const limits: Limit[] =
    sessionPolicy === undefined ? [] : [{ source: 'session policy', policies: [[undefined, sessionPolicy]] }]
  // The first two names are `*` and the account.
  for (const name of names.slice(2)) {
    const { policies, boundary, sessionPolicies } = identities.get(name) ?? {}
    if (policies) limits.push({ source: 'identity-based policy', policies: Object.entries(policies) })
    if (boundary !== undefined) limits.push({ source: 'permissions boundary', policies: [[undefined, boundary]] })
    if (sessionPolicies)
      limits.push({ source: 'session policy', policies: sessionPolicies.map((text) => [undefined, text] as const) })
  }
  return limits
}

const weigh = ({ source, policies }: Limit, access: Access): Weighed => {
  let allowing: Weighed | undefined
  for (const [policy, text] of policies) {
    const found = evaluate(identityPolicyOf(text), access)
    if (!found) continue
    const weighed: Weighed = {
      source,
      effect: found.effect,
      statement: { ...(policy !== undefined && { policy }), ...statementName(found) },
    }
    if (found.effect === 'Deny') return weighed
    allowing ??= weighed
  }
  return allowing ?? { source, effect: 'none' }
}

/** What the caller's own policies say about an access, each source by itself. Empty for a caller that has none. */
export const weighPolicies = (tables: Tables, access: Access): readonly Weighed[] =>
  limitsOf(tables, access.principal, access.sessionPolicy).map((limit) => weigh(limit, access))

/**
 * How directly a key policy or a grant admits a caller. It decides which of the caller's own policies have to allow the access as well (AWS,
 * "How AWS enforcement code logic evaluates requests"). Where it admits an account, or a caller of another account, all of them have to.
 * Where it admits a role, the role's boundary and session policies have to. Where it admits a user, a session or `*`, none has to.
 */
export type Reach = 'account' | 'role' | 'caller'

/** The reach of what names a caller by one of the caller's names. */
export const reachOf = ({ names, type, account }: Principal, name: string): Reach => {
  if (name === account) return 'account'
  return type === 'AssumedRole' && name === names[2] ? 'role' : 'caller'
}

/** What has to allow an access as well, the most direct way in first: each asks for what those before it ask for, and more. */
const NEEDED: Readonly<Record<Reach, readonly Weighed['source'][]>> = {
  caller: [],
  role: ['permissions boundary', 'session policy'],
  account: ['identity-based policy', 'permissions boundary', 'session policy'],
}

/** The first of the caller's own policies that would have to allow an access, and does not. `ways` are those by which the caller is let in. */
export const lackingOf = (own: readonly Weighed[], ways: readonly Reach[]): Weighed['source'] | undefined => {
  const needed = Object.entries(NEEDED).find(([reach]) => ways.includes(reach as Reach))?.[1] ?? []
  return own.find(({ source, effect }) => effect !== 'Allow' && needed.includes(source))?.source
}
