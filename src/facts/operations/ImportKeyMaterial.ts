import { timestamp } from '../../vocabulary/shapes.ts'
import { IMPORTABLE } from '../key-states.ts'
import {
  AnsweredKeyId,
  Ciphertext,
  ExpirationModel,
  ImportType,
  KeyId,
  KeyMaterialDescription,
  KeyMaterialId,
} from '../members.ts'
import { kmsOperation } from '../operation.ts'
import { QUOTAS } from '../quotas.ts'

export const ImportKeyMaterial = kmsOperation({
  name: 'ImportKeyMaterial',
  category: 'import',
  summary: 'Puts your own key material into a key that was made for it.',
  key: { states: IMPORTABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key that the token and the public key were made for. Its origin has to be `EXTERNAL`.',
      placeholder: '99998888-7777-6666-5555-444433332222',
    },
    ImportToken: {
      type: Ciphertext,
      required: true,
      description: 'The token from the same GetParametersForImport response as the public key.',
    },
    EncryptedKeyMaterial: {
      type: Ciphertext,
      required: true,
      description: 'The material, wrapped under the public key with the algorithm from the request of GetParametersForImport.',
    },
    ValidTo: {
      type: timestamp,
      description: `When AWS KMS deletes the material: in the future, at most ${QUOTAS.expiryDays} days ahead. Required for material that expires, and not allowed for material that does not.`,
    },
    ExpirationModel: {
      type: ExpirationModel,
      default: 'KEY_MATERIAL_EXPIRES',
      description: 'Whether the material expires. The value applies to this import; a later import can choose again.',
    },
    ImportType: {
      type: ImportType,
      description:
        'Whether the material is new to the key. Left out, the first import counts as new and each later one as existing. Only for symmetric encryption keys.',
    },
    KeyMaterialDescription: {
      type: KeyMaterialDescription,
      description:
        'A note about the material. Left out, the material keeps the note of its last import. Only for symmetric encryption keys.',
    },
    KeyMaterialId: {
      type: KeyMaterialId,
      description:
        'The material that the key gets back; AWS KMS refuses other bytes. Not with `NEW_KEY_MATERIAL`. Only for symmetric encryption keys.',
    },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that has the material now.' },
    KeyMaterialId: {
      type: KeyMaterialId,
      description: 'Names the material within the key: the same bytes in the same key always have the same id.',
    },
  },
  errors: [
    'DependencyTimeoutException',
    'ExpiredImportTokenException',
    'IncorrectKeyMaterialException',
    'InvalidArnException',
    'InvalidCiphertextException',
    'InvalidImportTokenException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
    'UnsupportedOperationException',
  ],
  permissions: ['kms:ImportKeyMaterial'],
  crossAccount: false,
  example: {
    request: {
      KeyId: '99998888-7777-6666-5555-444433332222',
      ImportToken: 'AQECAHhImportTokenShortenedHere0',
      EncryptedKeyMaterial: 'AQECAHhWrappedKeyMaterialHere000',
      ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
    },
    response: {
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/99998888-7777-6666-5555-444433332222',
      KeyMaterialId: '7a1e4c9d2b6f83507e8d1c4a9b3f6025d7e0a8c1f4b2936d5e7c0a1b8f3d4e69',
    },
    volatile: ['KeyMaterialId'],
  },
})
