import { ANY_STATE } from '../key-states.ts'
import { GrantTokens, KeyIdOrAlias, KeyMetadata } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const DescribeKey = kmsOperation({
  name: 'DescribeKey',
  category: 'keys',
  summary: 'Returns the spec, usage, state and other properties of a key.',
  key: { states: ANY_STATE },
  input: {
    KeyId: {
      type: KeyIdOrAlias,
      required: true,
      description: 'The key to describe. For an alias, the response has the id of its key.',
      placeholder: 'alias/app',
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow you to describe the key. A grant needs its token only in its first minutes.',
    },
  },
  output: {
    KeyMetadata: { type: KeyMetadata, description: 'The properties of the key, without its policy, grants, tags and aliases.' },
  },
  errors: ['DependencyTimeoutException', 'InvalidArnException', 'KMSInternalException', 'NotFoundException'],
  permissions: ['kms:DescribeKey'],
  crossAccount: true,
  example: {
    request: { KeyId: 'alias/app' },
    response: {
      KeyMetadata: {
        AWSAccountId: '111122223333',
        KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321',
        Arn: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
        CreationDate: 1767690000,
        Enabled: true,
        Description: 'Encrypts for an application',
        KeyUsage: 'ENCRYPT_DECRYPT',
        KeyState: 'Enabled',
        Origin: 'AWS_KMS',
        KeyManager: 'CUSTOMER',
        CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
        KeySpec: 'SYMMETRIC_DEFAULT',
        EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
        MultiRegion: false,
        CurrentKeyMaterialId: '51056c6e7cbdbc340286e310f08a5a4453ca82c7d113d29728c22e377c9fa587',
      },
    },
  },
})
