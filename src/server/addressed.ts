import { signerOf } from '../emulator/wire/request.ts'
import { TARGET_PREFIX } from '../facts/protocol.ts'
import type { Call } from './call.ts'
import { formOf } from './query-protocol.ts'
import { STS_ACTIONS, STS_VERSION } from './sts.ts'

/** Which service a request is for, what it asks for, and the form of its responses. */
export interface Addressed {
  /** As signatures name it: `kms`, `sts`, `s3` … */
  readonly service: string
  /** The operation; where the protocol has none, method and path. */
  readonly action: string
  readonly protocol: Protocol
}

export type Protocol = 'json' | 'cbor' | 'query' | 'ec2' | 'rest-json' | 'rest-xml' | 's3'

/** Services without a target or a form whose responses are XML. Those of the others are JSON. */
const REST_XML: Readonly<Record<string, Protocol>> = {
  s3: 's3',
  's3-outposts': 's3',
  cloudfront: 'rest-xml',
  route53: 'rest-xml',
}

const KMS = 'kms'
const STS = 'sts'

/** The service of a request that selects its operation by the header X-Amz-Target, as in `DynamoDB_20120810.GetItem`. */
const targeted = (target: string, signed: string | undefined): Addressed => {
  const at = target.lastIndexOf('.')
  const prefix = target.slice(0, Math.max(at, 0))
  const isKms = prefix === TARGET_PREFIX || signed === KMS || (prefix === '' && signed === undefined)
  return { service: isKms ? KMS : (signed ?? prefix), action: target.slice(at + 1), protocol: 'json' }
}

/** The service of a request that selects its operation in a form. */
const formed = (form: URLSearchParams, signed: string | undefined): Addressed | undefined => {
  const action = form.get('Action') ?? ''
  const isSts = signed === STS || (signed === undefined && (form.get('Version') === STS_VERSION || STS_ACTIONS.includes(action)))
  if (signed === KMS) return undefined
  if (isSts) return { service: STS, action, protocol: 'query' }
  return { service: signed ?? 'another service', action, protocol: signed === 'ec2' ? 'ec2' : 'query' }
}

/** The path of the protocol `smithy.rpcv2Cbor`, behind that of a sandbox or not. */
const RPC = /\/service\/([^/]+)\/operation\/([^/?]+)/

/** What a request is for; undefined where it only looks, with GET or HEAD, whether there is a server. */
export const addressedBy = (call: Call): Addressed | undefined => {
  const { method, url, headers } = call
  const signed = signerOf(call)?.service
  const target = headers.get('x-amz-target')
  if (target !== null) return targeted(target, signed)
  const [, rpcService, operation] = RPC.exec(headers.get('smithy-protocol') === 'rpc-v2-cbor' ? url : '') ?? []
  if (rpcService && operation) return { service: signed ?? rpcService, action: operation, protocol: 'cbor' }
  const form = formOf(call)
  const found = form && formed(form, signed)
  if (found) return found
  const action = `${method} ${url.split('?', 1)[0]}`
  if (signed === STS) return { service: STS, action, protocol: 'query' }
  if (signed !== undefined && signed !== KMS) return { service: signed, action, protocol: REST_XML[signed] ?? 'rest-json' }
  return method === 'GET' || method === 'HEAD' ? undefined : { service: KMS, action: '-', protocol: 'json' }
}
