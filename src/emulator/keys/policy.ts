import { utf8ToBytes } from '@noble/hashes/utils.js'
import { QUOTAS } from '../../facts/quotas.ts'
import type { Kms } from '../context.ts'
import { KmsError } from '../kms-error.ts'
import { accessOf } from './authorize.ts'
import type { Access } from './conditions.ts'
import type { Place } from './identifiers.ts'
import { evaluate, invalidPrincipals, parsedPolicy } from './policy-document.ts'

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
  if (evaluate(document, accessOf(kms, key, { action: 'PutKeyPolicy' })) !== 'Allow')
    throw new KmsError(
      'MalformedPolicyDocumentException',
      'The new key policy will not allow you to update the key policy in the future.',
    )
}

/** The name of the one policy that a key has. */
export const POLICY_NAME = 'default'

/**
 * Holds the name of a policy to the one that there is.
 *
 * @throws {KmsError} NotFoundException
 */
export const checkPolicyName = (name = POLICY_NAME): void => {
  if (name !== POLICY_NAME) throw new KmsError('NotFoundException', 'No such policy exists')
}
