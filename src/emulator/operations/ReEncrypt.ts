import { andThen } from '../and-then.ts'
import type { Handler } from '../context.ts'
import { decryption, encryption } from '../keys/encryption.ts'

export { ReEncrypt as operation } from '../../facts/operations/ReEncrypt.ts'

export const ReEncrypt: Handler<'ReEncrypt'> = (input, kms) => {
  const { SourceKeyId, SourceEncryptionAlgorithm, SourceEncryptionContext, DestinationKeyId } = input
  const source = decryption(
    kms,
    {
      use: { action: 'ReEncryptFrom', context: SourceEncryptionContext, otherKey: { arn: kms.arnOf(DestinationKeyId) } },
      identifier: SourceKeyId,
      member: 'SourceKeyId',
      algorithm: SourceEncryptionAlgorithm,
    },
    input,
  )
  const destination = encryption(kms, {
    use: { action: 'ReEncryptTo', context: input.DestinationEncryptionContext, otherKey: source.key },
    identifier: DestinationKeyId,
    algorithm: input.DestinationEncryptionAlgorithm,
  })
  return andThen(source.open(), (plaintext) =>
    andThen(destination.seal(plaintext.bytes), (ciphertext) => ({
      CiphertextBlob: ciphertext.bytes,
      SourceKeyId: source.key.arn,
      KeyId: destination.key.arn,
      SourceEncryptionAlgorithm: source.algorithm,
      DestinationEncryptionAlgorithm: destination.algorithm,
      SourceKeyMaterialId: plaintext.materialId,
      DestinationKeyMaterialId: ciphertext.materialId,
    })),
  )
}
