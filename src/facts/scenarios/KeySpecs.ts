import { request, scenario } from './scenario.ts'

const Plaintext = 'aGVsbG8='

export const KeySpecs = scenario('Ask keys for what they can do', [
  request(
    'Make a signing key',
    'CreateKey',
    {
      KeySpec: 'ECC_NIST_P256',
      KeyUsage: 'SIGN_VERIFY',
      Description: 'Signs releases',
    },
    { text: '`KeySpec` and `KeyUsage` make it a signing key.' },
  ),
  request(
    'Ask for what does not go together',
    'CreateKey',
    { KeySpec: 'ECC_NIST_P256', KeyUsage: 'ENCRYPT_DECRYPT' },
    {
      refusal: 'ValidationException',
      after: 'A key on an elliptic curve does not encrypt.',
    },
  ),
  request(
    'See what a key knows',
    'DescribeKey',
    { KeyId: 'alias/rsa' },
    {
      after: '`KeySpec`, `KeyUsage` and the list of algorithms are all in the response.',
    },
  ),
  request(
    'Ask for the wrong usage',
    'Encrypt',
    { KeyId: 'alias/signing', Plaintext },
    {
      text: 'A signing key does not encrypt.',
      refusal: 'InvalidKeyUsageException',
    },
  ),
  request(
    'Ask for the wrong algorithm',
    'Encrypt',
    { KeyId: 'alias/rsa', Plaintext },
    {
      text: 'The usage is right, but the default algorithm does not fit the key.',
      refusal: 'InvalidKeyUsageException',
    },
  ),
  request('Name the algorithm', 'Encrypt', { KeyId: 'alias/rsa', Plaintext, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }),
])
