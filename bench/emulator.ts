/**
 * How much the emulator does in a second, through `fetch`, on one core; what a key weighs; whether calls stay as quick when there are many
 * keys; and whom the making of an RSA key holds up. Figures of one run on one machine: read the ratios.
 */
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

const rsa = async () => {
  console.log('\nCreateKey of RSA')
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
  for (const KeySpec of ['RSA_2048', 'RSA_4096']) {
    const emulator = createEmulator()
    const make = () => call(emulator, 'CreateKey', { KeySpec, KeyUsage: 'SIGN_VERIFY' })
    let [waiting, longest] = [true, 0]
    // One of two can have been made ahead.
    const waited = timeOf(() => Promise.all([make(), make()])).finally(() => {
      waiting = false
    })
    while (waiting) {
      longest = Math.max(longest, await timeOf(() => call(emulator, 'ListKeys', {})))
      // A call ends without a turn of the event loop, which the key needs.
      await new Promise(setImmediate)
    }
    const cold = await waited
    await pause(KeySpec === 'RSA_2048' ? 1500 : 12_000)
    const warm = await timeOf(make)
    console.log(
      `  ${KeySpec}: waited for ${shown(cold)}, made ahead ${shown(warm)}; the slowest ListKeys meanwhile ${shown(longest)}`,
    )
  }
}

await operationsPerSecond()
await growth()
await rsa()
