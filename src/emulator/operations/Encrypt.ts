import { andThen } from '../and-then.ts'
import type { Handler } from '../context.ts'
import { encryption } from '../keys/encryption.ts'

export { Encrypt as operation } from '../../facts/operations/Encrypt.ts'

export const Encrypt: Handler<'Encrypt'> = (input, kms) => {
  const { KeyId, Plaintext, EncryptionContext, EncryptionAlgorithm } = input
  const { key, algorithm, seal } = encryption(kms, {
    use: { action: 'Encrypt', context: EncryptionContext },
    identifier: KeyId,
    algorithm: EncryptionAlgorithm,
  })
  return andThen(seal(Plaintext), ({ bytes }) => ({
    CiphertextBlob: bytes,
    KeyId: key.arn,
    EncryptionAlgorithm: algorithm,
  }))
}
