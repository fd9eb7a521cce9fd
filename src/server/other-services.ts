import { encode } from 'cborg'
import { randomUuid } from '../emulator/random.ts'
import { REQUEST_ID } from '../emulator/wire/response.ts'
import type { Addressed, Protocol } from './addressed.ts'
import { queryFailure } from './query-protocol.ts'
import type { Reply } from './reply.ts'
import { xml } from './xml.ts'

/**
 * What is meant for another service is refused in that service's own protocol, so that its client shows the text. No status is
 * one that clients take for passing trouble, and repeat the request at.
 */
const STATUS = 400

const CODE = 'UnknownOperationException'

const REFUSE: Readonly<Record<Protocol, (message: string, requestId: string) => Pick<Reply, 'headers' | 'body'>>> = {
  json: (message) => ({
    headers: { 'Content-Type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ __type: CODE, message }),
  }),
  'rest-json': (message) => ({
    headers: { 'Content-Type': 'application/json', 'x-amzn-ErrorType': CODE },
    body: JSON.stringify({ message }),
  }),
  cbor: (message) => ({
    headers: { 'Content-Type': 'application/cbor', 'Smithy-Protocol': 'rpc-v2-cbor' },
    body: encode({ __type: CODE, message }),
  }),
  query: (message) => queryFailure(STATUS, 'InvalidAction', message),
  'rest-xml': (message) => queryFailure(STATUS, 'InvalidAction', message),
  ec2: (message, RequestID) => ({
    headers: { 'Content-Type': 'text/xml' },
    body: xml('Response', { Errors: { Error: { Code: 'InvalidAction', Message: message } }, RequestID }),
  }),
  s3: (message, RequestId) => ({
    headers: { 'Content-Type': 'application/xml' },
    body: xml('Error', { Code: 'InvalidRequest', Message: message, RequestId }),
  }),
}

/** Refuses a request for a service that is not here, and says what to do. */
export const refuseOther = ({ service, action, protocol }: Addressed): Reply => {
  const requestId = randomUuid()
  const message = `This server is KMS and STS alone; set AWS_ENDPOINT_URL_KMS and AWS_ENDPOINT_URL_STS to its address, and not AWS_ENDPOINT_URL. The request was for ${service}: ${action}.`
  const { headers, body } = REFUSE[protocol](message, requestId)
  return { status: STATUS, headers: { [REQUEST_ID]: requestId, ...headers }, body }
}
