import { andThen } from '../and-then.ts'
import { decryption, encryption } from '../keys/encryption.ts'
import { type Handler, honourDryRun } from '../kms.ts'

export { ReEncrypt as operation } from '../../model/operations/ReEncrypt.ts'

export const ReEncrypt: Handler<'ReEncrypt'> = (input, kms) => {
  const source = decryption(
    kms,
    {
      action: 'ReEncryptFrom',
      identifier: input.SourceKeyId,
      member: 'SourceKeyId',
      algorithm: input.SourceEncryptionAlgorithm,
      context: input.SourceEncryptionContext,
    },
    input,
  )
  const destination = encryption(kms, {
    action: 'ReEncryptTo',
    identifier: input.DestinationKeyId,
    algorithm: input.DestinationEncryptionAlgorithm,
    context: input.DestinationEncryptionContext,
  })
  return andThen(source.open(), (plaintext) =>
    andThen(destination.seal(plaintext.bytes), (ciphertext) => {
      honourDryRun(input)
      return {
        CiphertextBlob: ciphertext.bytes,
        SourceKeyId: source.key.arn,
        KeyId: destination.key.arn,
        SourceEncryptionAlgorithm: source.algorithm,
        DestinationEncryptionAlgorithm: destination.algorithm,
        SourceKeyMaterialId: plaintext.materialId,
        DestinationKeyMaterialId: ciphertext.materialId,
      }
    }),
  )
}
