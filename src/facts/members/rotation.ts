import { enumeration } from '../../vocabulary/shapes.ts'

export const IncludeKeyMaterial = enumeration({
  ALL_KEY_MATERIAL: 'Every material, also the first and the one that waits for rotation.',
  ROTATIONS_ONLY: 'The materials that a rotation made current.',
})
