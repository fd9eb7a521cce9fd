import { QUOTAS } from '../../facts/quotas.ts'
import { DAY } from '../clock.ts'
import type { Handler, Kms } from '../context.ts'
import { requireExternal } from '../keys/guard.ts'
import { openToken } from '../keys/import-token.ts'
import { withMaterials } from '../keys/lifecycle.ts'
import { materialId } from '../keys/material.ts'
import { notPrimary, pendingMaterial, settlePending } from '../keys/regions.ts'
import { unwrapMaterial } from '../keys/unwrap.ts'
import { KmsError } from '../kms-error.ts'
import { isPrimary, type Key, type Material } from '../store/rows.ts'

export { ImportKeyMaterial as operation } from '../../facts/operations/ImportKeyMaterial.ts'

type Input = Parameters<typeof ImportKeyMaterial>[0]

export const ImportKeyMaterial: Handler<'ImportKeyMaterial'> = async (input, kms) => {
  const importable = () => {
    const key = kms.key(input.KeyId)
    requireExternal(key)
    return key
  }
  const key = importable()
  checkMembers(input, key, kms)
  const token = openToken(kms, input.ImportToken, key)

  const bytes = await unwrapMaterial(token, input.EncryptedKeyMaterial)
  if (!bytes) throw new KmsError('InvalidCiphertextException')
  const { accepts } = await kms.crypto.suiteOf(key.spec)
  if (!(await accepts(bytes)))
    throw new KmsError('IncorrectKeyMaterialException', `The key material is not valid for key spec ${key.spec}.`)
  return kms.atomically(() => {
    const row = withMaterial(importable(), bytes, input, kms)
    kms.write({ table: 'keys', id: row.arn, row })
    settlePending(kms, row)
    return { KeyId: row.arn, ...(row.spec === 'SYMMETRIC_DEFAULT' && { KeyMaterialId: materialId(row.id, bytes) }) }
  })
}

/** How far ahead material can be made to expire. */
const LONGEST = QUOTAS.expiryDays * DAY

/**
 * Holds the members to each other.
 *
 * @throws {KmsError} ValidationException
 */
const checkMembers = (
  { ExpirationModel = 'KEY_MATERIAL_EXPIRES', ValidTo, ImportType, KeyMaterialDescription, KeyMaterialId }: Input,
  key: Key,
  { now }: Kms,
): void => {
  const invalid = (message: string) => new KmsError('ValidationException', message)
  if (ExpirationModel === 'KEY_MATERIAL_EXPIRES') {
    if (ValidTo === undefined) throw invalid('A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES')
    if (ValidTo <= now || ValidTo > now + LONGEST)
      throw invalid(`The validTo date must be in the future, at most ${QUOTAS.expiryDays} days ahead`)
  } else if (ValidTo !== undefined) {
    throw invalid('A validTo date must not be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE')
  }
  if (key.spec !== 'SYMMETRIC_DEFAULT' && (ImportType ?? KeyMaterialDescription ?? KeyMaterialId) !== undefined)
    throw invalid('ImportType, KeyMaterialDescription and KeyMaterialId are supported only for symmetric encryption keys')
  if (ImportType === 'NEW_KEY_MATERIAL' && KeyMaterialId !== undefined)
    throw invalid('KeyMaterialId must not be set if the ImportType is NEW_KEY_MATERIAL')
}

/**
 * The key with a material imported: one that it had before, its first, or, for symmetric keys, one that waits for rotation. A
 * replica takes only what its primary knows.
 *
 * @throws {KmsError} IncorrectKeyMaterialException, KMSInvalidStateException or UnsupportedOperationException
 */
const withMaterial = (key: Key, bytes: Uint8Array, input: Input, { tables }: Kms): Key => {
  const { KeyMaterialId, KeyMaterialDescription, ValidTo } = input
  const first = key.materials.length === 0
  const { ImportType = first ? 'NEW_KEY_MATERIAL' : 'EXISTING_KEY_MATERIAL' } = input
  const id = materialId(key.id, bytes)
  const pending = pendingMaterial(tables, key)
  const own = key.materials.find((material) => material.id === id)
  const known = own ?? (pending?.id === id ? pending : undefined)

  if (ImportType === 'NEW_KEY_MATERIAL' && !isPrimary(key)) throw notPrimary(key)
  if (KeyMaterialId !== undefined && KeyMaterialId !== id)
    throw new KmsError('IncorrectKeyMaterialException', `The key material is not the one with id ${KeyMaterialId}.`)
  if (ImportType === 'EXISTING_KEY_MATERIAL' && !known)
    throw new KmsError('IncorrectKeyMaterialException', `The key material was never imported into ${key.arn}.`)
  if (ImportType === 'NEW_KEY_MATERIAL' && known)
    throw new KmsError('IncorrectKeyMaterialException', `The key material (id: ${id}) was imported into ${key.arn} before.`)
  if (!known && pending)
    throw new KmsError(
      'KMSInvalidStateException',
      `New key material (id: ${id}) cannot be imported into KMS key ${key.arn}, because another key material (id: ${pending.id}) is pending rotation.`,
    )

  const { validTo: _, ...kept } = own ?? {}
  const material: Material = {
    ...kept,
    id,
    bytes,
    state: known?.state ?? (first ? 'CURRENT' : 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION'),
    ...(ValidTo !== undefined && { validTo: ValidTo }),
    ...(KeyMaterialDescription !== undefined && { description: KeyMaterialDescription }),
  }
  return withMaterials(
    key,
    own ? key.materials.map((other) => (other.id === id ? material : other)) : [...key.materials, material],
  )
}
