import type { Handler } from '../context.ts'
import { transitioned } from '../keys/lifecycle.ts'

export { DisableKey as operation } from '../../facts/operations/DisableKey.ts'

export const DisableKey: Handler<'DisableKey'> = ({ KeyId }, kms) => {
  const key = kms.key(KeyId)
  kms.write({ table: 'keys', id: key.arn, row: transitioned(key, 'DisableKey') })
}
