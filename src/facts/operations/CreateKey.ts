import { boolean } from '../../vocabulary/shapes.ts'
import {
  CustomerMasterKeySpec,
  CustomKeyStoreId,
  Description,
  KeyMetadata,
  KeySpec,
  KeyUsage,
  Origin,
  Policy,
  Tags,
  XksKeyId,
} from '../members.ts'
import { kmsOperation } from '../operation.ts'
import { QUOTAS } from '../quotas.ts'

export const CreateKey = kmsOperation({
  name: 'CreateKey',
  category: 'keys',
  summary: 'Makes a KMS key. Its spec, usage and origin never change.',
  input: {
    Policy: {
      type: Policy,
      description: `The key policy, as JSON text of at most ${QUOTAS.policyKibibytes} KiB. Left out, the key gets the default policy, which lets the account’s IAM policies decide.`,
    },
    Description: {
      type: Description,
      default: '',
      description: 'A note for people. It is not secret: responses and logs show it.',
    },
    KeyUsage: {
      type: KeyUsage,
      default: 'ENCRYPT_DECRYPT',
      description:
        'The purpose of the key, which decides the operations that accept it. Required for every spec except `SYMMETRIC_DEFAULT`.',
    },
    CustomerMasterKeySpec: {
      type: CustomerMasterKeySpec,
      deprecated: true,
      description: 'The older name of `KeySpec`. Give one of the two, not both.',
    },
    KeySpec: {
      type: KeySpec,
      default: 'SYMMETRIC_DEFAULT',
      description: 'The kind of key material, which decides the possible usages and algorithms.',
    },
    Origin: {
      type: Origin,
      default: 'AWS_KMS',
      description:
        'Where the key material comes from. With `EXTERNAL` the key waits in the state `PendingImport` until you import material.',
    },
    CustomKeyStoreId: {
      type: CustomKeyStoreId,
      description:
        'The custom key store for the key. Required with the origin `AWS_CLOUDHSM` or `EXTERNAL_KEY_STORE`, and allowed only then.',
    },
    BypassPolicyLockoutSafetyCheck: {
      type: boolean,
      default: false,
      description: 'Accepts a policy that does not allow you to change it later. Such a key may become unmanageable.',
    },
    Tags: {
      type: Tags,
      description: `Labels for costs and access control, at most ${QUOTAS.tags}. The request then also needs the permission \`kms:TagResource\`.`,
    },
    MultiRegion: {
      type: boolean,
      default: false,
      description: 'Makes a multi-Region primary key, whose id begins with `mrk-` and which can have replicas.',
    },
    XksKeyId: {
      type: XksKeyId,
      description:
        'The id of the key in your external key manager. Required with the origin `EXTERNAL_KEY_STORE`, and allowed only then.',
    },
  },
  output: {
    KeyMetadata: { type: KeyMetadata, description: 'The new key, as DescribeKey shows it.' },
  },
  errors: [
    'CloudHsmClusterInvalidConfigurationException',
    'CustomKeyStoreInvalidStateException',
    'CustomKeyStoreNotFoundException',
    'DependencyTimeoutException',
    'InvalidArnException',
    'KMSInternalException',
    'LimitExceededException',
    'MalformedPolicyDocumentException',
    'TagException',
    'UnsupportedOperationException',
    'XksKeyAlreadyInUseException',
    'XksKeyInvalidConfigurationException',
    'XksKeyNotFoundException',
  ],
  permissions: ['kms:CreateKey', 'kms:TagResource'],
  example: {
    request: { Description: 'Encrypts orders' },
    response: {
      KeyMetadata: {
        AWSAccountId: '111122223333',
        KeyId: '5f2a8c1e-7b3d-4e96-a1c4-9d0e6b7f2a35',
        Arn: 'arn:aws:kms:us-east-1:111122223333:key/5f2a8c1e-7b3d-4e96-a1c4-9d0e6b7f2a35',
        CreationDate: 1768435200,
        Enabled: true,
        Description: 'Encrypts orders',
        KeyUsage: 'ENCRYPT_DECRYPT',
        KeyState: 'Enabled',
        Origin: 'AWS_KMS',
        KeyManager: 'CUSTOMER',
        CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
        KeySpec: 'SYMMETRIC_DEFAULT',
        EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
        MultiRegion: false,
        CurrentKeyMaterialId: '0f7c3b0a5d9e41f8a2c6e4b79d135f80c1a7e6b2d4938f5a60c7d2e1b3f49a58',
      },
    },
    volatile: ['KeyMetadata.KeyId', 'KeyMetadata.Arn', 'KeyMetadata.CreationDate', 'KeyMetadata.CurrentKeyMaterialId'],
  },
})
