import { randomBytes } from '@noble/hashes/utils.js'
import type { GenerateDataKeyPairWithoutPlaintext } from '../../facts/operations/GenerateDataKeyPairWithoutPlaintext.ts'
import type { GenerateDataKeyWithoutPlaintext } from '../../facts/operations/GenerateDataKeyWithoutPlaintext.ts'
import type { InputOf } from '../../vocabulary/operation.ts'
import type { Kms } from '../context.ts'
import { primitiveOf } from '../crypto/suites.ts'
import { KmsError } from '../kms-error.ts'
import type { Key } from '../store/rows.ts'
import { encrypt } from './ciphertext.ts'
import { requireOrigin } from './guard.ts'
import { usableMaterial } from './lifecycle.ts'

/** The data key operations: those with the plaintext in their response, and those without. */

const SIZES = { AES_128: 16, AES_256: 32 } as const

/**
 * A data key, as plaintext and encrypted.
 *
 * @throws {KmsError} what `kms.key` throws, and ValidationException
 */
export const dataKey = (
  { KeyId, KeySpec, NumberOfBytes, EncryptionContext }: InputOf<typeof GenerateDataKeyWithoutPlaintext>,
  kms: Kms,
) => {
  kms.find(KeyId)
  if ((KeySpec === undefined) === (NumberOfBytes === undefined))
    throw new KmsError('ValidationException', 'Please specify either number of bytes or key spec.')
  const key = symmetricKey(KeyId, kms)
  const material = usableMaterial(key)
  const plaintext = randomBytes(KeySpec ? SIZES[KeySpec] : NumberOfBytes)
  const CiphertextBlob = encrypt(kms.crypto, material, plaintext, EncryptionContext)
  return { plaintext, answer: { CiphertextBlob, KeyId: key.arn }, KeyMaterialId: material.id }
}

/**
 * Checks a request for a key pair, and returns what makes the pair.
 *
 * @throws {KmsError} what `kms.key` throws, and UnsupportedOperationException
 */
export const dataKeyPair = (
  { KeyId, KeyPairSpec, EncryptionContext }: InputOf<typeof GenerateDataKeyPairWithoutPlaintext>,
  kms: Kms,
) => {
  const key = symmetricKey(KeyId, kms)
  requireOrigin(key, 'AWS_KMS', 'EXTERNAL')
  if (KeyPairSpec === 'SM2')
    throw new KmsError('UnsupportedOperationException', 'KeyPairSpec SM2 is not supported in this Region')
  const material = usableMaterial(key)
  return async () => {
    const publicKey = await primitiveOf(kms.crypto, KeyPairSpec, 'publicKey')
    const plaintext = await kms.generate(KeyPairSpec)
    const PrivateKeyCiphertextBlob = encrypt(kms.crypto, material, plaintext, EncryptionContext)
    const answer = { PrivateKeyCiphertextBlob, PublicKey: publicKey(plaintext), KeyId: key.arn, KeyPairSpec }
    return { plaintext, answer, KeyMaterialId: material.id }
  }
}

/** The key that encrypts what is made. */
const symmetricKey = (identifier: string, kms: Kms): Key => {
  const key = kms.key(identifier)
  if (key.spec !== 'SYMMETRIC_DEFAULT')
    throw new KmsError('InvalidKeyUsageException', 'You cannot generate a data key with an asymmetric CMK')
  return key
}
