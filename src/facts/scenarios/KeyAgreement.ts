import { from } from '../../vocabulary/scenario.ts'
import { local, request, scenario } from './scenario.ts'

const OURS = 'alias/agreement'
const THEIRS = from(1, 'KeyMetadata.KeyId')
const KeyAgreementAlgorithm = 'ECDH'
/** “orders, client to server, 2026” */
const Info = 'b3JkZXJzLCBjbGllbnQgdG8gc2VydmVyLCAyMDI2'

export const KeyAgreement = scenario('Agree on a secret', [
  request('Make a key for the other side', 'CreateKey', {
    Description: 'The other side',
    KeySpec: 'ECC_NIST_P256',
    KeyUsage: 'KEY_AGREEMENT',
  }),
  request('Get your public key', 'GetPublicKey', { KeyId: OURS }, { text: 'Send it to the other side.' }),
  request('Get theirs', 'GetPublicKey', { KeyId: THEIRS }, { text: 'The other side sends it to you.' }),
  request('Derive the secret here', 'DeriveSharedSecret', {
    KeyId: OURS,
    KeyAgreementAlgorithm,
    PublicKey: from(3, 'PublicKey'),
  }),
  request(
    'Derive it there',
    'DeriveSharedSecret',
    { KeyId: THEIRS, KeyAgreementAlgorithm, PublicKey: from(2, 'PublicKey') },
    {
      returns: { SharedSecret: from(4, 'SharedSecret') },
      after: 'Both responses have the same `SharedSecret`, 32 bytes.',
    },
  ),
  local(
    'Make a key of it',
    'deriveKey',
    { SharedSecret: from(4, 'SharedSecret'), Info },
    {
      text: 'Never encrypt with the secret as it is: HKDF makes a key of it. A real program puts both public keys into `Info` as well.',
    },
  ),
  local(
    'And on the other side',
    'deriveKey',
    { SharedSecret: from(5, 'SharedSecret'), Info },
    {
      returns: { Key: from(6, 'Key') },
    },
  ),
])
