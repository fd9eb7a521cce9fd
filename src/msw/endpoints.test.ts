import { KMSClient } from '@aws-sdk/client-kms'
import { expect, test } from 'vitest'
import { AWS_ENDPOINTS } from './endpoints.ts'

test.each([
  'us-east-1',
  'us-gov-west-1',
  'cn-north-1',
  'eusc-de-east-1',
  'us-iso-east-1',
  'us-isob-east-1',
  'eu-isoe-west-1',
  'us-isof-south-1',
])('knows the endpoints of the SDK in %s', (Region) => {
  const { config } = new KMSClient({ region: Region })
  for (const UseFIPS of [false, true])
    for (const UseDualStack of [false, true])
      expect(config.endpointProvider({ Region, UseFIPS, UseDualStack }).url.href).toMatch(AWS_ENDPOINTS)
})

test.each([
  'https://s3.us-east-1.amazonaws.com/',
  'https://kms.us-east-1.amazonaws.com.example/',
  'https://kms.a.b.amazonaws.com/',
  'https://example.com/?https://kms.us-east-1.amazonaws.com/',
])('leaves %s alone', (url) => {
  expect(url).not.toMatch(AWS_ENDPOINTS)
})
