import { enumeration } from '../../vocabulary/shapes.ts'

/** What GetKeyLastUsage counts as a use. */
export const KeyLastUsageTrackingOperation = enumeration({
  Decrypt: 'The key decrypted.',
  DeriveSharedSecret: 'The key agreed on a secret.',
  Encrypt: 'The key encrypted.',
  GenerateDataKey: 'The key protected a new data key.',
  GenerateDataKeyPair: 'The key protected a new key pair.',
  GenerateDataKeyPairWithoutPlaintext: 'The key encrypted a new key pair, whose private key was not returned.',
  GenerateDataKeyWithoutPlaintext: 'The key encrypted a new data key, which was not returned in plaintext.',
  GenerateMac: 'The key made a MAC.',
  ReEncrypt: 'The key opened a ciphertext, or made the new one.',
  Sign: 'The key signed.',
  Verify: 'The key verified a signature.',
  VerifyMac: 'The key verified a MAC.',
  Decapsulate: 'The key opened an encapsulated secret.',
  Encapsulate: 'The key encapsulated a secret.',
})
