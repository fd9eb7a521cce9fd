import { andThen } from '../and-then.ts'
import type { Handler } from '../context.ts'
import { dataKey } from '../keys/data-keys.ts'
import { recipientOf } from '../keys/recipient.ts'

export { GenerateDataKey as operation } from '../../facts/operations/GenerateDataKey.ts'

export const GenerateDataKey: Handler<'GenerateDataKey'> = (input, kms) => {
  const { plaintext, answer, KeyMaterialId } = dataKey(input, kms)
  return andThen(recipientOf(input.Recipient), (envelop) =>
    envelop
      ? envelop(plaintext).then((enveloped) => ({ ...answer, ...enveloped }))
      : { ...answer, Plaintext: plaintext, KeyMaterialId },
  )
}
