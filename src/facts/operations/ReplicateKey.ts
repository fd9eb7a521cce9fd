import { boolean } from '../../vocabulary/shapes.ts'
import { REPLICABLE } from '../key-states.ts'
import { Description, KeyId, KeyMetadata, Policy, Region, Tags } from '../members.ts'
import { kmsOperation } from '../operation.ts'
import { QUOTAS } from '../quotas.ts'

export const ReplicateKey = kmsOperation({
  name: 'ReplicateKey',
  category: 'regions',
  summary: 'Makes a replica of a multi-Region primary key in another Region, with the same id and key material.',
  key: { states: REPLICABLE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The primary key. Send the request to the primary’s Region; a replica cannot be replicated.',
      placeholder: 'mrk-1234abcd12ab34cd56ef1234567890ab',
    },
    ReplicaRegion: {
      type: Region,
      required: true,
      description: 'The Region of the replica: one of the same partition in which no related key exists yet.',
      placeholder: 'ap-northeast-1',
    },
    Policy: {
      type: Policy,
      description: `The replica’s key policy, as JSON text of at most ${QUOTAS.policyKibibytes} KiB. Left out, the replica gets the default policy, not the primary’s.`,
    },
    BypassPolicyLockoutSafetyCheck: {
      type: boolean,
      default: false,
      description: 'Accepts a policy under which you could not change the policy any more. Such a key may end up unmanageable.',
    },
    Description: {
      type: Description,
      default: '',
      description: 'A note for people about the replica; the primary’s is not copied. It is not secret.',
    },
    Tags: {
      type: Tags,
      description: `Labels of the replica, at most ${QUOTAS.tags}. They need the permission \`kms:TagResource\` in its Region too.`,
    },
  },
  output: {
    ReplicaKeyMetadata: {
      type: KeyMetadata,
      description:
        'The replica, as DescribeKey shows it in its Region. Its state is `Creating` at first, and changes a moment later.',
    },
    ReplicaPolicy: { type: Policy, description: 'The replica’s key policy.' },
    ReplicaTags: { type: Tags, description: 'The replica’s tags. Only if it has any.' },
  },
  errors: [
    'AlreadyExistsException',
    'DisabledException',
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'LimitExceededException',
    'MalformedPolicyDocumentException',
    'NotFoundException',
    'TagException',
    'UnsupportedOperationException',
  ],
  permissions: ['kms:ReplicateKey', 'kms:CreateKey', 'kms:TagResource'],
  crossAccount: false,
  example: {
    request: { KeyId: 'mrk-1234abcd12ab34cd56ef1234567890ab', ReplicaRegion: 'ap-northeast-1', Description: 'Encrypts in Tokyo' },
    response: {
      ReplicaKeyMetadata: {
        AWSAccountId: '111122223333',
        KeyId: 'mrk-1234abcd12ab34cd56ef1234567890ab',
        Arn: 'arn:aws:kms:ap-northeast-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab',
        CreationDate: 1768435200,
        Enabled: false,
        Description: 'Encrypts in Tokyo',
        KeyUsage: 'ENCRYPT_DECRYPT',
        KeyState: 'Creating',
        Origin: 'AWS_KMS',
        KeyManager: 'CUSTOMER',
        CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
        KeySpec: 'SYMMETRIC_DEFAULT',
        EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
        MultiRegion: true,
        MultiRegionConfiguration: {
          MultiRegionKeyType: 'REPLICA',
          PrimaryKey: {
            Arn: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab',
            Region: 'us-east-1',
          },
          ReplicaKeys: [
            {
              Arn: 'arn:aws:kms:ap-northeast-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab',
              Region: 'ap-northeast-1',
            },
            {
              Arn: 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab',
              Region: 'eu-west-1',
            },
          ],
        },
      },
      ReplicaPolicy:
        '{\n  "Version" : "2012-10-17",\n  "Id" : "key-default-1",\n  "Statement" : [ {\n    "Sid" : "Enable IAM User Permissions",\n    "Effect" : "Allow",\n    "Principal" : {\n      "AWS" : "arn:aws:iam::111122223333:root"\n    },\n    "Action" : "kms:*",\n    "Resource" : "*"\n  } ]\n}',
    },
    volatile: ['ReplicaKeyMetadata.CreationDate'],
  },
})
