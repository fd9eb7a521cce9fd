import { boolean } from '../../vocabulary/shapes.ts'
import { CRYPTOGRAPHIC } from '../key-states.ts'
import {
  AnsweredKeyId,
  Ciphertext,
  DataKeyPairSpec,
  EncryptionContext,
  GrantTokens,
  KeyIdOrAlias,
  KeyMaterialId,
  Plaintext,
  PublicKey,
  Recipient,
} from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const GenerateDataKeyPair = kmsOperation({
  name: 'GenerateDataKeyPair',
  category: 'cryptography',
  summary: 'Makes a key pair for use outside AWS KMS, and returns the private key in plaintext and encrypted under a KMS key.',
  key: { usage: 'ENCRYPT_DECRYPT', states: CRYPTOGRAPHIC },
  input: {
    EncryptionContext: {
      type: EncryptionContext,
      description: 'Pairs that Decrypt needs again to decrypt the private key. Not secret: logs show them.',
    },
    KeyId: {
      type: KeyIdOrAlias,
      required: true,
      description: 'The symmetric key that encrypts the private key. An RSA key, or a key of a custom key store, is refused.',
      placeholder: 'alias/app',
    },
    KeyPairSpec: {
      type: DataKeyPairSpec,
      required: true,
      description: 'The kind of key pair. An RSA pair takes the longest to make.',
      placeholder: 'ECC_NIST_P256',
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow this operation. A grant needs its token only in its first minutes.',
    },
    Recipient: {
      type: Recipient,
      description:
        'The attestation of an enclave. The response has the private key encrypted under its public key, so that only the enclave can read it.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and makes no key pair. Returns DryRunOperationException if all is well.',
    },
  },
  output: {
    PrivateKeyCiphertextBlob: {
      type: Ciphertext,
      description: 'The encrypted private key, to store. Decrypt decrypts it.',
    },
    PrivateKeyPlaintext: {
      type: Plaintext,
      description:
        'The private key in plaintext, as DER PKCS #8; for ML-KEM, its seed. Erase it from memory after use. Left out if the request has a `Recipient`.',
    },
    PublicKey: { type: PublicKey, description: 'The public key, as DER SubjectPublicKeyInfo.' },
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that encrypted the private key.' },
    KeyPairSpec: { type: DataKeyPairSpec, description: 'The kind of key pair that was made.' },
    CiphertextForRecipient: {
      type: Ciphertext,
      description: 'The private key, encrypted for the enclave (CMS EnvelopedData). Only if the request has a `Recipient`.',
    },
    KeyMaterialId: { type: KeyMaterialId, description: 'The key material that encrypted the private key.' },
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
    'UnsupportedOperationException',
  ],
  permissions: ['kms:GenerateDataKeyPair'],
  crossAccount: true,
  tracked: true,
  example: {
    request: { KeyId: 'alias/app', KeyPairSpec: 'ECC_NIST_P256' },
    response: {
      PrivateKeyCiphertextBlob:
        'AQICAHhRBWxufL28NAKG4xDwilpEU8qCx9ET0pcowi43fJ+lh1VACwaK6t28v/wUFinBwARx04ONCKKYeQEY11Zg+o4fMvwWtEVG' +
        'o6jL+ntSoIk4tjOYYbgrRGJSVwNKGgFun5uIdIk//s3+VVxfAg3XwLWb4HMzcQ+7JCutpvmV9RYh06QMC2zNoDqaHKydvhmORKf2' +
        '1c9c1gOYxScrDPGRWbvBvwyjaiySJGDj45savz5E0J5jTB+dkoAq/1heHNC9bx4vjhQjud0=',
      PrivateKeyPlaintext:
        'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgr1vabmvSrnmFl2rziwIqUf5f9me19LohuHlFmPLtqv6hRANCAARf' +
        '8k/ZgSx2cb8XljUuPA303K0sZ1W6O667rTCwu9dqtFeM2fHPMcou1jY4oXaER6C2L3YRbRBBeVfmIVJd7qcP',
      PublicKey:
        'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEX/JP2YEsdnG/F5Y1LjwN9NytLGdVujuuu60wsLvXarRXjNnxzzHKLtY2OKF2hEegti92EW0QQXlX5iFSXe6nDw==',
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
      KeyPairSpec: 'ECC_NIST_P256',
      KeyMaterialId: '51056c6e7cbdbc340286e310f08a5a4453ca82c7d113d29728c22e377c9fa587',
    },
    volatile: ['PrivateKeyCiphertextBlob', 'PrivateKeyPlaintext', 'PublicKey'],
  },
})
