import { from } from '../../vocabulary/scenario.ts'
import { local, request, scenario } from './scenario.ts'

const KeyId = 'alias/encapsulation'
const EncapsulationAlgorithm = 'ML_KEM'
/** “orders, 2026” */
const Info = 'b3JkZXJzLCAyMDI2'
const MESSAGE = 'aGVsbG8='

export const MlKem = scenario(
  'Exchange a secret with ML-KEM',
  [
    request(
      'Encapsulate',
      'Encapsulate',
      { KeyId, EncapsulationAlgorithm },
      {
        text: 'This is the sender’s part: it makes 32 fresh bytes, and a ciphertext of them that only the owner of the key can open.',
      },
    ),
    local(
      'Derive a key, and keep it',
      'deriveKey',
      { SharedSecret: from(1, 'SharedSecret'), Info },
      {
        text: 'HKDF makes a key for one purpose of the secret.',
      },
    ),
    local(
      'Encrypt for the owner',
      'seal',
      { DataKey: from(2, 'Key'), Message: MESSAGE },
      {
        text: 'The sender sends `Sealed`, together with the `SharedSecretCiphertextBlob` of step 1.',
      },
    ),
    request(
      'Decapsulate',
      'Decapsulate',
      { KeyId, EncapsulationAlgorithm, SharedSecretCiphertextBlob: from(1, 'SharedSecretCiphertextBlob') },
      { text: 'This is the owner’s part.', returns: { SharedSecret: from(1, 'SharedSecret') } },
    ),
    local(
      'Derive the same key',
      'deriveKey',
      { SharedSecret: from(4, 'SharedSecret'), Info },
      {
        returns: { Key: from(2, 'Key') },
      },
    ),
    local(
      'Decrypt',
      'unseal',
      { DataKey: from(5, 'Key'), Sealed: from(3, 'Sealed') },
      {
        returns: { Message: MESSAGE },
        after: 'Both sides know that they have the same secret only now, when they decrypt something with it.',
      },
    ),
  ],
  'reader',
)
