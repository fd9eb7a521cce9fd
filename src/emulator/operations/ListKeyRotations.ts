import type { Handler } from '../context.ts'
import { requireRotatable } from '../keys/rotation.ts'
import type { Key, Material } from '../store/rows.ts'
import { requestedPage } from '../wire/requested-page.ts'

export { ListKeyRotations as operation } from '../../facts/operations/ListKeyRotations.ts'

export const ListKeyRotations: Handler<'ListKeyRotations'> = (input, kms) => {
  const { KeyId, IncludeKeyMaterial = 'ROTATIONS_ONLY' } = input
  const key = kms.key(KeyId)
  requireRotatable(key)
  const materials = key.materials
    .map((material, index) => ({ material, order: String(index).padStart(8, '0') }))
    .filter(({ material }) => material.rotation || IncludeKeyMaterial === 'ALL_KEY_MATERIAL')
  const { rows, ...more } = requestedPage(kms, {
    of: key.arn,
    list: (after = '', limit) => materials.filter(({ order }) => order > after).slice(0, limit),
    orderOf: ({ order }) => order,
  })
  return { Rotations: rows.map(({ material }) => entryOf(key, material)), ...more }
}

const entryOf = ({ arn, origin }: Key, { id, bytes, state, validTo, description, rotation }: Material) => ({
  KeyId: arn,
  KeyMaterialId: id,
  KeyMaterialState: state,
  ...(origin === 'EXTERNAL' && {
    KeyMaterialDescription: description,
    ImportState: bytes ? ('IMPORTED' as const) : ('PENDING_IMPORT' as const),
    ...(bytes && {
      ExpirationModel: validTo === undefined ? ('KEY_MATERIAL_DOES_NOT_EXPIRE' as const) : ('KEY_MATERIAL_EXPIRES' as const),
      ValidTo: validTo,
    }),
  }),
  RotationDate: rotation?.at,
  RotationType: rotation?.type,
})
