import type { Kms, Use } from '../context.ts'
import { KmsError } from '../kms-error.ts'
import type { Grant, Key } from '../store/rows.ts'
import type { Access } from './conditions.ts'
import { allows, checkTokens } from './grants.ts'
import { evaluate, parsedPolicy } from './policy-document.ts'
import { principalOf } from './principals.ts'

/**
 * Lets the caller use a key as the key's policy and grants allow it: a denial in the policy wins over everything, and a caller
 * whom the policy does not let in needs a grant. Identity policies are not modelled. Where a policy lets an account in, everybody
 * of the account comes in, as if its IAM policies allowed all of KMS; and an operation that names no key is open to everybody of
 * the account.
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
  checkTokens(kms)
  const access = accessOf(kms, key, use, identifier)
  const { action } = access
  const verdict = evaluate(parsedPolicy(key.policy), access)
  if (verdict === 'Deny') throw accessDenied(kms, key, action, 'with an explicit deny in a resource-based policy')
  if (verdict === 'Allow') return undefined
  const grants = kms.tables.grants.list('key', key.arn).filter((grant) => admits(grant, access))
  if (grants.length === 0) throw accessDenied(kms, key, action)
  return grants
}

/** What a policy or a grant decides about, where the caller of a request uses a key. */
export const accessOf = (
  { caller, operation, input, region, now, tables }: Kms,
  key: Access['key'],
  { action = operation.name, context = input.EncryptionContext as Use['context'], otherKey }: Partial<Use>,
  identifier?: string,
): Access => {
  const principal = principalOf(caller)
  if (!principal) throw new Error(`Failed to authorize: ${caller} is not the ARN of a principal.`)
  const aliases = tables.aliases.list('target', key.arn).map(({ name }) => name)
  const sameKey = otherKey && otherKey.arn === key.arn
  return { principal, action, context, sameKey, key, aliases, identifier, operation, input, region, now }
}

/** AccessDeniedException in the service's words. */
export const accessDenied = (
  { caller }: Kms,
  { arn }: Pick<Key, 'arn'>,
  action: string,
  because = `because no resource-based policy allows the kms:${action} action`,
): KmsError =>
  new KmsError(
    'AccessDeniedException',
    `User: ${caller} is not authorized to perform: kms:${action} on resource: ${arn} ${because}`,
  )
