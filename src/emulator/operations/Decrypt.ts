import { andThen } from '../and-then.ts'
import { decryption } from '../keys/encryption.ts'
import { recipientOf } from '../keys/recipient.ts'
import { type Handler, honourDryRun } from '../kms.ts'

export { Decrypt as operation } from '../../model/operations/Decrypt.ts'

export const Decrypt: Handler<'Decrypt'> = (input, kms) => {
  const { KeyId, EncryptionContext, EncryptionAlgorithm, Recipient } = input
  const side = { action: 'Decrypt', algorithm: EncryptionAlgorithm, context: EncryptionContext }
  const { key, algorithm, open } = decryption(kms, { ...side, identifier: KeyId, member: 'KeyId' }, input)
  return andThen(recipientOf(Recipient), (envelop) =>
    andThen(open(), ({ bytes, materialId }) => {
      honourDryRun(input)
      const answer = { KeyId: key.arn, EncryptionAlgorithm: algorithm }
      return envelop
        ? envelop(bytes).then((enveloped) => ({ ...answer, ...enveloped }))
        : { ...answer, Plaintext: bytes, KeyMaterialId: materialId }
    }),
  )
}
