import { andThen } from '../and-then.ts'
import { dataKey } from '../keys/data-keys.ts'
import { recipientOf } from '../keys/recipient.ts'
import { type Handler, honourDryRun } from '../kms.ts'

export { GenerateDataKey as operation } from '../../model/operations/GenerateDataKey.ts'

export const GenerateDataKey: Handler<'GenerateDataKey'> = (input, kms) => {
  const make = dataKey(input, kms)
  return andThen(recipientOf(input.Recipient), (envelop) => {
    honourDryRun(input)
    const { plaintext, answer, KeyMaterialId } = make()
    return envelop
      ? envelop(plaintext).then((enveloped) => ({ ...answer, ...enveloped }))
      : { ...answer, Plaintext: plaintext, KeyMaterialId }
  })
}
