import { boolean } from '../../vocabulary/shapes.ts'
import { CRYPTOGRAPHIC } from '../key-states.ts'
import {
  GrantConstraints,
  GrantId,
  GrantName,
  GrantOperations,
  GrantToken,
  GrantTokens,
  KeyId,
  PrincipalId,
  ServicePrincipal,
} from '../members.ts'
import { kmsOperation } from '../operation.ts'
import { QUOTAS } from '../quotas.ts'

/** A key in a custom key store that is out of reach can still get grants. */
const { Unavailable: _, ...states } = CRYPTOGRAPHIC

export const CreateGrant = kmsOperation({
  name: 'CreateGrant',
  category: 'access',
  summary: 'Lets a principal use a key, in addition to the key policy and without changing it.',
  key: { states },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key that the grant is for. Name a key of another account by its ARN.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    GranteePrincipal: {
      type: PrincipalId,
      description:
        'Who may use the key: the ARN of an account, a user, a role, or a session of either. Give this or `GranteeServicePrincipal`.',
      placeholder: 'arn:aws:iam::111122223333:role/reports',
    },
    RetiringPrincipal: {
      type: PrincipalId,
      description:
        'Who may retire the grant, in addition to the account that makes it. The ARN of a principal, as for the grantee.',
      placeholder: 'arn:aws:iam::111122223333:role/orders-admin',
    },
    Operations: {
      type: GrantOperations,
      required: true,
      description:
        'The operations that the grant allows. They have to fit the spec and usage of the key. `CreateGrant` needs at least one other operation.',
      placeholder: '["Decrypt","DescribeKey"]',
    },
    Constraints: {
      type: GrantConstraints,
      description: `What the encryption context of a request has to contain for the grant to apply: at most ${QUOTAS.constraintPairs} pairs, with values of at most ${QUOTAS.constraintValueCharacters} characters. Only for symmetric encryption keys. They do not limit \`DescribeKey\`, \`CreateGrant\` and \`RetireGrant\`.`,
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow you to make grants. A grant needs its token only in its first minutes.',
    },
    Name: {
      type: GrantName,
      description:
        'A name that makes the request safe to repeat: the same request with the same name returns the existing grant.',
      placeholder: 'reports',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and makes no grant. Returns DryRunOperationException if all is well.',
    },
    GranteeServicePrincipal: {
      type: ServicePrincipal,
      description:
        'The AWS service that may use the key. The grant then needs the constraint `SourceArn`, and a retiring principal or service.',
    },
    RetiringServicePrincipal: {
      type: ServicePrincipal,
      description: 'The AWS service that may retire the grant. Give this or `RetiringPrincipal`, not both.',
    },
  },
  output: {
    GrantToken: {
      type: GrantToken,
      description: 'A token that makes the grant valid at once: the grantee sends it in `GrantTokens`. It differs at every call.',
    },
    GrantId: { type: GrantId, description: 'The id of the grant, for RetireGrant and RevokeGrant.' },
  },
  errors: [
    'DependencyTimeoutException',
    'DisabledException',
    'DryRunOperationException',
    'InvalidArnException',
    'InvalidGrantTokenException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'LimitExceededException',
    'NotFoundException',
  ],
  permissions: ['kms:CreateGrant'],
  crossAccount: true,
  example: {
    request: {
      KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321',
      GranteePrincipal: 'arn:aws:iam::111122223333:role/reports',
      Operations: ['Decrypt', 'DescribeKey'],
      Constraints: { EncryptionContextSubset: { Department: 'Reports' } },
    },
    response: {
      GrantToken:
        'CNrbJNzEDTS2sQ_EBMVmfAu-q8GrLMc616tKw2STf7gThRuiUTW36kntESD52AiplbFqYogFQTMBl8FqPIljGyLAFdDwVxDxZhzKu3NxUT6DhSkCvmTbSOFnAGpf4Q',
      GrantId: '0c237476b39f8bc44e45212e08498fbe3151305030726c0590dd8d3e9f3d6a60',
    },
    volatile: ['GrantToken', 'GrantId'],
  },
})
