import { enumeration, list, string, structure, timestamp } from '../../vocabulary/shapes.ts'
import { AnsweredKeyId, EncryptionContext } from './common.ts'

export const PolicyName = string({ min: 1, max: 128, pattern: '[\\w]+' })
export const PrincipalId = string({ min: 1, max: 256, pattern: '^[\\w+=,.@:/-]+$' })

export const ServicePrincipal = string({
  min: 1,
  max: 128,
  pattern: '^([A-Za-z0-9\\-]+)\\.([A-Za-z0-9\\-]+)(\\.[A-Za-z0-9\\-]+)+$',
})
export const GrantId = string({ min: 1, max: 128 })
export const GrantName = string({ min: 1, max: 256, pattern: '^[a-zA-Z0-9:/_-]+$' })
export const GrantToken = string({ min: 1, max: 8192 })

export const GrantOperation = enumeration({
  Decrypt: 'Decrypts.',
  Encrypt: 'Encrypts.',
  GenerateDataKey: 'Makes data keys.',
  GenerateDataKeyWithoutPlaintext: 'Makes data keys, and returns them only encrypted.',
  ReEncryptFrom: 'Moves ciphertexts of this key to another key. As strong as `Decrypt`: the other key may be the grantee’s.',
  ReEncryptTo: 'Moves ciphertexts of another key to this one.',
  Sign: 'Signs.',
  Verify: 'Verifies signatures.',
  GetPublicKey: 'Reads the public key.',
  CreateGrant: 'Gives all of this grant, or a part, to others by new grants.',
  RetireGrant: 'Retires the grant.',
  DescribeKey: 'Describes the key.',
  GenerateDataKeyPair: 'Makes data key pairs.',
  GenerateDataKeyPairWithoutPlaintext: 'Makes data key pairs, and returns the private key only encrypted.',
  GenerateMac: 'Makes MACs.',
  VerifyMac: 'Verifies MACs.',
  DeriveSharedSecret: 'Derives shared secrets.',
  Decapsulate: 'Decapsulates secrets.',
  Encapsulate: 'Encapsulates secrets.',
})
export const GrantOperations = list(GrantOperation)

export const GrantConstraints = structure({
  EncryptionContextSubset: {
    type: EncryptionContext,
    description: 'Pairs that the encryption context of a request has to include; it may have others too.',
  },
  EncryptionContextEquals: {
    type: EncryptionContext,
    description: 'The whole encryption context of a request: these pairs and no other.',
  },
  SourceArn: {
    type: string({ min: 20, max: 512, pattern: '^arn:aws[a-z0-9-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]{12}:.+$' }),
    description: 'The resource for which a service has to use the key. Required with `GranteeServicePrincipal`.',
  },
})

export const Grants = list(
  structure({
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key.' },
    GrantId: { type: GrantId, description: 'The id of the grant: 64 hexadecimal digits.' },
    Name: { type: GrantName, description: 'The name that the grant was made with. Only if it has one.' },
    CreationDate: { type: timestamp, description: 'When the grant was made.' },
    GranteePrincipal: { type: PrincipalId, description: 'Who may use the key. Left out if the grantee is an AWS service.' },
    RetiringPrincipal: {
      type: PrincipalId,
      description: 'Who may retire the grant, in addition to its account. Only if one is named.',
    },
    IssuingAccount: { type: PrincipalId, description: 'The account that made the grant, as the ARN of its root.' },
    Operations: { type: GrantOperations, description: 'What the grant allows.' },
    Constraints: {
      type: GrantConstraints,
      description: 'What a request has to contain for the grant to apply. Only if the grant has constraints.',
    },
    GranteeServicePrincipal: {
      type: ServicePrincipal,
      description: 'The AWS service that may use the key. Only if the grantee is a service.',
    },
    RetiringServicePrincipal: {
      type: ServicePrincipal,
      description: 'The AWS service that may retire the grant. Only if the grant names one.',
    },
  }),
)
