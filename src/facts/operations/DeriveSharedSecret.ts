import { boolean } from '../../vocabulary/shapes.ts'
import { CRYPTOGRAPHIC } from '../key-states.ts'
import {
  AnsweredKeyId,
  Ciphertext,
  GrantTokens,
  KeyAgreementAlgorithm,
  KeyIdOrAlias,
  Origin,
  Plaintext,
  PublicKey,
  Recipient,
} from '../members.ts'
import { kmsOperation } from '../operation.ts'

/** A peer’s key on P-256, whose private half is not needed here. */
const PEER =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKUsaef3zh5+pEzyjFSuYL6q0IsvO/+ouIT/xeUgl/TM/DYsnt8GFiiVifiddKC6S' +
  '2lyRXhg46NGlK9xr39uSrg=='

export const DeriveSharedSecret = kmsOperation({
  name: 'DeriveSharedSecret',
  category: 'cryptography',
  summary: 'Agrees with a peer on a secret, from your private key in AWS KMS and the peer’s public key (ECDH).',
  key: { usage: 'KEY_AGREEMENT', states: CRYPTOGRAPHIC },
  input: {
    KeyId: {
      type: KeyIdOrAlias,
      required: true,
      description: 'Your key. The peer gets its public half by GetPublicKey.',
      placeholder: 'alias/agreement',
    },
    KeyAgreementAlgorithm: {
      type: KeyAgreementAlgorithm,
      required: true,
      description: 'How to agree. There is one way.',
      placeholder: 'ECDH',
    },
    PublicKey: {
      type: PublicKey,
      required: true,
      description: 'The peer’s public key, as DER SubjectPublicKeyInfo. It has to be on the curve of your key.',
      placeholder: PEER,
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow this operation, while the grants still spread.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and returns no secret. Success is a DryRunOperationException.',
    },
    Recipient: {
      type: Recipient,
      description: 'An enclave that alone may read the secret: it comes encrypted under the key in its attestation.',
    },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of your key, also if you named an alias.' },
    SharedSecret: {
      type: Plaintext,
      description:
        'The x-coordinate of the shared point: 32, 48 or 66 bytes. Feed it to a key derivation function; it is no key by itself. Left out where `Recipient` is given.',
    },
    CiphertextForRecipient: {
      type: Ciphertext,
      description: 'The secret, encrypted for the enclave (CMS EnvelopedData). Only where `Recipient` is given.',
    },
    KeyAgreementAlgorithm: { type: KeyAgreementAlgorithm, description: 'The algorithm used.' },
    KeyOrigin: { type: Origin, description: 'Where the material of your key comes from.' },
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
  permissions: ['kms:DeriveSharedSecret'],
  crossAccount: true,
  tracked: true,
  example: {
    request: { KeyId: 'alias/agreement', KeyAgreementAlgorithm: 'ECDH', PublicKey: PEER },
    response: {
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/55556666-7777-8888-9999-aaaabbbbcccc',
      SharedSecret: 'CZEcNUT462Kk9IKVzln1HUnDsdnARv1D8YUXPZWf540=',
      KeyAgreementAlgorithm: 'ECDH',
      KeyOrigin: 'AWS_KMS',
    },
  },
})
