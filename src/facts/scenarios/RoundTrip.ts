import { from } from '../../vocabulary/scenario.ts'
import { request, scenario } from './scenario.ts'

export const RoundTrip = scenario('Encrypt and decrypt', [
  request('Encrypt', 'Encrypt', { KeyId: 'alias/app', Plaintext: 'aGVsbG8=' }),
  request('Decrypt', 'Decrypt', { CiphertextBlob: from(1, 'CiphertextBlob') }, { returns: { Plaintext: 'aGVsbG8=' } }),
])
