import { afterAll, expect, test } from 'vitest'
import type { Cure } from '../src/components/settings.tsx'
import { createClient, requestTo, SANDBOX, signedFor } from '../src/emulator/test-client.ts'
import { EXPLAIN } from '../src/ready/explain.ts'
import { type Body, type Client, isExcused, type Pair, pairs, REASONS, refusedRequest } from './refusals.ts'

/** Every *Fix it* is carried out on a fresh sandbox, and the request sent again, until it succeeds. */

/** A request that is refused, once the sandbox is made so. */
interface Refusal {
  readonly title: string
  readonly operation: string
  readonly request: (client: Client) => Body | Promise<Body>
  /** The access key that the request is signed with. */
  readonly as?: string
}

/** What a reader meets who has no cure at all: why. */
const UNCURED: Partial<Record<Pair, string>> = {
  'CreateKey LimitExceededException':
    'which of 100,000 keys can go, only the reader knows; and a key goes after a week at the earliest',
}

const ALICE = 'arn:aws:iam::111122223333:user/alice'
const HELLO = 'aGVsbG8='

/** A policy that lets the account do everything, with more statements. */
const policyOf = (...more: readonly object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' },
      ...more,
    ],
  })
/** A policy that lets the root of the account govern the key, and nobody use it. */
const GOVERNED = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 'kms:*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:root' } },
    },
  ],
})
const DENY = { Effect: 'Deny', Principal: { AWS: ALICE }, Action: 'kms:Encrypt', Resource: '*' }

const SIGN = { KeyId: SANDBOX.signing, Message: HELLO, SigningAlgorithm: 'ECDSA_SHA_256' }

const MESSAGE = { Message: HELLO }
const signing = (SigningAlgorithm: string) => ['SIGN_VERIFY', 'Sign', { ...MESSAGE, SigningAlgorithm }] as const
const mac = (MacAlgorithm: string) => ['GENERATE_VERIFY_MAC', 'GenerateMac', { ...MESSAGE, MacAlgorithm }] as const
const decrypting = ['ENCRYPT_DECRYPT', 'Encrypt', { Plaintext: HELLO, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }] as const
const encapsulating = ['ENCAPSULATE_DECAPSULATE', 'Encapsulate', { EncapsulationAlgorithm: 'ML_KEM' }] as const

/** Specs whose material can be imported, each with a use. The symmetric one is met above all. */
const IMPORTABLE = [
  ['HMAC_224', ...mac('HMAC_SHA_224')],
  ['HMAC_256', ...mac('HMAC_SHA_256')],
  ['HMAC_384', ...mac('HMAC_SHA_384')],
  ['HMAC_512', ...mac('HMAC_SHA_512')],
  ['RSA_2048', ...decrypting],
  ['RSA_3072', ...decrypting],
  ['RSA_4096', ...signing('RSASSA_PSS_SHA_512')],
  ['ECC_NIST_P256', ...signing('ECDSA_SHA_256')],
  ['ECC_NIST_P384', ...signing('ECDSA_SHA_384')],
  ['ECC_NIST_P521', ...signing('ECDSA_SHA_512')],
  ['ECC_SECG_P256K1', ...signing('ECDSA_SHA_256')],
  ['ECC_NIST_EDWARDS25519', ...signing('ED25519_SHA_512')],
  ['ML_DSA_44', ...signing('ML_DSA_SHAKE_256')],
  ['ML_DSA_65', ...signing('ML_DSA_SHAKE_256')],
  ['ML_DSA_87', ...signing('ML_DSA_SHAKE_256')],
  ['ML_KEM_512', ...encapsulating],
  ['ML_KEM_768', ...encapsulating],
  ['ML_KEM_1024', ...encapsulating],
] as const

/** What the descriptors do not tell apart: states, algorithms, sizes, permissions, and members that are wrong. */
const MORE: readonly Refusal[] = [
  ...(['disabled', 'pending-deletion', 'pending-import', 'unavailable'] as const).map((alias) => ({
    title: `a key that is ${alias}`,
    operation: 'Encrypt',
    request: () => ({ KeyId: `alias/${alias}`, Plaintext: HELLO }),
  })),
  {
    title: 'a key whose material was deleted',
    operation: 'Encrypt',
    request: async ({ send }) => {
      await send('DeleteImportedKeyMaterial', { KeyId: SANDBOX.imported })
      return { KeyId: SANDBOX.imported, Plaintext: HELLO }
    },
  },
  {
    title: 'a key whose material has expired',
    operation: 'Encrypt',
    request: async ({ emulator }) => {
      await emulator.clock.advance(91 * 86_400_000)
      return { KeyId: SANDBOX.expiring, Plaintext: HELLO }
    },
  },
  {
    title: 'a key whose primary Region is being changed',
    operation: 'DisableKey',
    request: async ({ send }) => {
      await send('UpdatePrimaryRegion', { KeyId: SANDBOX.global, PrimaryRegion: 'eu-west-1' })
      return { KeyId: SANDBOX.global }
    },
  },
  { title: 'an alias that is not there', operation: 'Encrypt', request: () => ({ KeyId: 'alias/none', Plaintext: HELLO }) },
  { title: 'no algorithm for an RSA key', operation: 'Encrypt', request: () => ({ KeyId: 'alias/rsa', Plaintext: HELLO }) },
  {
    title: 'another hash than the curve goes with',
    operation: 'Sign',
    request: () => ({ ...SIGN, SigningAlgorithm: 'ECDSA_SHA_384' }),
  },
  {
    title: 'another algorithm than that of the destination',
    operation: 'ReEncrypt',
    request: async ({ send }) => {
      const { CiphertextBlob } = await send('Encrypt', { KeyId: SANDBOX.app, Plaintext: HELLO })
      return { CiphertextBlob, DestinationKeyId: SANDBOX.rsa }
    },
  },
  {
    title: 'no algorithm for the source',
    operation: 'ReEncrypt',
    request: async ({ send }) => {
      const EncryptionAlgorithm = 'RSAES_OAEP_SHA_256'
      const { CiphertextBlob } = await send('Encrypt', { KeyId: SANDBOX.rsa, Plaintext: HELLO, EncryptionAlgorithm })
      return { CiphertextBlob, SourceKeyId: SANDBOX.rsa, DestinationKeyId: SANDBOX.app }
    },
  },
  { title: 'a message that is no digest', operation: 'Sign', request: () => ({ ...SIGN, MessageType: 'DIGEST' }) },
  {
    title: 'a plaintext that is too long for RSA',
    operation: 'Encrypt',
    request: () => ({ KeyId: SANDBOX.rsa, Plaintext: btoa('x'.repeat(191)), EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }),
  },
  {
    title: 'an encryption context with an RSA key',
    operation: 'Encrypt',
    request: () => ({
      KeyId: SANDBOX.rsa,
      Plaintext: HELLO,
      EncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
      EncryptionContext: { tenant: '42' },
    }),
  },
  { title: 'a member that is missing', operation: 'Encrypt', request: () => ({ KeyId: 'alias/app' }) },
  {
    title: 'members out of bounds',
    operation: 'ScheduleKeyDeletion',
    request: () => ({ KeyId: SANDBOX.app, PendingWindowInDays: 3 }),
  },
  {
    title: 'an alias of AWS',
    operation: 'CreateAlias',
    request: () => ({ AliasName: 'alias/aws/orders', TargetKeyId: SANDBOX.app }),
  },
  {
    title: 'material without a date',
    operation: 'ImportKeyMaterial',
    request: () => ({ KeyId: SANDBOX['pending-import'], ImportToken: HELLO, EncryptedKeyMaterial: HELLO }),
  },
  ...IMPORTABLE.map(([spec, usage, operation, members]) => ({
    title: `a key of the spec ${spec} without its material`,
    operation,
    request: async ({ send }: Client) => {
      const { KeyMetadata } = await send('CreateKey', { Origin: 'EXTERNAL', KeySpec: spec, KeyUsage: usage })
      return { KeyId: KeyMetadata?.KeyId, ...members }
    },
  })),
  {
    title: 'a caller whom nobody lets in',
    operation: 'Encrypt',
    as: 'ALICE',
    request: async ({ send }) => {
      await send('PutKeyPolicy', { KeyId: SANDBOX.app, Policy: GOVERNED })
      return { KeyId: SANDBOX.app, Plaintext: HELLO }
    },
  },
  {
    title: 'a caller whom nobody lets in, for what no grant allows',
    operation: 'DisableKey',
    as: 'ALICE',
    request: async ({ send }) => {
      await send('PutKeyPolicy', { KeyId: SANDBOX.app, Policy: GOVERNED })
      return { KeyId: SANDBOX.app }
    },
  },
  {
    title: 'a caller whom a statement denies',
    operation: 'Encrypt',
    as: 'ALICE',
    request: async ({ send }) => {
      await send('PutKeyPolicy', { KeyId: SANDBOX.app, Policy: policyOf(DENY) })
      return { KeyId: SANDBOX.app, Plaintext: HELLO }
    },
  },
]

const refusals: readonly Refusal[] = [
  ...pairs
    .filter((pair) => !isExcused(pair))
    .map((pair) => ({ title: pair.pair, operation: pair.operation, request: (client: Client) => refusedRequest(pair, client) })),
  ...MORE,
]

const newClient = () => createClient({ principals: { ALICE } })

const sendExplained = async ({ emulator }: Client, { operation, as = 'ROOT' }: Refusal, body: Body) => {
  const response = await emulator.fetch(requestTo(operation, body, { ...signedFor('us-east-1', as), ...EXPLAIN.headers }))
  const steps = await EXPLAIN.stepsOf(response.headers.get(EXPLAIN.header) ?? '', { operation, body })
  const cures = steps.find(({ outcome }) => outcome === 'failed')?.cures ?? []
  return { status: response.status, text: await response.text(), cures }
}

/** Does as the tester does. Gives the request as it is then. */
const carryOut = async (cure: Cure, { attempt, emulator }: Client, body: Body): Promise<Body> => {
  const members = await cure.act({
    send: async (operation, sent) => {
      const { status, body: answer } = await attempt(operation, sent)
      if (status !== 200) throw new Error(`${operation} is refused: ${JSON.stringify(answer)}`)
      return answer ?? {}
    },
    advance: (seconds) => emulator.clock.advance(seconds * 1000),
  })
  // JSON has no undefined.
  return JSON.parse(JSON.stringify({ ...body, ...members }))
}

/** More would be a circle. */
const MOST = 4

/** How many cures lead to a success, and how many refusals they take away. */
const counts = { cures: 0, refusals: 0, steps: 0 }
const labels = new Set<string>()

test.each(refusals)('each Fix it of $title leads to a success', async (refusal) => {
  const first = newClient()
  const request = await refusal.request(first)
  const refused = await sendExplained(first, refusal, request)
  const { status, cures } = refused
  expect(status).toBe(400)
  expect(cures.length > 0).toBe(!(refusal.title in UNCURED))
  expect(new Set(cures.map(({ label }) => label)).size).toBe(cures.length)
  for (const index of cures.keys()) {
    const client = index === 0 ? first : newClient()
    let body = index === 0 ? request : await refusal.request(client)
    const done: string[] = []
    for (let answer = index === 0 ? refused : await sendExplained(client, refusal, body); answer.status !== 200; ) {
      const cure = answer.cures[done.length === 0 ? index : 0]
      if (!cure || done.length >= MOST) throw new Error(`No success after ${done.join(', ')}: ${answer.text}`)
      done.push(cure.label)
      body = await carryOut(cure, client, body)
      answer = await sendExplained(client, refusal, body)
    }
    for (const label of done) labels.add(label)
    counts.cures++
    counts.steps += done.length
  }
  counts.refusals += cures.length > 0 ? 1 : 0
})

test.each(['RSA_2048', 'ECC_NIST_P384', 'ML_DSA_44'])(
  'a key of the spec %s gets the material back that it had',
  async (KeySpec) => {
    const client = newClient()
    const key = { Origin: 'EXTERNAL', KeySpec, KeyUsage: 'SIGN_VERIFY' } as const
    const { KeyMetadata: { KeyId = '' } = {} } = await client.send(
      'CreateKey',
      key as Parameters<typeof client.send<'CreateKey'>>[1],
    )
    const publicKeys: unknown[] = []
    for (let time = 0; time < 2; time++) {
      const [cure] = (await sendExplained(client, { title: '', operation: 'GetPublicKey', request: () => ({}) }, { KeyId })).cures
      if (!cure) throw new Error('Failed to find the cure.')
      await carryOut(cure, client, {})
      publicKeys.push((await client.send('GetPublicKey', { KeyId })).PublicKey)
      await client.send('DeleteImportedKeyMaterial', { KeyId })
    }
    expect(publicKeys[1]).toEqual(publicKeys[0])
  },
)

afterAll(() => {
  const unmet = pairs.filter(isExcused)
  const uncured = Object.entries(UNCURED)
  const met = pairs.length - unmet.length - uncured.length
  console.info(
    [
      `${counts.cures} cures of ${counts.refusals} refusals lead to a success, in ${counts.steps} steps; ${labels.size} different ones.`,
      `Of the ${pairs.length} errors that operations declare, ${met} are met and cured. The others:`,
      ...uncured.map(([pair, because]) => `- ${pair} is met, and has no cure: ${because}`),
      ...REASONS.map(({ code, of, because }) => {
        const names = of ?? unmet.filter((pair) => pair.code === code).map(({ operation }) => operation)
        return `- ${code} of ${names.join(', ')} is not met: ${because}`
      }),
    ].join('\n'),
  )
})
