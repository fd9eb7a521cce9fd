import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createClient } from '../../src/emulator/test-client.ts'
import { FAULT_MEMBERS } from '../../src/server/faults.ts'
import { CALL_FILTERS, IDENTITY_MEMBERS } from '../../src/server/routes.ts'
import { MOST_SANDBOXES } from '../../src/server/sandboxes.ts'
import { seedIn } from '../../src/server/seed.ts'
import { IDENTITY_FIELDS } from '../../src/server/seed-identity.ts'
import { ask, command, type Reply, running, send, started } from './support.ts'

/** What the page on the emulator says, held to what the server does. Its JavaScript runs in package.test.ts. */
const PAGE = readFileSync('docs/api/q-kms/user-manual/emulator.mdx', 'utf8')

const sectionOf = (heading: string): string => PAGE.split(/^##+ /m).find((text) => text.startsWith(heading)) ?? ''

/** The first cells of the first table in a section. */
const namesIn = (heading: string): readonly string[] =>
  [...sectionOf(heading).matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name = '']) => name)

test('the example of a seed file is one', async () => {
  const [, text = ''] = /```yaml title="seed\.yaml"\n([\s\S]*?)```/.exec(PAGE) ?? []
  const place = { partition: 'aws', region: 'us-east-1', account: '111122223333' }
  const { send } = createClient({ fixture: await seedIn('seed.yaml', text, place) })
  const { Aliases = [] } = await send('ListAliases', {})
  const own = Aliases.filter(({ TargetKeyId }) => TargetKeyId !== undefined)
  expect(own.map(({ AliasName }) => AliasName)).toEqual(['alias/orders', 'alias/tokens'])
  const { Keys = [] } = await send('ListKeys', {})
  const keys = await Promise.all(Keys.map(async ({ KeyId = '' }) => (await send('DescribeKey', { KeyId })).KeyMetadata))
  expect(keys).toMatchObject([
    { KeyState: 'Enabled' },
    { KeyState: 'Enabled' },
    { KeySpec: 'ECC_NIST_P256' },
    { KeyState: 'PendingImport' },
  ])
})

test('every field of a seed is described, and no other', async () => {
  const described = [...sectionOf('Keys of your own').matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  )
  const [, known = ''] = await seedIn('x', 'Keys: [{ Unknown: x }]', {
    partition: 'aws',
    region: 'us-east-1',
    account: '111122223333',
  }).then(
    () => [],
    (error: Error) => /There are (.*)\.$/.exec(error.message) ?? [],
  )
  expect(described.toSorted()).toEqual(known.split(', ').toSorted())
})

test('every option is described, and no other', async () => {
  const { out } = await command(['serve', '--help']).end
  const options = [...out.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, option]) => option)
  expect(namesIn('Options')).toEqual(options)
})

/** What a line of a shell asks for, be it through the AWS CLI or with curl. */
const askedBy = (line: string, url: string): Promise<Reply> => {
  const [, command = '', options = ''] = /^aws kms ([\w-]+)(.*)$/.exec(line) ?? []
  const pascal = (name: string) => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
  const members = [...options.matchAll(/--([\w-]+) (\S+)/g)].map(([, name = '', value = '']) => [
    pascal(name),
    /^\d+$/.test(value) ? Number(value) : value,
  ])
  if (command) return send(url, pascal(command), Object.fromEntries(members))
  const [, method, body = '', path] = /^curl(?: -X (PUT))? -d '(.*)' http:\/\/127\.0\.0\.1:4599(\S+)$/.exec(line) ?? []
  return ask(url + path, { method: method ?? 'POST', body })
}

const shellOf = (heading: string): readonly string[] =>
  [...sectionOf(heading).matchAll(/```sh(?: title="Terminal")?\n([\s\S]*?)\n```/g)].flatMap(([, lines = '']) => lines.split('\n'))

test('a key that is to be deleted is gone after the week that the page lets pass', async () => {
  const { url } = await started()
  const replies = []
  for (const line of shellOf('Time')) replies.push(await askedBy(line, url))
  expect(replies).toMatchObject([
    { body: { KeyState: 'PendingDeletion' } },
    { status: 200 },
    { body: { __type: 'NotFoundException' } },
  ])
})

test('the sandboxes of the page are made, listed and removed', async () => {
  const { url } = await started()
  const [first = '', second = '', list = '', remove = ''] = shellOf('Sandboxes')
  for (const line of [first, second]) {
    const [, command = '', endpoint = ''] = /^(.*) --endpoint-url http:\/\/127\.0\.0\.1:4599(\S+)$/.exec(line) ?? []
    expect(await askedBy(command, url + endpoint)).toMatchObject({ status: 200 })
  }
  const bash = async (line: string) =>
    (await promisify(execFile)('bash', ['-c', line.replace('http://127.0.0.1:4599', url)])).stdout
  expect(JSON.parse(await bash(list))).toEqual(['test-1', 'test-2'])
  await bash(remove)
  expect(JSON.parse(await bash(list))).toEqual(['test-2'])
  expect(sectionOf('Sandboxes')).toContain(`A server has up to ${MOST_SANDBOXES.toLocaleString('en')} sandboxes`)
})

test('every request to the administration is described, and no other', async () => {
  const { url } = await started()
  const pathsOf = async (base: string) => {
    const { message } = (await ask(`${base}/_qkms/none`)).body as { readonly message: string }
    return (/there are (.*) below/.exec(message)?.[1] ?? '').split(', ')
  }
  const own = await pathsOf(url)
  const below = (await pathsOf(`${url}/_sandbox/a`)).filter((path) => !own.includes(path))
  const rows = [
    ...own.map((path) => path.replace(' ', ' /_qkms/')),
    ...below.map((path) => path.replace(' ', ' /_sandbox/NAME/_qkms/')),
  ]
  expect(namesIn('Administration')).toEqual(rows)
})

test('every filter of calls, every member and every field of an identity is described, and no other', () => {
  expect(namesIn('Calls')).toEqual(CALL_FILTERS)
  expect(namesIn('Policies and shares')).toEqual(IDENTITY_MEMBERS)
  expect(namesIn('Policies of callers')).toEqual(IDENTITY_FIELDS)
})

test('the example of a seed with policies of callers is one', async () => {
  const [, text = ''] = /```yaml title="team\.yaml"\n([\s\S]*?)```/.exec(PAGE) ?? []
  const place = { partition: 'aws', region: 'us-east-1', account: '111122223333' }
  const principals = { WORKER: 'arn:aws:iam::111122223333:role/worker', OTHER: 'arn:aws:iam::999988887777:user/alice' }
  const { as } = createClient({ fixture: await seedIn('team.yaml', text, place), principals })
  const KeyId = 'arn:aws:kms:us-east-1:111122223333:alias/orders'
  const { CiphertextBlob } = await as('WORKER').send('Encrypt', { KeyId, Plaintext: 'aGk=' })
  expect(await as('WORKER').refuse('Decrypt', { CiphertextBlob, KeyId })).toContain('because no permissions boundary allows')
  expect(await as('OTHER').send('Decrypt', { CiphertextBlob, KeyId })).toMatchObject({ Plaintext: 'aGk=' })
})

test('the policies and shares of the page are taken', async () => {
  const { url } = await started()
  for (const line of shellOf('Policies and shares')) expect(await askedBy(line, url)).toMatchObject({ status: 200 })
})

test('the filters of the page are taken by curl', async () => {
  const { url } = await started()
  await send(url, 'Encrypt', { KeyId: 'alias/app', Plaintext: 'aGk=', EncryptionContext: { tenant: '42' } })
  for (const line of shellOf('Calls')) {
    const { stdout } = await promisify(execFile)('bash', ['-c', line.replace('http://127.0.0.1:4599', url)])
    expect(JSON.parse(stdout)).toMatchObject([{ operation: 'Encrypt', outcome: 'success' }])
  }
})

test('the log of a request that is explained is as the page shows it', async () => {
  const { url, child, end } = await running('--log', 'text', '--explain')
  await send(url, 'Encrypt', { KeyId: 'alias/disabled', Plaintext: 'aGk=' })
  child.kill()
  const [, shown = ''] = /```text\n(Encrypt 400[\s\S]*?)```/.exec(PAGE) ?? []
  const plain = (text: string) => text.replaceAll(/arn:\S+:key\/[\da-f-]+/g, 'arn:…').replace(/[\d.]+ ms/, 'ms')
  expect(plain((await end).err)).toBe(plain(shown))
})

test('every metric is described with its labels, and no other', async () => {
  const { url } = await started()
  await send(url, 'ListKeys', {})
  const [line = ''] = shellOf('Metrics')
  const { stdout } = await promisify(execFile)('bash', ['-c', line.replace('http://127.0.0.1:4599', url)])
  const shown = [...stdout.matchAll(/^# TYPE (\w+)/gm)].map(([, name = '']) => {
    const [, labels = ''] = new RegExp(`^${name}\\w*\\{(.*)\\}`, 'm').exec(stdout) ?? []
    return [name, [...labels.matchAll(/(\w+)=/g)].map(([, label]) => label).filter((label) => label !== 'le')]
  })
  const rows = [...sectionOf('Metrics').matchAll(/^\| `(\w+)` \|.*\|([^|]*)\|$/gm)]
  expect(rows.map(([, name, cell = '']) => [name, [...cell.matchAll(/`(\w+)`/g)].map(([, label]) => label)])).toEqual(shown)
})

test('every member of a fault is described, and no other', () => {
  expect(namesIn('Faults')).toEqual(FAULT_MEMBERS)
})

test('the faults of the page are taken', async () => {
  const { url } = await started()
  for (const line of shellOf('Faults')) expect(await askedBy(line, url)).toMatchObject({ status: 200 })
})
