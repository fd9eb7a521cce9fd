import { Decrypt as operation } from '../../model/operations/Decrypt.ts'
import { validationMessage, violations } from '../../model/violations.ts'
import { suiteOf } from '../crypto/suite.ts'
import { checkAlgorithm, refuseContext } from '../keys/algorithms.ts'
import { decrypt, materialOf } from '../keys/ciphertext.ts'
import { guard } from '../keys/guard.ts'
import { usableMaterial } from '../keys/lifecycle.ts'
import { type Handler, honourDryRun, type Kms } from '../kms.ts'
import { KmsError } from '../kms-error.ts'
import type { Key } from '../store/rows.ts'

/** The member is required unless a dry run does without it, so its shape does not say so. */
const CIPHERTEXT_MISSING = validationMessage([
  ...violations({ CiphertextBlob: { ...operation.input.CiphertextBlob, required: true } }, {}),
])

export const Decrypt: Handler<'Decrypt'> = (input, kms) => {
  const { CiphertextBlob, KeyId, EncryptionContext, EncryptionAlgorithm = 'SYMMETRIC_DEFAULT', DryRunModifiers } = input
  if (!CiphertextBlob) {
    if (!(input.DryRun && DryRunModifiers?.includes('IGNORE_CIPHERTEXT')))
      throw new KmsError('ValidationException', CIPHERTEXT_MISSING)
    if (KeyId === undefined)
      throw new KmsError('ValidationException', 'KeyId is required where DryRunModifiers has IGNORE_CIPHERTEXT.')
    checkAlgorithm(kms.key(KeyId), EncryptionAlgorithm)
    return honourDryRun(input) ?? {}
  }

  if (EncryptionAlgorithm === 'SYMMETRIC_DEFAULT') {
    const { key, materialId } = keyBehind(CiphertextBlob, kms)
    if (KeyId !== undefined && kms.find(KeyId).arn !== key.arn)
      throw new KmsError(
        'IncorrectKeyException',
        'The key ID in the request does not identify a CMK that can perform this operation.',
      )
    guard(key, kms.operation)
    const Plaintext = decrypt(usableMaterial(key, materialId).bytes, CiphertextBlob, EncryptionContext)
    if (!Plaintext) throw new KmsError('InvalidCiphertextException')
    honourDryRun(input)
    return { KeyId: key.arn, Plaintext, EncryptionAlgorithm, KeyMaterialId: materialId }
  }

  if (KeyId === undefined)
    throw new KmsError('ValidationException', 'KeyId is required where the ciphertext was made by an asymmetric key.')
  const key = kms.key(KeyId)
  checkAlgorithm(key, EncryptionAlgorithm)
  refuseContext(EncryptionContext)
  const { bytes } = usableMaterial(key)
  return suiteOf(key.spec).then(async ({ decrypt }) => {
    if (!decrypt) throw new Error(`Failed to decrypt: ${key.spec} has no encryption.`)
    const Plaintext = await decrypt(bytes, EncryptionAlgorithm, CiphertextBlob)
    if (!Plaintext) throw new KmsError('InvalidCiphertextException')
    honourDryRun(input)
    return { KeyId: key.arn, Plaintext, EncryptionAlgorithm }
  })
}

/**
 * The key and material that a symmetric ciphertext names.
 *
 * @throws {KmsError} InvalidCiphertextException, or AccessDeniedException where they are not of this account and Region
 */
const keyBehind = (
  ciphertext: Uint8Array,
  { tables, place, caller, operation }: Kms,
): { readonly key: Key; readonly materialId: string } => {
  const materialId = materialOf(ciphertext)
  if (materialId === undefined) throw new KmsError('InvalidCiphertextException')
  const [key] = tables.keys.list('material', `${place}/${materialId}`)
  if (!key)
    throw new KmsError(
      'AccessDeniedException',
      `User: ${caller} is not authorized to perform: kms:${operation.name} on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
    )
  return { key, materialId }
}
