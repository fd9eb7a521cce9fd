import { andThen } from '../and-then.ts'
import { encryption } from '../keys/encryption.ts'
import { type Handler, honourDryRun } from '../kms.ts'

export { Encrypt as operation } from '../../model/operations/Encrypt.ts'

export const Encrypt: Handler<'Encrypt'> = (input, kms) => {
  const { KeyId, Plaintext, EncryptionContext, EncryptionAlgorithm } = input
  const { key, algorithm, seal } = encryption(kms, {
    action: 'Encrypt',
    identifier: KeyId,
    algorithm: EncryptionAlgorithm,
    context: EncryptionContext,
  })
  return andThen(seal(Plaintext), ({ bytes }) => {
    honourDryRun(input)
    return { CiphertextBlob: bytes, KeyId: key.arn, EncryptionAlgorithm: algorithm }
  })
}
