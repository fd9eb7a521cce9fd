import { enumeration } from '../../vocabulary/shapes.ts'

/** What GetKeyLastUsage counts as a use. */
export const KeyLastUsageTrackingOperation = enumeration({
  Decrypt: 'The key decrypted.',
  DeriveSharedSecret: 'The key derived a shared secret.',
  Encrypt: 'The key encrypted.',
  GenerateDataKey: 'The key encrypted a new data key.',
  GenerateDataKeyPair: 'The key encrypted the private key of a new key pair.',
  GenerateDataKeyPairWithoutPlaintext:
    'The key encrypted the private key of a new key pair, which was not returned in plaintext.',
  GenerateDataKeyWithoutPlaintext: 'The key encrypted a new data key, which was not returned in plaintext.',
  GenerateMac: 'The key made a MAC.',
  ReEncrypt: 'The key decrypted the old ciphertext, or made the new one.',
  Sign: 'The key signed.',
  Verify: 'The key verified a signature.',
  VerifyMac: 'The key verified a MAC.',
  Decapsulate: 'The key decapsulated a secret.',
  Encapsulate: 'The key encapsulated a secret.',
})
