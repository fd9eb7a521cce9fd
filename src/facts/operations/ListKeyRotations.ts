import { enumeration, list, structure, timestamp } from '../../vocabulary/shapes.ts'
import { ANY_STATE } from '../key-states.ts'
import {
  AnsweredKeyId,
  ExpirationModel,
  IncludeKeyMaterial,
  KeyId,
  KeyMaterialDescription,
  KeyMaterialId,
  pageRequest,
  pageResponse,
} from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const ListKeyRotations = kmsOperation({
  name: 'ListKeyRotations',
  category: 'rotation',
  summary: 'Lists the rotations of a key, or all its materials, the oldest first.',
  key: { states: ANY_STATE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'A symmetric encryption key outside custom key stores.',
      placeholder: '1234abcd-12ab-34cd-56ef-1234567890ab',
    },
    IncludeKeyMaterial: {
      type: IncludeKeyMaterial,
      default: 'ROTATIONS_ONLY',
      description: 'The materials that the list has.',
    },
    ...pageRequest('materials', { default: 100 }),
  },
  output: {
    Rotations: {
      type: list(
        structure({
          KeyId: { type: AnsweredKeyId, description: 'The ARN of the key.' },
          KeyMaterialId: { type: KeyMaterialId, description: 'Names the material within the key.' },
          KeyMaterialDescription: {
            type: KeyMaterialDescription,
            description: 'The note from the import. Only for imported material that has one.',
          },
          ImportState: {
            type: enumeration({
              IMPORTED: 'The material is there.',
              PENDING_IMPORT: 'The material is gone, and the key needs it back.',
            }),
            description: 'Whether the material is there. Only for imported material.',
          },
          KeyMaterialState: {
            type: enumeration({
              NON_CURRENT: 'Decrypts what it encrypted before a rotation.',
              CURRENT: 'Encrypts and decrypts.',
              PENDING_ROTATION: 'Imported; becomes current with the next RotateKeyOnDemand.',
              PENDING_MULTI_REGION_IMPORT_AND_ROTATION: 'Imported into the primary key, but not yet into every replica.',
            }),
            description: 'What the key does with the material.',
          },
          ExpirationModel: {
            type: ExpirationModel,
            description: 'Whether the material expires. Only for imported material that is there.',
          },
          ValidTo: { type: timestamp, description: 'When the material expires. Only if it does.' },
          RotationDate: {
            type: timestamp,
            description: 'When the material became current. Left out for the first material, and for one that waits.',
          },
          RotationType: {
            type: enumeration({
              AUTOMATIC: 'The schedule made the rotation.',
              ON_DEMAND: 'RotateKeyOnDemand made the rotation.',
            }),
            description: 'What made the material current. Left out for the first material, and for one that waits.',
          },
        }),
      ),
      description: 'The materials of this page.',
    },
    ...pageResponse('materials'),
  },
  errors: [
    'InvalidArnException',
    'InvalidMarkerException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
    'UnsupportedOperationException',
  ],
  permissions: ['kms:ListKeyRotations'],
  crossAccount: false,
  example: {
    request: { KeyId: '1234abcd-12ab-34cd-56ef-1234567890ab', IncludeKeyMaterial: 'ALL_KEY_MATERIAL' },
    response: {
      Rotations: [
        {
          KeyId: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
          KeyMaterialId: '8c221e1f38636bb91b3b39ee38e5039bbb32931b80f7c484c4f0523695b4f24e',
          ImportState: 'IMPORTED',
          KeyMaterialState: 'CURRENT',
          ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
        },
      ],
      Truncated: false,
    },
  },
})
