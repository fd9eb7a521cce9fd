import { MATERIAL_DELETABLE } from '../key-states.ts'
import { AnsweredKeyId, KeyId, KeyMaterialId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const DeleteImportedKeyMaterial = kmsOperation({
  name: 'DeleteImportedKeyMaterial',
  category: 'import',
  summary: 'Deletes the imported key material of a key at once; the key itself stays.',
  key: { states: MATERIAL_DELETABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key whose material is deleted. Its origin has to be `EXTERNAL`.',
      placeholder: '1234abcd-12ab-34cd-56ef-1234567890ab',
    },
    KeyMaterialId: {
      type: KeyMaterialId,
      description: 'The material to delete. Left out, the current material. Only for symmetric encryption keys.',
    },
  },
  output: {
    KeyId: {
      type: AnsweredKeyId,
      description: 'The ARN of the key. Only in the response to a request that names a `KeyMaterialId`.',
    },
    KeyMaterialId: {
      type: KeyMaterialId,
      description: 'The material that was deleted. Only in the response to a request that names one.',
    },
  },
  errors: [
    'DependencyTimeoutException',
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
    'UnsupportedOperationException',
  ],
  permissions: ['kms:DeleteImportedKeyMaterial'],
  crossAccount: false,
  example: { request: { KeyId: '1234abcd-12ab-34cd-56ef-1234567890ab' }, response: {} },
})
