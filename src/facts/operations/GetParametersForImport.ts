import { blob, timestamp } from '../../vocabulary/shapes.ts'
import { IMPORT_PARAMETERS } from '../key-states.ts'
import { AnsweredKeyId, Ciphertext, KeyId, WrappingAlgorithm, WrappingKeySpec } from '../members.ts'
import { kmsOperation } from '../operation.ts'
import { QUOTAS } from '../quotas.ts'

export const GetParametersForImport = kmsOperation({
  name: 'GetParametersForImport',
  category: 'import',
  summary: `Returns the public key and the token that an import of key material needs, both valid for ${QUOTAS.importTokenHours} hours.`,
  key: { states: IMPORT_PARAMETERS },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key that the material is for. Its origin has to be `EXTERNAL`.',
      placeholder: '99998888-7777-6666-5555-444433332222',
    },
    WrappingAlgorithm: {
      type: WrappingAlgorithm,
      required: true,
      description:
        'How you will encrypt the material under the public key. Use `RSAES_OAEP_SHA_256` for symmetric and HMAC keys, and `RSA_AES_KEY_WRAP_SHA_256` for private keys of any kind.',
      placeholder: 'RSAES_OAEP_SHA_256',
    },
    WrappingKeySpec: {
      type: WrappingKeySpec,
      required: true,
      description:
        'The size of the public key. Use `RSA_4096`, the strongest: even that RSA key is weaker than the 256 bits of a symmetric key.',
      placeholder: 'RSA_4096',
    },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that the parameters belong to.' },
    ImportToken: {
      type: Ciphertext,
      description:
        'The token to send, unchanged, to ImportKeyMaterial, with material that was wrapped under the public key of the same response.',
    },
    PublicKey: {
      type: blob({ min: 1, max: 4096, sensitive: true }),
      description: 'The RSA key to wrap the material under, as DER SubjectPublicKeyInfo.',
    },
    ParametersValidTo: {
      type: timestamp,
      description: `When the public key and the token expire: ${QUOTAS.importTokenHours} hours after the request.`,
    },
  },
  errors: [
    'DependencyTimeoutException',
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
    'UnsupportedOperationException',
  ],
  permissions: ['kms:GetParametersForImport'],
  crossAccount: false,
  example: {
    request: {
      KeyId: '99998888-7777-6666-5555-444433332222',
      WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
      WrappingKeySpec: 'RSA_4096',
    },
    response: {
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/99998888-7777-6666-5555-444433332222',
      ImportToken: 'AQECAHhImportTokenShortenedHere0',
      PublicKey: 'MIICIjANBgkqhkiG9w0BAQEFAAOCAg8AMIICCgKCAgEA',
      ParametersValidTo: 1768521600,
    },
    volatile: ['ImportToken', 'PublicKey', 'ParametersValidTo'],
  },
})
