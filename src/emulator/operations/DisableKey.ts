import { after } from '../keys/lifecycle.ts'
import type { Handler } from '../kms.ts'

export { DisableKey as operation } from '../../model/operations/DisableKey.ts'

export const DisableKey: Handler<'DisableKey'> = ({ KeyId }, kms) => {
  const key = kms.key(KeyId)
  kms.write({ table: 'keys', id: key.arn, row: after(key, 'DisableKey') })
}
