import { list } from '../../vocabulary/shapes.ts'
import { MATERIAL_READABLE } from '../key-states.ts'
import {
  AnsweredKeyId,
  CustomerMasterKeySpec,
  EncapsulationAlgorithm,
  EncryptionAlgorithm,
  GrantTokens,
  KeyAgreementAlgorithm,
  KeyIdOrAlias,
  KeySpec,
  KeyUsage,
  PublicKey,
  SigningAlgorithm,
} from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const GetPublicKey = kmsOperation({
  name: 'GetPublicKey',
  category: 'cryptography',
  summary: 'Returns the public key of an asymmetric key, to encrypt or verify outside AWS KMS.',
  key: { states: MATERIAL_READABLE },
  input: {
    KeyId: {
      type: KeyIdOrAlias,
      required: true,
      description: 'The asymmetric key; it may be disabled. Symmetric and HMAC keys have no public key.',
      placeholder: 'alias/signing',
    },
    GrantTokens: {
      type: GrantTokens,
      description:
        'Tokens of new grants that allow you to read the public key. A grant needs its token only in its first minutes.',
    },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that the public key belongs to.' },
    PublicKey: { type: PublicKey, description: 'The public key, as DER SubjectPublicKeyInfo.' },
    CustomerMasterKeySpec: {
      type: CustomerMasterKeySpec,
      deprecated: true,
      description: 'The older name of `KeySpec`, with the same value.',
    },
    KeySpec: { type: KeySpec, description: 'The kind of key.' },
    KeyUsage: {
      type: KeyUsage,
      description: 'What the key is for; AWS KMS refuses every other use.',
    },
    EncryptionAlgorithms: {
      type: list(EncryptionAlgorithm),
      description: 'The algorithms that Decrypt accepts for this key. Only for usage `ENCRYPT_DECRYPT`.',
    },
    SigningAlgorithms: {
      type: list(SigningAlgorithm),
      description: 'The algorithms that the key signs with. Only for usage `SIGN_VERIFY`.',
    },
    KeyAgreementAlgorithms: {
      type: list(KeyAgreementAlgorithm),
      description: 'The algorithms that derive shared secrets with the key. Only for usage `KEY_AGREEMENT`.',
    },
    EncapsulationAlgorithms: {
      type: list(EncapsulationAlgorithm),
      description: 'What to encapsulate with, for Decapsulate to open it. Only for usage `ENCAPSULATE_DECAPSULATE`.',
    },
  },
  errors: [
    'DependencyTimeoutException',
    'DisabledException',
    'InvalidArnException',
    'InvalidGrantTokenException',
    'InvalidKeyUsageException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'KeyUnavailableException',
    'NotFoundException',
    'UnsupportedOperationException',
  ],
  permissions: ['kms:GetPublicKey'],
  crossAccount: true,
  example: {
    request: { KeyId: 'alias/signing' },
    response: {
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/44445555-6666-7777-8888-9999aaaabbbb',
      PublicKey:
        'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEVH5t5Glm6aaQwwr6tEqUuT1/njbk8viBb51R2NQ0Ikr2kH4LrjviwRAwfvYij5rWM7mB5AsBvyw6JiuiK8z7Kg==',
      CustomerMasterKeySpec: 'ECC_NIST_P256',
      KeySpec: 'ECC_NIST_P256',
      KeyUsage: 'SIGN_VERIFY',
      SigningAlgorithms: ['ECDSA_SHA_256'],
    },
  },
})
