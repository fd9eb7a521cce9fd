import type { Handler } from '../context.ts'
import { dataKeyPair } from '../keys/data-keys.ts'
import { recipientOf } from '../keys/recipient.ts'

export { GenerateDataKeyPair as operation } from '../../facts/operations/GenerateDataKeyPair.ts'

export const GenerateDataKeyPair: Handler<'GenerateDataKeyPair'> = async (input, kms) => {
  const make = dataKeyPair(input, kms)
  const envelop = await recipientOf(input.Recipient)
  const { plaintext, answer, KeyMaterialId } = await make()
  return envelop ? { ...answer, ...(await envelop(plaintext)) } : { ...answer, PrivateKeyPlaintext: plaintext, KeyMaterialId }
}
