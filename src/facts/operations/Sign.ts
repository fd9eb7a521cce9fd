import { boolean } from '../../vocabulary/shapes.ts'
import { CRYPTOGRAPHIC } from '../key-states.ts'
import { AnsweredKeyId, Ciphertext, GrantTokens, KeyIdOrAlias, MessageType, Plaintext, SigningAlgorithm } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const Sign = kmsOperation({
  name: 'Sign',
  category: 'cryptography',
  summary: 'Signs a message, or its digest, with a private key that never leaves AWS KMS.',
  key: { usage: 'SIGN_VERIFY', states: CRYPTOGRAPHIC },
  input: {
    KeyId: {
      type: KeyIdOrAlias,
      required: true,
      description: 'The key to sign with. Its spec decides which algorithms it has.',
      placeholder: 'alias/signing',
    },
    Message: {
      type: Plaintext,
      required: true,
      description: 'The message. For one of more than 4,096 bytes, send its digest and say so in `MessageType`.',
      placeholder: 'aGVsbG8=',
    },
    MessageType: {
      type: MessageType,
      default: 'RAW',
      description:
        'What `Message` is. With RSA, ECDSA and ML-DSA, a signature of the digest, or of μ, is also a signature of the message: Verify accepts either.',
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow you to sign. A grant needs its token only in its first minutes.',
    },
    SigningAlgorithm: {
      type: SigningAlgorithm,
      required: true,
      description: 'The algorithm to sign with: one of those that DescribeKey lists for the key.',
      placeholder: 'ECDSA_SHA_256',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and signs nothing. Returns DryRunOperationException if all is well.',
    },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that signed, also if the request has an alias.' },
    Signature: {
      type: Ciphertext,
      description:
        'The signature: for ECDSA a DER sequence of r and s, for RSA as long as the modulus, for Ed25519 64 bytes, for ML-DSA 2,420 to 4,627.',
    },
    SigningAlgorithm: { type: SigningAlgorithm, description: 'The algorithm used; a verifier has to know it.' },
  },
  errors: [
    'DependencyTimeoutException',
    'DisabledException',
    'DryRunOperationException',
    'InvalidGrantTokenException',
    'InvalidKeyUsageException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'KeyUnavailableException',
    'NotFoundException',
  ],
  permissions: ['kms:Sign'],
  crossAccount: true,
  tracked: true,
  example: {
    request: { KeyId: 'alias/signing', Message: 'aGVsbG8=', SigningAlgorithm: 'ECDSA_SHA_256' },
    response: {
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/44445555-6666-7777-8888-9999aaaabbbb',
      Signature: 'MEUCIQCtfQZazNxCmEncJoyKFXUFptQC/CH+VZe3HggtlJ46CwIgGmmsKED+9iyj9x8rjHIEP2BupLeMFqUReHZF2zZaEX8=',
      SigningAlgorithm: 'ECDSA_SHA_256',
    },
    volatile: ['Signature'],
  },
})
