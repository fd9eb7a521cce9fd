/**
 * How much the emulator does in a second, through `fetch`, on one core, with what computes in a page; what a key weighs; whether calls stay as
 * quick when there are many keys; what Verify adds to WebCrypto; and whom the making of keys holds up. Figures of one run on one machine: read
 * the ratios.
 */
import { loadavg } from 'node:os'
import { createEmulator, type Emulator } from '../src/emulator/emulator.ts'
import { requestTo } from '../src/emulator/test-client.ts'
import { wrap } from '../src/emulator/test-import.ts'
import { type OperationName, operations } from '../src/facts/index.ts'

type Body = Readonly<Record<string, unknown>>

const call = async ({ fetch }: Emulator, operation: OperationName, body: unknown): Promise<Body> => {
  const response = await fetch(requestTo(operation, body))
  const text = await response.text()
  if (response.status !== 200) throw new Error(`Failed to measure ${operation}: ${text}`)
  return text === '' ? {} : JSON.parse(text)
}

/** Microseconds. */
const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) * 1000
}
const shown = (microseconds: number): string =>
  microseconds < 1000 ? `${microseconds.toFixed(1)} µs` : `${(microseconds / 1000).toFixed(1)} ms`
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** These cannot follow themselves, or not for long: the sandbox is put back before each call, which is not timed. */
const ONCE: readonly OperationName[] = [
  'CancelKeyDeletion',
  'ConnectCustomKeyStore',
  'CreateAlias',
  'CreateCustomKeyStore',
  'CreateGrant',
  'DeleteAlias',
  'DeleteCustomKeyStore',
  'DeleteImportedKeyMaterial',
  'DisableKey',
  'DisconnectCustomKeyStore',
  'EnableKey',
  'EnableKeyRotation',
  'ReplicateKey',
  'RetireGrant',
  'RevokeGrant',
  'RotateKeyOnDemand',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdatePrimaryRegion',
]

/** The documented request, where it works as it stands. */
const requestOf = async (emulator: Emulator, operation: OperationName): Promise<Body> => {
  const { request }: { readonly request: Body } = operations[operation].example
  if (operation !== 'ImportKeyMaterial') return request
  const parameters = { KeyId: request.KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' } as const
  const { PublicKey, ImportToken } = await call(emulator, 'GetParametersForImport', parameters)
  const EncryptedKeyMaterial = wrap(String(PublicKey), parameters.WrappingAlgorithm, new Uint8Array(32))
  return { ...request, ImportToken, EncryptedKeyMaterial }
}

/** Calls for about a third of a second, after as many that warm up. */
const measure = async (operation: OperationName): Promise<number> => {
  const emulator = createEmulator()
  const request = await requestOf(emulator, operation)
  const sandbox = ONCE.includes(operation) ? await emulator.snapshot() : undefined
  const run = async (milliseconds: number) => {
    let [total, count] = [0, 0]
    const begun = performance.now()
    while (count < 3 || (total < milliseconds * 1000 && performance.now() - begun < 3 * milliseconds)) {
      if (sandbox) await emulator.restore(sandbox)
      total += await timeOf(() => call(emulator, operation, request))
      count++
    }
    return total / count
  }
  await run(100)
  return run(300)
}

const operationsPerSecond = async () => {
  console.log('Operations per second through fetch, one after another')
  for (const operation of Object.keys(operations) as OperationName[]) {
    const once = await measure(operation)
    const rate = Math.round(1e6 / once).toLocaleString('en')
    console.log(`  ${operation.padEnd(36)}${rate.padStart(8)} /s  ${shown(once).padStart(9)}`)
  }
}

/** The last is the quota of keys, less what the measurement adds. */
const SIZES = [100, 10_000, 98_900]
const ROUNDS = 25
const BATCH = 40
const MOST = 1.3

const MEASURED: Readonly<Record<string, { readonly operation: OperationName; readonly aboutKey: boolean }>> = {
  DescribeKey: { operation: 'DescribeKey', aboutKey: true },
  'ListKeys (one page)': { operation: 'ListKeys', aboutKey: false },
  'ListAliases by key': { operation: 'ListAliases', aboutKey: true },
  Encrypt: { operation: 'Encrypt', aboutKey: true },
  CreateKey: { operation: 'CreateKey', aboutKey: false },
}

/** A sandbox with as many keys, and one of them that has an alias. */
const filled = async (size: number) => {
  const emulator = createEmulator()
  const weight = () => {
    globalThis.gc?.()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const { KeyMetadata } = (await call(emulator, 'CreateKey', {})) as { readonly KeyMetadata: { readonly KeyId: string } }
  const { KeyId } = KeyMetadata
  await call(emulator, 'CreateAlias', { AliasName: 'alias/bench', TargetKeyId: KeyId })
  const before = weight()
  for (let i = 0; i < size; i++) await call(emulator, 'CreateKey', {})
  return { emulator, KeyId, bytesPerKey: (weight() - before) / size }
}

/** The sizes take turns, so that what else the machine does meets them all alike. */
const growth = async () => {
  const sandboxes = []
  for (const size of SIZES) sandboxes.push(await filled(size))
  const most = SIZES.at(-1)?.toLocaleString('en')
  console.log(`\nMemory per key at ${most} keys: ${Math.round(sandboxes.at(-1)?.bytesPerKey ?? Number.NaN)} bytes`)

  console.log(`\nOne call at ${SIZES.map((size) => size.toLocaleString('en')).join(', ')} keys`)
  for (const [name, { operation, aboutKey }] of Object.entries(MEASURED)) {
    const times: number[][] = SIZES.map(() => [])
    for (let round = 0; round < ROUNDS; round++)
      for (const [which, { emulator, KeyId }] of sandboxes.entries()) {
        const body = { ...(aboutKey && { KeyId }), ...(operation === 'Encrypt' && { Plaintext: 'aGVsbG8=' }) }
        const batch = async () => {
          for (let i = 0; i < BATCH; i++) await call(emulator, operation, body)
        }
        times[which]?.push((await timeOf(batch)) / BATCH)
      }
    // The first rounds warm up.
    const medians = times.map((each) => median(each.slice(5)))
    const ratio = (medians.at(-1) ?? Number.NaN) / (medians[0] ?? Number.NaN)
    const figures = medians.map((time) => shown(time).padStart(9)).join(' ')
    console.log(`  ${name.padEnd(20)} ${figures}   ${ratio.toFixed(2)}×${ratio > MOST ? `  more than ${MOST}×` : ''}`)
  }
}

/** The most that Verify of a message on P-256 may take, in verifications by WebCrypto alone. */
const MOST_OF_WEBCRYPTO = 2

const verification = async () => {
  const emulator = createEmulator()
  const signed = { KeyId: 'alias/signing', Message: 'aGVsbG8=', SigningAlgorithm: 'ECDSA_SHA_256' }
  const { Signature } = await call(emulator, 'Sign', signed)

  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const message = new TextEncoder().encode('hello')
  const signature = await crypto.subtle.sign(algorithm, privateKey, message)

  const works = [
    () => crypto.subtle.verify(algorithm, publicKey, signature, message),
    () => call(emulator, 'Verify', { ...signed, Signature }),
  ]
  const times: number[][] = works.map(() => [])
  for (let round = 0; round < ROUNDS; round++)
    for (const [which, work] of works.entries()) {
      const batch = async () => {
        for (let i = 0; i < BATCH; i++) await work()
      }
      times[which]?.push((await timeOf(batch)) / BATCH)
    }
  const [alone = Number.NaN, whole = Number.NaN] = times.map((each) => median(each.slice(5)))
  const ratio = whole / alone
  const verdict = ratio > MOST_OF_WEBCRYPTO ? `  more than ${MOST_OF_WEBCRYPTO}×` : ''
  console.log(`\nVerify of a message on P-256: ${shown(whole)}, WebCrypto alone ${shown(alone)}   ${ratio.toFixed(2)}×${verdict}`)
}

const GENERATIONS = 50

const generations = async () => {
  console.log(`\nDescribeKey while ${GENERATIONS} keys are made at once`)
  for (const KeySpec of ['RSA_2048', 'ECC_NIST_P384', 'ML_DSA_65', 'ML_KEM_768']) {
    const emulator = createEmulator()
    const KeyUsage = KeySpec === 'ML_KEM_768' ? 'ENCAPSULATE_DECAPSULATE' : 'SIGN_VERIFY'
    const describe = () => call(emulator, 'DescribeKey', { KeyId: 'alias/app' })
    // The code is there before the keys are asked for.
    await call(emulator, 'CreateKey', { KeySpec, KeyUsage })
    await describe()
    let waiting = true
    const making = timeOf(() =>
      Promise.all(Array.from({ length: GENERATIONS }, () => call(emulator, 'CreateKey', { KeySpec, KeyUsage }))),
    ).finally(() => {
      waiting = false
    })
    const times: number[] = []
    while (waiting) {
      times.push(await timeOf(describe))
      // A call ends without a turn of the event loop, which the keys need.
      await new Promise(setImmediate)
    }
    const figures = `median ${shown(median(times))}, maximum ${shown(Math.max(...times))} of ${times.length}`
    console.log(`  ${KeySpec.padEnd(14)} ${figures}; the keys took ${shown(await making)}`)
  }
}

await operationsPerSecond()
await growth()
await verification()
await generations()
console.log(`\nLoad of the machine at the end: ${loadavg()[0]?.toFixed(1)}`)
