import { from } from '../../vocabulary/scenario.ts'
import { request, scenario } from './scenario.ts'

const CustomKeyStoreId = 'cks-1234567890abcdef0'
const KeyId = from(2, 'KeyMetadata.KeyId')
const KEY = { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId, XksKeyId: 'invoices-2026' } as const
const USE = { KeyId, Plaintext: 'aGVsbG8=' }
const STATE = 'CustomKeyStores.0.ConnectionState'

export const CustomKeyStores = scenario('Connect and disconnect a key store', [
  request(
    'Look at the stores',
    'DescribeCustomKeyStores',
    {},
    {
      after: '`External` is `CONNECTED`, the others are `DISCONNECTED`.',
    },
  ),
  request('Make a key in a store', 'CreateKey', KEY, {
    text: 'This key stands for an external key that the key manager calls `invoices-2026`.',
  }),
  request('Make it again', 'CreateKey', KEY, {
    refusal: 'XksKeyAlreadyInUseException',
    after: 'Two KMS keys of a store cannot stand for the same external key.',
  }),
  request('Use it', 'Encrypt', USE, { text: 'A program that uses the key does not notice where it is.' }),
  request(
    'Disconnect',
    'DisconnectCustomKeyStore',
    { CustomKeyStoreId },
    {
      text: 'All keys of the store are `Unavailable` from now on. When the store is connected again, each key has its earlier state.',
    },
  ),
  request('Be refused', 'Encrypt', USE, { refusal: 'KMSInvalidStateException' }),
  request(
    'Wait for the store',
    'DescribeCustomKeyStores',
    { CustomKeyStoreId },
    {
      text: 'A store that is still `DISCONNECTING` cannot be connected.',
      until: { path: STATE, is: 'DISCONNECTED' },
    },
  ),
  request(
    'Connect',
    'ConnectCustomKeyStore',
    { CustomKeyStoreId },
    {
      text: 'The response comes at once, and the store is `CONNECTING`. In the emulator that takes one second (five for a cluster), in AWS up to 20 minutes.',
    },
  ),
  request(
    'Wait for the connection',
    'DescribeCustomKeyStores',
    { CustomKeyStoreId },
    {
      until: { path: STATE, is: 'CONNECTED' },
    },
  ),
  request('Use the key again', 'Encrypt', USE),
])
