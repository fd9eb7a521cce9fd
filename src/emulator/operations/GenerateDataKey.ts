import { randomBytes } from '@noble/hashes/utils.js'
import { encrypt } from '../keys/ciphertext.ts'
import { usableMaterial } from '../keys/lifecycle.ts'
import { type Handler, honourDryRun } from '../kms.ts'
import { KmsError } from '../kms-error.ts'

const SIZES = { AES_128: 16, AES_256: 32 } as const

export const GenerateDataKey: Handler<'GenerateDataKey'> = (input, kms) => {
  const { KeyId, KeySpec, NumberOfBytes, EncryptionContext } = input
  const found = kms.find(KeyId)
  if ((KeySpec === undefined) === (NumberOfBytes === undefined))
    throw new KmsError('ValidationException', 'Please specify either number of bytes or key spec.')
  const key = kms.key(found.arn)
  if (key.spec !== 'SYMMETRIC_DEFAULT')
    throw new KmsError('InvalidKeyUsageException', 'You cannot generate a data key with an asymmetric CMK')
  honourDryRun(input)
  const material = usableMaterial(key)
  const Plaintext = randomBytes(KeySpec ? SIZES[KeySpec] : NumberOfBytes)
  return {
    CiphertextBlob: encrypt(material, Plaintext, EncryptionContext),
    Plaintext,
    KeyId: key.arn,
    KeyMaterialId: material.id,
  }
}
