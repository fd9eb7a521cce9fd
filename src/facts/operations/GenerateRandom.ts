import { Ciphertext, CustomKeyStoreId, NumberOfBytes, Plaintext, Recipient } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const GenerateRandom = kmsOperation({
  name: 'GenerateRandom',
  category: 'cryptography',
  summary: 'Returns up to 1,024 bytes from a cryptographically secure generator.',
  input: {
    NumberOfBytes: {
      type: NumberOfBytes,
      description: 'How many bytes to make. Left out, the request is refused: there is no default.',
      placeholder: '32',
    },
    CustomKeyStoreId: {
      type: CustomKeyStoreId,
      description: 'Takes the bytes from the CloudHSM cluster of this custom key store. An external key store cannot make any.',
    },
    Recipient: {
      type: Recipient,
      description: 'An enclave that alone may read the bytes: they come encrypted under the key in its attestation.',
    },
  },
  output: {
    Plaintext: { type: Plaintext, description: 'The random bytes. Left out where `Recipient` is given.' },
    CiphertextForRecipient: {
      type: Ciphertext,
      description: 'The random bytes, encrypted for the enclave (CMS EnvelopedData). Only where `Recipient` is given.',
    },
  },
  errors: [
    'CustomKeyStoreInvalidStateException',
    'CustomKeyStoreNotFoundException',
    'DependencyTimeoutException',
    'KMSInternalException',
    'UnsupportedOperationException',
  ],
  permissions: ['kms:GenerateRandom'],
  example: {
    request: { NumberOfBytes: 32 },
    response: { Plaintext: 'p3bN8sVq1cWmYx0zKdRt5uJh7LgEfA2oIvB9Qk4TnSU=' },
    volatile: ['Plaintext'],
  },
})
