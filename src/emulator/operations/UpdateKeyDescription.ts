import type { Handler } from '../context.ts'

export { UpdateKeyDescription as operation } from '../../facts/operations/UpdateKeyDescription.ts'

export const UpdateKeyDescription: Handler<'UpdateKeyDescription'> = ({ KeyId, Description }, kms) => {
  const key = kms.key(KeyId)
  kms.write({ table: 'keys', id: key.arn, row: { ...key, description: Description } })
}
