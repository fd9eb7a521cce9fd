import type { Handler } from '../context.ts'
import { policyNamed } from '../keys/policy.ts'

export { GetKeyPolicy as operation } from '../../facts/operations/GetKeyPolicy.ts'

export const GetKeyPolicy: Handler<'GetKeyPolicy'> = ({ KeyId, PolicyName }, kms) => {
  return policyNamed(kms.key(KeyId), PolicyName)
}
