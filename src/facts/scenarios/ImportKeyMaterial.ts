import { from } from '../../vocabulary/scenario.ts'
import { local, request, scenario } from './scenario.ts'

const KeyId = from(1, 'KeyMetadata.KeyId')
const ImportToken = from(2, 'ImportToken')
const PublicKey = from(2, 'PublicKey')
const ExpirationModel = 'KEY_MATERIAL_DOES_NOT_EXPIRE'

export const ImportKeyMaterial = scenario('Import key material', [
  request(
    'Create a key without material',
    'CreateKey',
    { Description: 'Our own material', Origin: 'EXTERNAL' },
    {
      text: 'The `Origin` of the key is `EXTERNAL`.',
      after: '`KeyState` is `PendingImport`: every use of the key is refused until it has material.',
      returns: { 'KeyMetadata.KeyState': 'PendingImport' },
    },
  ),
  request(
    'Get a public key and a token',
    'GetParametersForImport',
    { KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_4096' },
    {
      text: 'AWS KMS makes an RSA key pair for this import, keeps the private half, and hands you the public one. The token ties the pair to your key. Ask for `RSA_4096`, the strongest wrapping key that there is.',
    },
  ),
  local(
    'Make the material',
    'makeMaterial',
    {},
    {
      text: '32 random bytes, on your own machine. Keep a copy: it is the only way back when the material is deleted or expires.',
    },
  ),
  local(
    'Wrap it',
    'wrapMaterial',
    { PublicKey, Material: from(3, 'Material') },
    {
      text: 'Encrypt the material under the public key of step 2, with RSA-OAEP and SHA-256.',
    },
  ),
  request(
    'Import it',
    'ImportKeyMaterial',
    { KeyId, ImportToken, EncryptedKeyMaterial: from(4, 'EncryptedKeyMaterial'), ExpirationModel },
    {
      text: 'This material does not expire.',
      after:
        'The key is `Enabled` now. `KeyMaterialId` names the material, so that you can tell later whether a copy in your safe is the right one.',
    },
  ),
  request('Use the key', 'Encrypt', { KeyId, Plaintext: 'aGVsbG8=' }, { text: 'It works like any other key.' }),
  request(
    'Delete the material',
    'DeleteImportedKeyMaterial',
    { KeyId },
    {
      text: 'It goes at once, without a waiting period. The key stays, in `PendingImport`.',
    },
  ),
  request(
    'See decryption fail',
    'Decrypt',
    { KeyId, CiphertextBlob: from(6, 'CiphertextBlob') },
    {
      refusal: 'KMSInvalidStateException',
      after:
        'Even a caller with every permission on the key cannot decrypt the ciphertext now, unless it has a copy of the material to import.',
    },
  ),
  local('Make other material', 'makeMaterial', {}, { text: 'This shows what happens if the copy is the wrong one.' }),
  local(
    'Wrap that',
    'wrapMaterial',
    { PublicKey, Material: from(9, 'Material') },
    {
      text: 'Token and public key of step 2 are still good.',
    },
  ),
  request(
    'Be refused',
    'ImportKeyMaterial',
    { KeyId, ImportToken, EncryptedKeyMaterial: from(10, 'EncryptedKeyMaterial'), ExpirationModel },
    { refusal: 'IncorrectKeyMaterialException', after: 'A key takes back only the material that it had.' },
  ),
  request(
    'Bring the material back',
    'ImportKeyMaterial',
    { KeyId, ImportToken, EncryptedKeyMaterial: from(4, 'EncryptedKeyMaterial'), ExpirationModel },
    {
      text: 'The request of step 5 once more. After more than 24 hours you would begin at step 2 instead, with the same material.',
      returns: { KeyMaterialId: from(5, 'KeyMaterialId') },
    },
  ),
  request(
    'Decrypt again',
    'Decrypt',
    { KeyId, CiphertextBlob: from(6, 'CiphertextBlob') },
    { returns: { Plaintext: 'aGVsbG8=' }, after: 'The request of step 8 returns the plaintext now.' },
  ),
])
