import { from } from '../../vocabulary/scenario.ts'
import { request, scenario } from './scenario.ts'

const MacAlgorithm = 'HMAC_SHA_256'
const Message = 'aGVsbG8='
const OWN = from(4, 'KeyMetadata.KeyId')

export const Macs = scenario('Make and check a MAC', [
  request(
    'Make a MAC',
    'GenerateMac',
    { KeyId: 'alias/mac', Message, MacAlgorithm },
    {
      text: '`aGVsbG8=` is “hello” in base64.',
      after: 'The same message under the same key always has the same MAC, so every reader sees `zk6RoNXe…`.',
    },
  ),
  request(
    'Check it',
    'VerifyMac',
    { KeyId: 'alias/mac', Message, MacAlgorithm, Mac: from(1, 'Mac') },
    {
      returns: { MacValid: true },
    },
  ),
  request(
    'Change the message',
    'VerifyMac',
    { KeyId: 'alias/mac', Message: 'aGVsbG8h', MacAlgorithm, Mac: from(1, 'Mac') },
    {
      refusal: 'KMSInvalidMacException',
      after: 'There is no `MacValid` with the value `false`.',
    },
  ),
  request(
    'Make a key of your own',
    'CreateKey',
    {
      Description: 'Session tokens',
      KeySpec: 'HMAC_256',
      KeyUsage: 'GENERATE_VERIFY_MAC',
    },
    { text: 'Take one key for each purpose: then a MAC that was made for one purpose is worth nothing for another.' },
  ),
  request('Make its MAC', 'GenerateMac', { KeyId: OWN, Message, MacAlgorithm }, { after: 'Another key makes another MAC.' }),
  request(
    'Check one with the other key',
    'VerifyMac',
    { KeyId: OWN, Message, MacAlgorithm, Mac: from(1, 'Mac') },
    {
      refusal: 'KMSInvalidMacException',
    },
  ),
])
