import { suiteOf } from '../crypto/suite.ts'
import { checkAlgorithm, refuseContext } from '../keys/algorithms.ts'
import { encrypt } from '../keys/ciphertext.ts'
import { usableMaterial } from '../keys/lifecycle.ts'
import { type Handler, honourDryRun } from '../kms.ts'
import { KmsError } from '../kms-error.ts'

export const Encrypt: Handler<'Encrypt'> = (input, kms) => {
  const { KeyId, Plaintext, EncryptionContext, EncryptionAlgorithm = 'SYMMETRIC_DEFAULT' } = input
  const key = kms.key(KeyId)
  checkAlgorithm(key, EncryptionAlgorithm)
  const material = usableMaterial(key)
  const answer = (CiphertextBlob: Uint8Array) => ({ CiphertextBlob, KeyId: key.arn, EncryptionAlgorithm })
  if (EncryptionAlgorithm === 'SYMMETRIC_DEFAULT') {
    honourDryRun(input)
    return answer(encrypt(material, Plaintext, EncryptionContext))
  }
  refuseContext(EncryptionContext)
  return suiteOf(key.spec).then(async ({ maxPlaintext, encrypt }) => {
    if (!maxPlaintext || !encrypt) throw new Error(`Failed to encrypt: ${key.spec} has no encryption.`)
    const most = maxPlaintext(EncryptionAlgorithm)
    if (Plaintext.length > most)
      throw new KmsError(
        'ValidationException',
        `Algorithm ${EncryptionAlgorithm} and key spec ${key.spec} cannot encrypt data larger than ${most} bytes.`,
      )
    honourDryRun(input)
    return answer(await encrypt(material.bytes, EncryptionAlgorithm, Plaintext))
  })
}
