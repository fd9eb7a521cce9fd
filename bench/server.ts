/**
 * `npm run bench:server [seconds]`: what a request costs the built `q-kms serve`, beside a bare node:http server that reads a body and
 * answers it. All rows take turns, round by round, in one run and with the same client, and each figure is the median of its rounds: read
 * the ratios, on any machine. Beside a signature stands the time that node:crypto alone takes for it.
 */
import { loadavg } from 'node:os'
import { CLIENTS, type Figures, load, median, medianOf, memoryOf, type Running, send, startEcho, startServer } from './load.ts'
import { ownTimes } from './own-time.ts'

const SECONDS = Number(process.argv[2] ?? 1)
const ROUNDS = 5
/** The load that is held for a minute unless the run is shorter. */
const SOAK_SECONDS = Math.min(60, SECONDS * 60)
const STARTS = 5

interface Row {
  readonly name: string
  readonly work: () => Promise<unknown>
  /** The most that it may cost, in requests of the echo. */
  readonly most?: number
  /** Microseconds that node:crypto alone takes. */
  readonly own?: number
}

const Plaintext = Buffer.alloc(32, 7).toString('base64')
const { url, ...rest } = await startServer()
const server: Running = { url, ...rest }
const echo = await startEcho()

const created = async (body: object): Promise<string> => (await send(url, 'CreateKey', body)).KeyMetadata.KeyId

/** Sign and Verify with a new key. @param most what they may cost, in requests of the echo */
const signing = async (
  KeySpec: string,
  SigningAlgorithm: string,
  MessageType = 'RAW',
  most: { readonly Sign?: number; readonly Verify?: number } = {},
): Promise<readonly Row[]> => {
  const bits = MessageType === 'EXTERNAL_MU' ? 512 : Number(/\d+$/.exec(SigningAlgorithm)?.[0])
  const Message = MessageType === 'RAW' ? Plaintext : Buffer.alloc(bits / 8, 7).toString('base64')
  const body = { KeyId: await created({ KeySpec, KeyUsage: 'SIGN_VERIFY' }), Message, MessageType, SigningAlgorithm }
  const { Signature } = await send(url, 'Sign', body)
  const own = MessageType === 'RAW' ? ownTimes(KeySpec, SigningAlgorithm) : undefined
  const bodies = { Sign: body, Verify: { ...body, Signature } }
  return (['Sign', 'Verify'] as const).map((operation) => ({
    name: `${operation} ${KeySpec.replace(/^ECC_(NIST_|SECG_)/, '')} ${MessageType}`,
    work: () => send(url, operation, bodies[operation]),
    ...(most[operation] !== undefined && { most: most[operation] }),
    ...(own && { own: own[operation] }),
  }))
}

const plainRows = async (): Promise<readonly Row[]> => {
  const { CiphertextBlob } = await send(url, 'Encrypt', { KeyId: 'alias/app', Plaintext })
  const mac = { KeyId: 'alias/mac', Message: Plaintext, MacAlgorithm: 'HMAC_SHA_256' }
  const row = (operation: string, body: object): Row => ({ name: operation, work: () => send(url, operation, body), most: 1.7 })
  return [
    row('DescribeKey', { KeyId: 'alias/app' }),
    row('Encrypt', { KeyId: 'alias/app', Plaintext }),
    row('Decrypt', { CiphertextBlob }),
    row('GenerateDataKey', { KeyId: 'alias/app', KeySpec: 'AES_256' }),
    row('CreateKey', {}),
    row('GenerateMac', mac),
  ]
}

const encapsulation = async (KeySpec: string): Promise<readonly Row[]> => {
  const EncapsulationAlgorithm = 'ML_KEM'
  const key = { KeyId: await created({ KeySpec, KeyUsage: 'ENCAPSULATE_DECAPSULATE' }), EncapsulationAlgorithm }
  const { SharedSecretCiphertextBlob } = await send(url, 'Encapsulate', key)
  return [
    { name: `Encapsulate ${KeySpec}`, work: () => send(url, 'Encapsulate', key) },
    { name: `Decapsulate ${KeySpec}`, work: () => send(url, 'Decapsulate', { ...key, SharedSecretCiphertextBlob }) },
  ]
}

const rsaEncryption = async (KeySpec: string): Promise<readonly Row[]> => {
  const key = { KeyId: await created({ KeySpec, KeyUsage: 'ENCRYPT_DECRYPT' }), EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }
  const { CiphertextBlob } = await send(url, 'Encrypt', { ...key, Plaintext })
  return [
    { name: `Encrypt ${KeySpec}`, work: () => send(url, 'Encrypt', { ...key, Plaintext }) },
    { name: `Decrypt ${KeySpec}`, work: () => send(url, 'Decrypt', { ...key, CiphertextBlob }) },
  ]
}

const sections: readonly { readonly title: string; readonly rows: readonly Row[] }[] = [
  {
    title: 'with a limit',
    rows: [...(await plainRows()), ...(await signing('ECC_NIST_P256', 'ECDSA_SHA_256', 'RAW', { Sign: 2.1, Verify: 2.6 }))],
  },
  {
    title: 'node:crypto, as measured; the limit of P-384 and Ed25519 is 2 × of its own time above the echo',
    rows: [
      ...(await signing('ECC_NIST_P384', 'ECDSA_SHA_384')),
      ...(await signing('ECC_NIST_EDWARDS25519', 'ED25519_SHA_512')),
      ...(await signing('ECC_NIST_P521', 'ECDSA_SHA_512')),
      ...(await signing('ECC_SECG_P256K1', 'ECDSA_SHA_256')),
      ...(await signing('ML_DSA_65', 'ML_DSA_SHAKE_256')),
      ...(await encapsulation('ML_KEM_768')),
      ...(await signing('RSA_2048', 'RSASSA_PSS_SHA_256')),
      ...(await signing('RSA_2048', 'RSASSA_PSS_SHA_256', 'DIGEST')),
      ...(await rsaEncryption('RSA_2048')),
    ],
  },
  {
    title: 'a ready digest, which node:crypto does not take: JavaScript',
    rows: [
      ...(await signing('ECC_NIST_P256', 'ECDSA_SHA_256', 'DIGEST')),
      ...(await signing('ECC_SECG_P256K1', 'ECDSA_SHA_256', 'DIGEST')),
      ...(await signing('ECC_NIST_EDWARDS25519', 'ED25519_PH_SHA_512', 'DIGEST')),
      ...(await signing('ML_DSA_65', 'ML_DSA_SHAKE_256', 'EXTERNAL_MU')),
    ],
  },
]

const print = ({ name, most, own }: Row, figures: Figures, echo: Figures) => {
  const ratio = figures.cpu / echo.cpu
  const limit = most === undefined ? '' : `${most} ×${ratio > most ? ' OVER' : ''}`
  const alone = own === undefined ? '' : `${own.toFixed(0)} µs, ${((figures.cpu - echo.cpu) / own).toFixed(1)} ×`
  console.log(
    name.padEnd(28),
    figures.perSecond.toFixed(0).padStart(9),
    figures.p50.toFixed(2).padStart(8),
    figures.p99.toFixed(2).padStart(8),
    figures.cpu.toFixed(0).padStart(8),
    `${ratio.toFixed(2)} ×`.padStart(9),
    limit.padEnd(11),
    alone,
  )
}

/** Clients that count, each in a tag of its own on one key, while the others encrypt. */
const COUNTING = 16

/** An update that is lost shows as a tag that does not have what its client wrote last. */
const soak = async (server: Running) => {
  const { url } = server
  const { KeyMetadata } = await send(url, 'CreateKey', {})
  const { KeyId } = KeyMetadata
  const counts = new Array<number>(COUNTING).fill(0)
  const work = (client: number) => {
    const count = counts[client]
    if (count === undefined) return send(url, 'Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })
    counts[client] = count + 1
    return send(url, 'TagResource', { KeyId, Tags: [{ TagKey: String(client), TagValue: String(count + 1) }] })
  }
  const memory = [memoryOf(server)]
  for (let quarter = 0; quarter < 4; quarter++) {
    await load(SOAK_SECONDS / 4, server, work)
    memory.push(memoryOf(server))
  }
  const { Tags } = await send(url, 'ListResourceTags', { KeyId, Limit: 50 })
  const found = new Map<string, string>(Tags.map(({ TagKey, TagValue }: Record<string, string>) => [TagKey, TagValue]))
  for (const [client, count] of counts.entries())
    if (found.get(String(client)) !== String(count))
      throw new Error(`Failed to keep an update: client ${client} wrote ${count} last.`)
  return { updates: counts.reduce((sum, count) => sum + count), memory }
}

/** The first ones of a process are compiled on the way, and warm up. */
const measured = new Map<Row, Figures[]>()
const echoed: Figures[] = []
for (let round = 0; round <= ROUNDS; round++) {
  const turns = sections.flatMap(({ rows }) => rows)
  const echoes = await load(SECONDS, echo, () => send(echo.url, 'Encrypt', { KeyId: 'alias/app', Plaintext }))
  if (round > 0) echoed.push(echoes)
  for (const row of turns) {
    const figures = await load(SECONDS, server, row.work)
    if (round > 0) measured.set(row, [...(measured.get(row) ?? []), figures])
  }
}

console.log(
  `${CLIENTS} keep-alive clients, medians of ${ROUNDS} rounds of ${SECONDS} s; load of the machine ${loadavg()[0]?.toFixed(1)}\n`,
)
console.log('                             per second   p50 ms   p99 ms   cpu µs    × echo limit       node:crypto alone')
const base = medianOf(echoed)
print({ name: 'echo (bare node:http)', work: async () => {} }, base, base)
for (const { title, rows } of sections) {
  console.log(`\n${title}`)
  for (const row of rows) print(row, medianOf(measured.get(row) ?? []), base)
}

/** A server that nobody has asked yet. */
const starts: Running[] = []
for (let start = 0; start < STARTS; start++) starts.push(await startServer())
const [fresh] = starts
console.log(`\nstart  ${median(starts.map(({ ready }) => ready)).toFixed(0)} ms (limit 500)`)
if (!fresh) throw new Error('Failed to start a server.')
await new Promise((resolve) => setTimeout(resolve, 1000))
console.log(`idle   ${memoryOf(fresh)} (limit 60), after the run ${memoryOf(server)}; echo ${memoryOf(echo)}`)

console.log(`\n${SOAK_SECONDS} s of Encrypt and TagResource on one key, on a fresh server`)
const { updates, memory } = await soak(fresh)
console.log(`no error, none of ${updates} updates lost; resident memory by quarters: ${memory.join(', ')}`)
process.exit()
