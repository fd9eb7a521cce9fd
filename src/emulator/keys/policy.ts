import { utf8ToBytes } from '@noble/hashes/utils.js'
import { QUOTAS } from '../../facts/quotas.ts'
import type { Kms } from '../context.ts'
import { KmsError } from '../kms-error.ts'
import type { Key } from '../store/rows.ts'
import { accessOf } from './authorize.ts'
import type { Access } from './conditions.ts'
import type { Place } from './identifiers.ts'
import { evaluate, invalidPrincipals, parsedPolicy, SHARED_POLICY_NAME } from './policy-document.ts'
import { rootArn } from './principals.ts'

/** The most bytes of a key policy. */
const MAX_POLICY = QUOTAS.policyKibibytes * 1024

/** Many keys have the policy; they share one text. */
const defaults = new Map<string, string>()

/** The policy that a key gets where its maker gives none: the account decides. */
export const defaultPolicy = (place: Place): string => {
  const name = `${place.partition}/${place.account}`
  const policy = defaults.get(name) ?? policyOfAccount(place)
  defaults.set(name, policy)
  return policy
}

const policyOfAccount = ({ partition, account }: Place): string =>
  `{
  "Version" : "2012-10-17",
  "Id" : "key-default-1",
  "Statement" : [ {
    "Sid" : "Enable IAM User Permissions",
    "Effect" : "Allow",
    "Principal" : {
      "AWS" : "arn:${partition}:iam::${account}:root"
    },
    "Action" : "kms:*",
    "Resource" : "*"
  } ]
}`

/**
 * Holds a policy to its size, to the policy language, and, unless the request waives that, to letting the caller change it again.
 *
 * @param key what is known of the key that gets the policy; it need not exist yet
 * @throws {KmsError} LimitExceededException, MalformedPolicyDocumentException or InvalidArnException
 */
export const checkPolicy = (policy: string, kms: Kms, key: Access['key']): void => {
  if (utf8ToBytes(policy).length > MAX_POLICY)
    throw new KmsError('LimitExceededException', `The key policy is larger than ${MAX_POLICY} bytes.`)
  const document = parsedPolicy(policy)
  for (const partition of document.partitions) if (partition !== kms.partition) throw invalidPrincipals()
  if (kms.input.BypassPolicyLockoutSafetyCheck) return
  if (evaluate(document, accessOf(kms, key, { action: 'PutKeyPolicy' }))?.effect !== 'Allow')
    throw new KmsError(
      'MalformedPolicyDocumentException',
      'The new key policy will not allow you to update the key policy in the future.',
    )
}

/** A principal as the service keeps it: an account by the ARN of its root. */
const keptName = (text: unknown, partition: string): unknown =>
  typeof text === 'string' && /^\d{12}$/.test(text) ? rootArn(partition, text) : text

/** Principals as the service keeps them; a list of one is that one. */
const keptPrincipal = (value: unknown, partition: string): unknown => {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([type, named]) => {
      const names = (Array.isArray(named) ? named : [named]).map((text) => keptName(text, partition))
      return [type, names.length === 1 ? names[0] : names]
    }),
  )
}

/**
 * A key policy as the service gives it back: with its principals resolved. One whose principals stay as they are stays as it is written.
 *
 * @param policy checked
 */
export const keptPolicy = (policy: string, { partition }: Pick<Place, 'partition'>): string => {
  const document: unknown = JSON.parse(policy)
  const kept = JSON.parse(policy, (name, value) =>
    name === 'Principal' || name === 'NotPrincipal' ? keptPrincipal(value, partition) : value,
  )
  return JSON.stringify(kept) === JSON.stringify(document) ? policy : JSON.stringify(kept, undefined, 2)
}

/** The name of a key's own policy. */
const POLICY_NAME = 'default'

/** A key's policies by their names. */
export const namedPolicies = ({ policy, shared }: Pick<Key, 'policy' | 'shared'>): ReadonlyMap<string, string> =>
  new Map([[POLICY_NAME, policy], ...(shared ? [[SHARED_POLICY_NAME, shared.policy] as const] : [])])

/**
 * Holds the name of a policy to the one that can be written.
 *
 * @throws {KmsError} NotFoundException or ValidationException
 */
export const checkPolicyName = (name = POLICY_NAME): void => {
  if (name === SHARED_POLICY_NAME)
    throw new KmsError('ValidationException', `The ${name} policy can only be managed by the RAM service.`)
  if (name !== POLICY_NAME) throw noSuchPolicy()
}

const noSuchPolicy = () => new KmsError('NotFoundException', 'No such policy exists')

/**
 * The policy of a key with a name.
 *
 * @throws {KmsError} NotFoundException
 */
export const policyNamed = (key: Key, PolicyName = POLICY_NAME): { readonly Policy: string; readonly PolicyName: string } => {
  const Policy = namedPolicies(key).get(PolicyName)
  if (Policy === undefined) throw noSuchPolicy()
  return { Policy, PolicyName }
}
