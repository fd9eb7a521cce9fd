import type { Handler } from '../context.ts'
import { requireExternal } from '../keys/guard.ts'
import { currentMaterial } from '../keys/lifecycle.ts'
import { dropMaterial } from '../keys/regions.ts'
import { KmsError } from '../kms-error.ts'

export { DeleteImportedKeyMaterial as operation } from '../../facts/operations/DeleteImportedKeyMaterial.ts'

export const DeleteImportedKeyMaterial: Handler<'DeleteImportedKeyMaterial'> = ({ KeyId, KeyMaterialId }, kms) => {
  const key = kms.key(KeyId)
  requireExternal(key)
  const id = KeyMaterialId ?? currentMaterial(key)?.id
  const material = key.materials.find((candidate) => candidate.id === id)
  if (KeyMaterialId !== undefined && !material)
    throw new KmsError('NotFoundException', `Key material ${KeyMaterialId} does not exist in ${key.arn}`)
  // Where the material is gone already, the request succeeds and changes nothing.
  if (material?.bytes) dropMaterial(kms, key, (candidate) => candidate.id === id)
  // The page that this project began with fixes the empty response; the id comes where the request has one.
  return KeyMaterialId === undefined ? {} : { KeyId: key.arn, KeyMaterialId }
}
