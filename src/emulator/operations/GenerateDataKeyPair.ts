import { andThen } from '../and-then.ts'
import { dataKeyPair } from '../keys/data-keys.ts'
import { recipientOf } from '../keys/recipient.ts'
import { type Handler, honourDryRun } from '../kms.ts'

export { GenerateDataKeyPair as operation } from '../../model/operations/GenerateDataKeyPair.ts'

export const GenerateDataKeyPair: Handler<'GenerateDataKeyPair'> = (input, kms) => {
  const make = dataKeyPair(input, kms)
  return andThen(recipientOf(input.Recipient), async (envelop) => {
    honourDryRun(input)
    const { plaintext, answer, KeyMaterialId } = await make()
    return envelop ? { ...answer, ...(await envelop(plaintext)) } : { ...answer, PrivateKeyPlaintext: plaintext, KeyMaterialId }
  })
}
