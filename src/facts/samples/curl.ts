import { headersOf } from '../protocol.ts'
import { command, word } from './shell.ts'
import type { Sample } from './writer.ts'

/** cURL signs by itself, since its version 7.75. */
export const curl: Sample = ({ name }, body) =>
  command([
    'curl "$AWS_ENDPOINT_URL_KMS"',
    '--aws-sigv4 "aws:amz:us-east-1:kms"',
    '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
    ...Object.entries(headersOf(name)).map(([header, value]) => `--header ${word(`${header}: ${value}`)}`),
    `--data ${word(JSON.stringify(body, null, 2))}`,
  ])
