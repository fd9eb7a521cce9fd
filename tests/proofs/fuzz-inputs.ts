import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { attest } from '../../src/emulator/test-enclave.ts'
import { wrap } from '../../src/emulator/test-import.ts'
import { type OperationName, operations } from '../../src/facts/index.ts'
import type { KmsOperation } from '../../src/facts/operation.ts'
import { headersOf } from '../../src/facts/protocol.ts'
import { bodyOf, ids } from '../requests.ts'
import { edit, edited, edits } from './edits.ts'

/** What `fuzz.ts` sends, by kind. Most of it is something real, changed. */

export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}
/** A request, or bytes for a connection of their own. */
export type Input = Request | { readonly bytes: Uint8Array }

/** What the server of the proof holds, for inputs that come far. */
export interface Material {
  /** A key of Origin EXTERNAL and KeySpec ECC_NIST_P256 that waits for its material, and what it takes to import it. */
  readonly importing: { readonly KeyId: string; readonly ImportToken: string; readonly PublicKey: string }
  /** Ciphertexts, signatures and MACs that are right: requests that would succeed. */
  readonly accepted: readonly { readonly operation: OperationName; readonly body: Readonly<Record<string, unknown>> }[]
}

const all = Object.values<KmsOperation>(operations)
const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 60 })
const region = fc.constantFrom('us-east-1', 'us-east-1', 'us-east-1', 'eu-west-1', 'cn-north-1')

const signed = (region: string, service = 'kms') =>
  `AWS4-HMAC-SHA256 Credential=AKIDFUZZ/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`

const post = (headers: Request['headers'], body: Request['body']): Request => ({ method: 'POST', path: '/', headers, body })
const asking = (operation: string, body: unknown, region = 'us-east-1'): Request =>
  post(
    { ...headersOf(operation), authorization: signed(region) },
    typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  )

/** Making an RSA key pair takes longer than a thousand refusals. */
const isQuick = (body: Readonly<Record<string, unknown>>): boolean =>
  !['KeySpec', 'CustomerMasterKeySpec', 'WrappingKeySpec', 'KeyPairSpec'].some((member) => /^RSA_/.test(String(body[member])))

const WIRES: readonly Uint8Array[] = [
  ...all.slice(0, 12).map(({ name, example }) => {
    const body = JSON.stringify(example.request)
    const headers = Object.entries({ Host: 'localhost', ...headersOf(name), 'Content-Length': String(body.length) })
    return Buffer.from(`POST / HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`)
  }),
  Buffer.from('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n3\r\n:1}\r\n0\r\n\r\n'),
  Buffer.from('GET /?X-Amz-Credential=a HTTP/1.0\r\n\r\nHEAD / HTTP/1.1\r\nHost: x\r\n\r\n'),
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from('16030100c8010000c40303', 'hex'),
]
const bytes: fc.Arbitrary<Input> = fc.oneof(
  fc.tuple(fc.constantFrom(...WIRES), edits(6)).map(([wire, changes]) => ({ bytes: edit(wire, changes) })),
  fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => ({ bytes })),
)

const HEADERS = [
  ...['content-type', 'x-amz-target', 'authorization', 'x-amz-date', 'x-amz-security-token', 'accept', 'origin', 'expect-ct'],
  ...['x-amz-content-sha256', 'smithy-protocol', 'x-q-kms-explain', 'accept-encoding', 'content-encoding', 'user-agent', 'x-a'],
]
const value = fc.oneof(
  ascii,
  fc.constantFrom(signed('us-east-1'), signed('../..'), signed('us-east-1', 's3'), 'AWS4-HMAC-SHA256 Credential=', 'rpc-v2-cbor'),
  fc.constantFrom(...Object.values(headersOf('Encrypt')), 'TrentService.__proto__', 'application/cbor', 'null', ''),
  fc.string({ maxLength: 2000 }).map((text) => text.replaceAll(/[^\x20-\x7e]/g, 'ÿ')),
)
const path = fc.oneof(
  { weight: 4, arbitrary: fc.constant('/') },
  { weight: 1, arbitrary: fc.webPath().map((path) => `/a${path}`) },
  { weight: 1, arbitrary: ascii.map((text) => `/?${encodeURIComponent(text)}`) },
  {
    weight: 1,
    arbitrary: ascii.map(
      (text) => `/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(text)}&X-Amz-Signature=0`,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('/service/x/operation/y', '//', '/%', '/%00', '/_qkms', '/service/TrentService/operation/'),
  },
)
const headers: fc.Arbitrary<Input> = fc
  .record({
    method: fc.constantFrom('POST', 'POST', 'POST', 'GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'),
    path,
    headers: fc.dictionary(fc.constantFrom(...HEADERS), value, { maxKeys: 6 }),
    real: fc.boolean(),
    chosen: fc.constantFrom(...all),
  })
  .map(({ method, path, headers, real, chosen: { name, example } }) => ({
    method,
    path,
    headers: { ...(real && headersOf(name)), ...headers },
    body: method === 'GET' || method === 'HEAD' || !isQuick(example.request) ? '' : JSON.stringify(example.request),
  }))

const PREFIXES = ['TrentService', 'trentservice', 'DynamoDB_20120810', 'AWSSecurityTokenServiceV20110615', 'AmazonSSM', '']
const targets: fc.Arbitrary<Input> = fc
  .record({
    prefix: fc.oneof(fc.constantFrom(...PREFIXES), ascii),
    name: fc.oneof(
      fc.constantFrom('__proto__', 'constructor', 'toString', 'default', 'hasOwnProperty', ''),
      fc.constantFrom(...all).map(({ name }) => name.toLowerCase()),
      ascii,
    ),
    body: fc.oneof(fc.json(), ascii),
    region,
  })
  .map(({ prefix, name, body, region }) =>
    post({ ...headersOf(''), 'X-Amz-Target': `${prefix}.${name}`, authorization: signed(region) }, body),
  )

/** JSON that is none, or another one than the operation's. */
const json: fc.Arbitrary<Input> = fc
  .record({
    operation: fc.constantFrom(...all),
    changes: edits(5),
    any: fc.json({ maxDepth: 5 }),
    kind: fc.nat(3),
    depth: fc.nat(3000),
  })
  .map(({ operation: { name, example, input }, changes, any, kind, depth }) => {
    const real = isQuick(example.request) ? example.request : { KeyId: ids[0] }
    if (kind < 2) return asking(name, edited(JSON.stringify(real), changes))
    const [member = 'KeyId'] = Object.keys(input)
    return asking(name, kind === 2 ? any : `{"${member}":${'['.repeat(depth)}${']'.repeat(depth)}}`)
  })

/** Requests that mostly have the members and types of their operation. */
const members: fc.Arbitrary<Input> = fc
  .constantFrom(...all)
  .chain((operation) => fc.record({ body: bodyOf(operation).filter(isQuick), region, name: fc.constant(operation.name) }))
  .map(({ name, body, region }) => asking(name, body, region))

const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Id: 'id',
  Statement: [
    { Sid: 'a', Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' },
    {
      Effect: 'Deny',
      NotPrincipal: { AWS: ['111122223333', 'arn:aws:iam::111122223333:role/x'] },
      NotAction: ['kms:Describe*', 'kms:?ncrypt'],
      Resource: ['*'],
      Condition: {
        'ForAnyValue:StringLike': { 'kms:EncryptionContextKeys': ['a*', '$' + '{aws:username}'] },
        NumericLessThanIfExists: { 'kms:RotationPeriodInDays': 100 },
        DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
        Bool: { 'kms:GrantIsForAWSResource': true },
        Null: { 'kms:ViaService': 'true' },
        IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
        ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' },
      },
    },
  ],
})
const element = fc.constantFrom('Version', 'Id', 'Statement', 'Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction')
const policy = fc.oneof(
  edits(4).map((changes) => Buffer.from(edited(POLICY, changes)).toString()),
  fc
    .record({
      Version: fc.constant('2012-10-17'),
      Statement: fc.dictionary(fc.oneof(element, fc.constant('Resource'), ascii), fc.jsonValue()),
    })
    .map((value) => JSON.stringify(value)),
  fc.dictionary(element, fc.jsonValue({ maxDepth: 4 })).map((value) => JSON.stringify(value)),
)
const policies: fc.Arbitrary<Input> = fc
  .record({ policy, KeyId: fc.constantFrom(...ids), operation: fc.constantFrom('PutKeyPolicy', 'CreateKey', 'ReplicateKey') })
  .map(({ policy, KeyId, operation }) =>
    asking(operation, {
      Policy: policy,
      ...(operation === 'PutKeyPolicy' && { KeyId }),
      ...(operation === 'ReplicateKey' && { KeyId: 'mrk-00000000000000000000000000000000', ReplicaRegion: 'eu-west-1' }),
    }),
  )

const spki = (kind: 'ec' | 'x25519' | 'ed25519', options = {}): Uint8Array =>
  // The overloads want to know the kind.
  new Uint8Array(
    generateKeyPairSync(kind as 'ec', { namedCurve: 'P-256', ...options }).publicKey.export({ type: 'spki', format: 'der' }),
  )

/** Keys, ciphertexts, signatures and attestation documents, changed within. */
const derOf = ({ importing, accepted }: Material): fc.Arbitrary<Input> => {
  const publics = [spki('ec'), spki('ec', { namedCurve: 'P-384' }), spki('x25519'), spki('ed25519')]
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pkcs8 = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))
  const document = attest(
    new Uint8Array(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'der' })),
  )
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  const changes = edits(4)
  const recipients = ['Decrypt', 'GenerateDataKey', 'GenerateRandom', 'GenerateDataKeyPair', 'DeriveSharedSecret'] as const
  return fc.oneof(
    fc
      .tuple(fc.constantFrom(...publics), changes, fc.constantFrom(...ids))
      .map(([key, changes, KeyId]) =>
        asking('DeriveSharedSecret', { KeyId, KeyAgreementAlgorithm: 'ECDH', PublicKey: base64(edit(key, changes)) }),
      ),
    changes.map((changes) => {
      const material = edit(pkcs8, changes).subarray(0, 190)
      const { PublicKey, ...named } = importing
      const EncryptedKeyMaterial = wrap(PublicKey, 'RSAES_OAEP_SHA_256', material)
      return asking('ImportKeyMaterial', { ...named, EncryptedKeyMaterial, ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' })
    }),
    fc.tuple(fc.constantFrom(...recipients), changes).map(([operation, changes]) => {
      const { request } = operations[operation].example
      const Recipient = {
        KeyEncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
        AttestationDocument: base64(edit(document, changes)),
      }
      return asking(operation, { ...(isQuick(request) ? request : {}), Recipient })
    }),
    fc.tuple(fc.constantFrom(...accepted), fc.nat(), changes).map(([{ operation, body }, which, changes]) => {
      const blobs = Object.entries(operations[operation].input as KmsOperation['input']).flatMap(([name, { type }]) =>
        type.kind === 'blob' && typeof body[name] === 'string' ? [name] : [],
      )
      const name = blobs[which % blobs.length] ?? ''
      return asking(operation, { ...body, [name]: base64(edit(Buffer.from(String(body[name]), 'base64'), changes)) })
    }),
  )
}

const FORMS = [
  'Action=GetCallerIdentity&Version=2011-06-15',
  'Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fx&RoleSessionName=me&DurationSeconds=900',
  `Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fx&RoleSessionName=me&Policy=${encodeURIComponent('{"Version":"2012-10-17","Statement":[]}')}`,
  'Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fx&RoleSessionName=me&WebIdentityToken=eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2kiLCJzdWIiOiJzIn0.c2ln',
]
const forms: fc.Arbitrary<Input> = fc
  .record({
    form: fc.constantFrom(...FORMS),
    changes: edits(4),
    signs: fc.boolean(),
    service: fc.constantFrom('sts', 'sts', 'iam', 'ec2'),
  })
  .map(({ form, changes, signs, service }) =>
    post(
      {
        'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8',
        ...(signs && { authorization: signed('us-east-1', service) }),
      },
      edited(form, changes),
    ),
  )

/** Every kind, with its share in twenty. */
export const kindsOf = (material: Material): Readonly<Record<string, readonly [share: number, inputs: fc.Arbitrary<Input>]>> => ({
  bytes: [1, bytes],
  headers: [3, headers],
  targets: [3, targets],
  JSON: [4, json],
  members: [2, members],
  policies: [3, policies],
  DER: [2, derOf(material)],
  'STS forms': [2, forms],
})
