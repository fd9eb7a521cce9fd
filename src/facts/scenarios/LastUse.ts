import { from } from '../../vocabulary/scenario.ts'
import { request, scenario } from './scenario.ts'

const KeyId = '0987dcba-09fe-87dc-65ba-ab0987654321'

export const LastUse = scenario('Find the last use of a key', [
  request('Use the key', 'Encrypt', { KeyId: 'alias/app', Plaintext: 'aGVsbG8=', EncryptionContext: { tenant: '42' } }),
  request('Ask for its last use', 'GetKeyLastUsage', { KeyId }, { returns: { 'KeyLastUsage.Operation': 'Encrypt' } }),
  request(
    'Fail to use it',
    'Decrypt',
    { CiphertextBlob: from(1, 'CiphertextBlob') },
    { text: 'The encryption context is missing.', refusal: 'InvalidCiphertextException' },
  ),
  request(
    'Ask again',
    'GetKeyLastUsage',
    { KeyId },
    { returns: { 'KeyLastUsage.Operation': 'Encrypt' }, after: 'A request that failed is no use of the key.' },
  ),
])
