import type { Handler } from '../context.ts'
import { checkPolicyName, POLICY_NAME } from '../keys/policy.ts'

export { GetKeyPolicy as operation } from '../../facts/operations/GetKeyPolicy.ts'

export const GetKeyPolicy: Handler<'GetKeyPolicy'> = ({ KeyId, PolicyName }, kms) => {
  const { policy } = kms.key(KeyId)
  checkPolicyName(PolicyName)
  return { Policy: policy, PolicyName: POLICY_NAME }
}
