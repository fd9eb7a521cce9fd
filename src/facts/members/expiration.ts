import { enumeration } from '../../vocabulary/shapes.ts'

export const ExpirationModel = enumeration({
  KEY_MATERIAL_EXPIRES: 'The material is deleted at `ValidTo`.',
  KEY_MATERIAL_DOES_NOT_EXPIRE: 'The material stays until you delete it.',
})
