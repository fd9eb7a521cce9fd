import { andThen } from '../and-then.ts'
import type { Handler } from '../context.ts'
import { decryption } from '../keys/encryption.ts'
import { recipientOf } from '../keys/recipient.ts'

export { Decrypt as operation } from '../../facts/operations/Decrypt.ts'

export const Decrypt: Handler<'Decrypt'> = (input, kms) => {
  const { KeyId, EncryptionContext, EncryptionAlgorithm, Recipient } = input
  const { key, algorithm, open } = decryption(
    kms,
    {
      use: { action: 'Decrypt', context: EncryptionContext },
      identifier: KeyId,
      member: 'KeyId',
      algorithm: EncryptionAlgorithm,
    },
    input,
  )
  return andThen(recipientOf(Recipient), (envelop) =>
    andThen(open(), ({ bytes, materialId }) => {
      const answer = { KeyId: key.arn, EncryptionAlgorithm: algorithm }
      return envelop
        ? envelop(bytes).then((enveloped) => ({ ...answer, ...enveloped }))
        : { ...answer, Plaintext: bytes, KeyMaterialId: materialId }
    }),
  )
}
