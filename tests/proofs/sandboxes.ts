/**
 * Many clients write into many sandboxes of one server at once, under the same names in each. Then each sandbox has to hold what was written
 * into it, and nothing else; and nothing that one of them returned may work in another.
 */
import { SANDBOX } from '../../src/emulator/test-client.ts'
import { type Answer, type Ask, askerOf, type Body, callOf, clientOf, newKey, pathOf } from './client.ts'

export interface Plan {
  readonly sandboxes: number
  readonly clients: number
  /** How many pairs of sandboxes are tried with what one of them returned. */
  readonly pairs: number
}

export interface Apart {
  readonly writes: number
  /** How many things of one sandbox were tried in another. */
  readonly tried: number
  /** What is wrong; empty if all is well. */
  readonly faults: readonly string[]
}

const nameOf = (index: number): string => `proof-${index}`

const shuffled = <T>(items: readonly T[]): readonly T[] =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)

/** Every client writes into every sandbox, each in an order of its own. The keys that it made, by sandbox. */
const writeAll = async (ask: Ask, client: number, names: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const keys = new Map<string, string>()
  for (const name of shuffled(names)) {
    const send = clientOf(ask, name)
    const TargetKeyId = await newKey(send, { Description: `${name} of ${client}` })
    await send('CreateAlias', { AliasName: `alias/client-${client}`, TargetKeyId })
    keys.set(name, TargetKeyId)
  }
  return keys
}

interface Row {
  readonly table: string
  readonly row: { readonly id: string; readonly description: string; readonly name: string; readonly target: string }
}

/** Holds what a sandbox has against what the clients wrote into it. */
const check = async (ask: Ask, name: string, written: readonly ReadonlyMap<string, string>[]): Promise<readonly string[]> => {
  const { body } = await ask(`${pathOf(name)}_qkms/state`, { method: 'GET' })
  const rows = body.rows as readonly Row[]
  const seeded = new Set<string>(Object.values(SANDBOX))
  const keys = rows.filter(({ table, row }) => table === 'keys' && !seeded.has(row.id))
  const targets = new Map(rows.flatMap(({ table, row }) => (table === 'aliases' ? [[row.name, row.target]] : [])))
  const faults = written.flatMap((of, client) => {
    const id = of.get(name)
    const found = keys.filter(({ row }) => row.id === id && row.description === `${name} of ${client}`)
    const aliased = targets.get(`alias/client-${client}`)?.endsWith(`/${id}`)
    return found.length === 1 && aliased ? [] : [`${name} has lost, or mixed up, what client ${client} wrote.`]
  })
  return keys.length === written.length ? faults : [...faults, `${name} has ${keys.length} keys, not ${written.length}.`]
}

/** Something that a sandbox returned: a request that takes it, and what that comes to in its own sandbox and in any other. */
interface Thing {
  readonly what: string
  readonly use: (ask: Ask, sandbox: string) => Promise<Answer>
  readonly refused: string
}

const assumeRole = async (ask: Ask, sandbox: string): Promise<{ readonly accessKey: string; readonly token: string }> => {
  const form = {
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: 'arn:aws:iam::111122223333:role/worker',
    RoleSessionName: 'me',
  }
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/xml' }
  const { text } = await ask(pathOf(sandbox), { headers, body: new URLSearchParams(form).toString() })
  const elementOf = (name: string): string => new RegExp(`<${name}>(.*?)<`).exec(text)?.[1] ?? ''
  return { accessKey: elementOf('AccessKeyId'), token: elementOf('SessionToken') }
}

/** One of each kind of thing. The key of the grant and that of the import token are in every sandbox. */
const thingsOf = async (ask: Ask, sandbox: string): Promise<readonly Thing[]> => {
  const send = clientOf(ask, sandbox)
  const { KeyMetadata } = await send('CreateKey', {})
  const { KeyId, Arn } = KeyMetadata as { readonly KeyId: string; readonly Arn: string }
  const AliasName = `alias/of-${sandbox}`
  await send('CreateAlias', { AliasName, TargetKeyId: KeyId })
  const { CiphertextBlob } = await send('Encrypt', { KeyId, Plaintext: 'aGk=' })
  const grant = { GranteePrincipal: 'arn:aws:iam::111122223333:role/worker', Operations: ['Encrypt'] }
  const { GrantId, GrantToken } = await send('CreateGrant', { KeyId: SANDBOX.app, ...grant })
  const { NextMarker } = await send('ListKeys', { Limit: 1 })
  const wrapping = { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' }
  const { ImportToken } = await send('GetParametersForImport', { KeyId: SANDBOX.imported, ...wrapping })
  const session = await assumeRole(ask, sandbox)
  const used =
    (operation: string, body: Body): Thing['use'] =>
    (ask, sandbox) =>
      callOf(ask, sandbox, operation, body)
  const material = { EncryptedKeyMaterial: 'aGk=', ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }
  return [
    { what: 'key id', use: used('DescribeKey', { KeyId }), refused: 'NotFoundException' },
    { what: 'key ARN', use: used('DescribeKey', { KeyId: Arn }), refused: 'NotFoundException' },
    { what: 'alias', use: used('DescribeKey', { KeyId: AliasName }), refused: 'NotFoundException' },
    { what: 'ciphertext', use: used('Decrypt', { CiphertextBlob }), refused: 'AccessDeniedException' },
    {
      what: 'grant token',
      use: used('Encrypt', { KeyId: SANDBOX.app, Plaintext: 'aGk=', GrantTokens: [GrantToken] }),
      refused: 'InvalidGrantTokenException',
    },
    { what: 'marker', use: used('ListKeys', { Limit: 1, Marker: NextMarker }), refused: 'InvalidMarkerException' },
    {
      what: 'session',
      use: (ask, sandbox) => callOf(ask, sandbox, 'ListKeys', { Limit: 1 }, session),
      refused: 'UnrecognizedClientException',
    },
    {
      what: 'import token',
      use: used('ImportKeyMaterial', { KeyId: SANDBOX.imported, ImportToken, ...material }),
      refused: 'InvalidImportTokenException',
    },
    // Last: it ends the grant.
    { what: 'grant id', use: used('RevokeGrant', { KeyId: SANDBOX.app, GrantId }), refused: 'NotFoundException' },
  ]
}

/** What each thing comes to elsewhere, and then at home: there it is known, whatever else is wrong with the request. */
const tryThings = async (
  ask: Ask,
  home: string,
  elsewhere: string,
): Promise<{ readonly tried: number; readonly faults: readonly string[] }> => {
  const faults: string[] = []
  const things = await thingsOf(ask, home)
  for (const { what, use, refused } of things) {
    const { body } = await use(ask, elsewhere)
    if (body.__type !== refused) faults.push(`The ${what} of ${home} comes to ${body.__type ?? 'success'} in ${elsewhere}.`)
    const own = await use(ask, home)
    if (own.body.__type === refused) faults.push(`The ${what} of ${home} is unknown in its own sandbox.`)
  }
  return { tried: things.length, faults }
}

/** @param url of a server whose sandboxes are new */
export const proveApart = async (url: string, { sandboxes, clients, pairs }: Plan): Promise<Apart> => {
  const names = Array.from({ length: sandboxes }, (_, index) => nameOf(index))
  const asks = Array.from({ length: clients }, () => askerOf(url))
  const written = await Promise.all(asks.map((ask, client) => writeAll(ask, client, names)))
  const [ask] = asks
  if (!ask) throw new Error('Failed to prove anything: there is no client.')
  const faults: string[] = []
  for (const name of names) faults.push(...(await check(ask, name, written)))
  const [first = '', ...others] = shuffled(names)
  const tried = await Promise.all(
    others.slice(0, pairs).map((home, index) => tryThings(ask, home, index === 0 ? first : (others[index - 1] ?? first))),
  )
  return {
    writes: 2 * sandboxes * clients,
    tried: tried.reduce((sum, { tried }) => sum + tried, 0),
    faults: [...faults, ...tried.flatMap(({ faults }) => faults)],
  }
}
