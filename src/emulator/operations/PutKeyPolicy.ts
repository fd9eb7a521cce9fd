import type { Handler } from '../context.ts'
import { checkPolicy, checkPolicyName, keptPolicy } from '../keys/policy.ts'

export { PutKeyPolicy as operation } from '../../facts/operations/PutKeyPolicy.ts'

export const PutKeyPolicy: Handler<'PutKeyPolicy'> = ({ KeyId, PolicyName, Policy }, kms) => {
  const key = kms.key(KeyId)
  checkPolicyName(PolicyName)
  checkPolicy(Policy, kms, key)
  kms.write({ table: 'keys', id: key.arn, row: { ...key, policy: keptPolicy(Policy, kms) } })
}
