import { Ciphertext, CustomKeyStoreId, NumberOfBytes, Plaintext, Recipient } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const GenerateRandom = kmsOperation({
  name: 'GenerateRandom',
  category: 'cryptography',
  summary: 'Returns up to 1,024 bytes from a cryptographically secure generator.',
  input: {
    NumberOfBytes: {
      type: NumberOfBytes,
      description: 'The number of bytes to make. There is no default: without this member, the request is refused.',
      placeholder: '32',
    },
    CustomKeyStoreId: {
      type: CustomKeyStoreId,
      description: 'The custom key store whose CloudHSM cluster makes the bytes. An external key store is refused.',
    },
    Recipient: {
      type: Recipient,
      description:
        'The attestation of an enclave. The response has the bytes encrypted under its public key, so that only the enclave can read them.',
    },
  },
  output: {
    Plaintext: { type: Plaintext, description: 'The random bytes. Left out if the request has a `Recipient`.' },
    CiphertextForRecipient: {
      type: Ciphertext,
      description: 'The random bytes, encrypted for the enclave (CMS EnvelopedData). Only if the request has a `Recipient`.',
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
