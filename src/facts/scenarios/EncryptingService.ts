import { from } from '../../vocabulary/scenario.ts'
import { request, scenario } from './scenario.ts'

/** The requests that a service such as Amazon S3 sends for one object, in the name of the caller. */
const EncryptionContext = { 'aws:s3:arn': 'arn:aws:s3:::orders/2026/10.json' }
const CiphertextBlob = from(1, 'CiphertextBlob')

export const EncryptingService = scenario('Be S3', [
  request('The caller writes', 'GenerateDataKey', { KeyId: 'alias/app', KeySpec: 'AES_256', EncryptionContext }),
  request(
    'The caller reads',
    'Decrypt',
    { CiphertextBlob, EncryptionContext },
    { after: 'The data key comes back, and S3 decrypts the object with it.' },
  ),
  request('Switch the key off', 'DisableKey', { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' }),
  request(
    'The caller reads again',
    'Decrypt',
    { CiphertextBlob, EncryptionContext },
    { refusal: 'DisabledException', after: 'S3 passes the error on as `KMS.DisabledException`, with the same message.' },
  ),
])
