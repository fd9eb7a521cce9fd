import { ENDPOINT, requestOf } from '../protocol.ts'
import type { Sample } from './writer.ts'

/** The message on the wire. The signature is Signature Version 4, which an SDK makes; here it is only sketched. */
export const http: Sample = (operation, body) => {
  const { method, path, headers = {} } = requestOf(operation, body)
  return [
    `${method} ${path} HTTP/1.1`,
    `Host: ${new URL(ENDPOINT).host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'X-Amz-Date: 20260115T000000Z',
    'Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260115/us-east-1/kms/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=…',
    '',
    JSON.stringify(body, null, 2),
  ].join('\n')
}
