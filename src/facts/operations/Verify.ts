import { boolean } from '../../vocabulary/shapes.ts'
import { CRYPTOGRAPHIC } from '../key-states.ts'
import { AnsweredKeyId, Ciphertext, GrantTokens, KeyIdOrAlias, MessageType, Plaintext, SigningAlgorithm } from '../members.ts'
import { kmsOperation } from '../operation.ts'

/** Of “hello” under alias/signing, whose material in the sandbox is fixed. */
const SIGNATURE = 'MEUCIQCtfQZazNxCmEncJoyKFXUFptQC/CH+VZe3HggtlJ46CwIgGmmsKED+9iyj9x8rjHIEP2BupLeMFqUReHZF2zZaEX8='

export const Verify = kmsOperation({
  name: 'Verify',
  category: 'cryptography',
  summary: 'Checks the signature of a message; a signature that does not fit is an error.',
  key: { usage: 'SIGN_VERIFY', states: CRYPTOGRAPHIC },
  input: {
    KeyId: {
      type: KeyIdOrAlias,
      required: true,
      description: 'The key that should have made the signature.',
      placeholder: 'alias/signing',
    },
    Message: {
      type: Plaintext,
      required: true,
      description: 'The message that was signed, or its digest, as `MessageType` says.',
      placeholder: 'aGVsbG8=',
    },
    MessageType: { type: MessageType, default: 'RAW', description: 'What `Message` is.' },
    Signature: { type: Ciphertext, required: true, description: 'The signature from Sign.', placeholder: SIGNATURE },
    SigningAlgorithm: {
      type: SigningAlgorithm,
      required: true,
      description: 'The algorithm that signed; with another one the signature does not fit.',
      placeholder: 'ECDSA_SHA_256',
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow you to verify. A grant needs its token only in its first minutes.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything, the signature too, and returns DryRunOperationException if all is well.',
    },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that verified.' },
    SignatureValid: {
      type: boolean,
      description: 'Always true: a signature that does not fit is a KMSInvalidSignatureException instead.',
    },
    SigningAlgorithm: { type: SigningAlgorithm, description: 'The algorithm that checked the signature.' },
  },
  errors: [
    'DependencyTimeoutException',
    'DisabledException',
    'DryRunOperationException',
    'InvalidGrantTokenException',
    'InvalidKeyUsageException',
    'KMSInternalException',
    'KMSInvalidSignatureException',
    'KMSInvalidStateException',
    'KeyUnavailableException',
    'NotFoundException',
  ],
  permissions: ['kms:Verify'],
  crossAccount: true,
  tracked: true,
  example: {
    request: { KeyId: 'alias/signing', Message: 'aGVsbG8=', Signature: SIGNATURE, SigningAlgorithm: 'ECDSA_SHA_256' },
    response: {
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/44445555-6666-7777-8888-9999aaaabbbb',
      SignatureValid: true,
      SigningAlgorithm: 'ECDSA_SHA_256',
    },
  },
})
