import { utf8ToBytes } from '@noble/hashes/utils.js'
import { KmsError } from '../kms-error.ts'
import type { Place } from './identifiers.ts'

/** The most bytes of a key policy. */
const MAX_POLICY = 32_768

/** The policy that a key gets where its maker gives none: the account decides. */
export const defaultPolicy = ({ partition, account }: Place): string =>
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
 * Holds a policy to its size and to being a JSON object.
 *
 * @throws {KmsError} LimitExceededException or MalformedPolicyDocumentException
 */
export const checkPolicy = (policy: string): void => {
  if (utf8ToBytes(policy).length > MAX_POLICY)
    throw new KmsError('LimitExceededException', `The key policy is larger than ${MAX_POLICY} bytes.`)
  const document = parse(policy)
  if (typeof document !== 'object' || document === null || Array.isArray(document) || !('Statement' in document))
    throw new KmsError('MalformedPolicyDocumentException', 'The key policy is not a JSON object with statements.')
}

const parse = (policy: string): unknown => {
  try {
    return JSON.parse(policy)
  } catch {
    return undefined
  }
}
