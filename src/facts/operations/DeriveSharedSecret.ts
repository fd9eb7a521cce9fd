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
  summary: 'Derives a secret that you share with a peer, from your private key in AWS KMS and the peer’s public key (ECDH).',
  key: { usage: 'KEY_AGREEMENT', states: CRYPTOGRAPHIC },
  input: {
    KeyId: {
      type: KeyIdOrAlias,
      required: true,
      description: 'Your key. The peer needs its public key, from GetPublicKey.',
      placeholder: 'alias/agreement',
    },
    KeyAgreementAlgorithm: {
      type: KeyAgreementAlgorithm,
      required: true,
      description: 'The algorithm. There is only one.',
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
      description: 'Tokens of new grants that allow this operation. A grant needs its token only in its first minutes.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and returns no secret. Returns DryRunOperationException if all is well.',
    },
    Recipient: {
      type: Recipient,
      description:
        'The attestation of an enclave. The response has the secret encrypted under its public key, so that only the enclave can read it.',
    },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of your key, also if the request has an alias.' },
    SharedSecret: {
      type: Plaintext,
      description:
        'The x-coordinate of the shared point: 32, 48 or 66 bytes. Do not use it as a key: put it through a key derivation function. Left out if the request has a `Recipient`.',
    },
    CiphertextForRecipient: {
      type: Ciphertext,
      description: 'The secret, encrypted for the enclave (CMS EnvelopedData). Only if the request has a `Recipient`.',
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
