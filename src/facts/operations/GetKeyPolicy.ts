import { ANY_STATE } from '../key-states.ts'
import { KeyId, Policy, PolicyName } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const GetKeyPolicy = kmsOperation({
  name: 'GetKeyPolicy',
  category: 'access',
  summary: 'Reads the key policy: who may do what with the key.',
  key: { states: ANY_STATE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key whose policy you want to read. It has to be in your own account.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    PolicyName: {
      type: PolicyName,
      default: 'default',
      description:
        'The name of the policy. Every key has `default`. A key that AWS RAM shares with other accounts also has `AWS_RAM`.',
      placeholder: 'default',
    },
  },
  output: {
    Policy: {
      type: Policy,
      description: 'The policy as JSON text. The number of an account in it has become the ARN of its root.',
    },
    PolicyName: { type: PolicyName, description: 'The name of the policy: `default` or `AWS_RAM`.' },
  },
  errors: [
    'DependencyTimeoutException',
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
  ],
  permissions: ['kms:GetKeyPolicy'],
  crossAccount: false,
  example: {
    request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' },
    response: {
      Policy:
        '{\n  "Version" : "2012-10-17",\n  "Id" : "key-default-1",\n  "Statement" : [ {\n    "Sid" : "Enable IAM User Permissions",\n    "Effect" : "Allow",\n    "Principal" : {\n      "AWS" : "arn:aws:iam::111122223333:root"\n    },\n    "Action" : "kms:*",\n    "Resource" : "*"\n  } ]\n}',
      PolicyName: 'default',
    },
  },
})
