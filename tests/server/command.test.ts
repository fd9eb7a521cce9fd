import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test, vi } from 'vitest'
import { SANDBOX } from '../../src/emulator/test-client.ts'
import { TRACE_HEADER } from '../../src/facts/trace.ts'
import { SERVE_FLAGS } from '../../src/server/flags.ts'
import { ask, command, directory, running, send } from './support.ts'

const AUTHORIZATION = (accessKey: string) =>
  `AWS4-HMAC-SHA256 Credential=${accessKey}/20260101/us-east-1/kms/aws4_request, SignedHeaders=host, Signature=0`

test('prints one line with its URL and the environment to set, and ends at SIGTERM', async () => {
  const { line, url, child, end } = await running('--data', directory())
  expect(await line).toBe(`q-kms is ready at ${url}  AWS_ENDPOINT_URL_KMS=${url}`)
  expect((await send(url, 'ListKeys', {})).status).toBe(200)
  child.kill('SIGTERM')
  expect(await end).toEqual({ code: 0, signal: null, out: `${await line}\n`, err: '' })
})

test('answers what runs before it ends', async () => {
  const { url, child, end } = await running()
  const fault = { operation: 'ListKeys', latencyMilliseconds: 500 }
  await ask(`${url}/_qkms/faults`, { method: 'POST', body: JSON.stringify(fault) })
  const late = send(url, 'ListKeys', {})
  // Its fault is used up once it runs.
  await vi.waitFor(async () => expect((await ask(`${url}/_qkms/faults`)).body).toEqual([]), { timeout: 60_000 })
  child.kill('SIGINT')
  expect((await late).status).toBe(200)
  expect((await end).code).toBe(0)
})

test('takes Region, account, principals, seed and clock from its options', async () => {
  const seed = join(directory(), 'seed.json')
  writeFileSync(seed, '{"Keys": [{"KeyId": "bc436485-5092-42b8-92a3-0aa8b93536dc"}]}')
  const { url, child } = await running(
    ...['--region', 'eu-west-1', '--account', '999988887777', '--seed', seed, '--clock', '2030-01-01T00:00:00Z'],
    ...[
      '--principal',
      'my-own.key=arn:aws:iam::123456789012:user/one',
      '--principal',
      'AKIDTWO=arn:aws:iam::210987654321:user/two',
    ],
  )
  expect((await send(url, 'ListKeys', {})).body).toMatchObject({
    Keys: [{ KeyArn: 'arn:aws:kms:eu-west-1:999988887777:key/bc436485-5092-42b8-92a3-0aa8b93536dc' }],
  })
  const create = async (accessKey: string) =>
    (await send(url, 'CreateKey', {}, { authorization: AUTHORIZATION(accessKey) })).body.KeyMetadata as Readonly<
      Record<string, unknown>
    >
  expect(await create('my-own.key')).toMatchObject({ AWSAccountId: '123456789012' })
  const { AWSAccountId, CreationDate } = await create('AKIDTWO')
  expect(AWSAccountId).toBe('210987654321')
  expect(new Date(Number(CreationDate) * 1000).getUTCFullYear()).toBe(2030)
  child.kill()
})

test('checks signatures with the secrets of a file', async () => {
  const secrets = join(directory(), 'secrets.json')
  writeFileSync(secrets, '{"AKIDONE": "one"}')
  const { url, child } = await running('--verify-signatures', secrets)
  expect((await send(url, 'ListKeys', {})).body).toMatchObject({ __type: 'MissingAuthenticationTokenException' })
  child.kill()
})

test('writes a log to standard error', async () => {
  for (const [log, expected] of [
    [
      'text',
      /^ListKeys 200 \d+\.\d ms\nDescribeKey 400 NotFoundException \d+\.\d ms\ns3 GET \/bucket 400 InvalidRequest \d+\.\d ms\nGET \/ 200 \d+\.\d ms\n$/,
    ],
    [
      'json',
      /^\{"time":"[^"]+","service":"kms","operation":"ListKeys","status":200,.*\n\{.*"status":400,.*"error":.*NotFoundException.*\}\n\{.*"service":"s3".*\}\n\{.*"operation":"GET \/".*\}\n$/,
    ],
    ['none', /^$/],
  ] as const) {
    const { url, child, end } = await running('--log', log)
    await send(url, 'ListKeys', {})
    await send(url, 'DescribeKey', { KeyId: 'alias/none' })
    await fetch(`${url}/bucket`, { headers: { authorization: AUTHORIZATION('AKIDONE').replace('/kms/', '/s3/') } })
    await fetch(url)
    child.kill()
    expect((await end).err).toMatch(expected)
  }
})

test('explains every request in its log, and in a header', async () => {
  const { url, child, end } = await running('--log', 'text', '--explain')
  const { headers } = await send(url, 'Encrypt', { KeyId: 'alias/disabled', Plaintext: 'aGk=' })
  expect(headers.has(TRACE_HEADER)).toBe(true)
  await send(url, 'DescribeKey', { KeyId: 'alias/a"\n  passed access' })
  child.kill()
  const lines = (await end).err.split('\n')
  expect(lines[0]).toMatch(/^Encrypt 400 DisabledException /)
  expect(lines.slice(1, 6)).toEqual([
    '  passed request: operation Encrypt',
    expect.stringMatching(/^ {2}passed key: identifier alias\/disabled; key arn:\S+; alias arn:\S+alias\/disabled$/),
    expect.stringMatching(
      /^ {2}passed access: caller arn:\S+:root; action kms:Encrypt; resource arn:\S+; key policy: Allow by statement 0/,
    ),
    expect.stringMatching(/^ {2}passed usage: /),
    expect.stringMatching(/^ {2}failed state: key arn:\S+; state Disabled; arn:\S+ is disabled\.$/),
  ])
  expect(lines[6]).toMatch(/^DescribeKey 400 /)
  expect(lines.slice(7).every((line) => !line.startsWith('  passed access'))).toBe(true)
})

test('has the trace in a log of JSON too', async () => {
  const { url, child, end } = await running('--log', 'json', '--explain')
  await send(url, 'ListKeys', {})
  child.kill()
  expect(JSON.parse((await end).err)).toMatchObject({
    operation: 'ListKeys',
    trace: [{ check: 'request' }, { check: 'access' }, {}],
  })
})

test('goes on when nobody reads its log any more', async () => {
  const { url, child } = await running('--log', 'text')
  child.stderr?.destroy()
  for (let i = 0; i < 5; i++) expect((await send(url, 'ListKeys', {})).status).toBe(200)
  child.kill()
})

test('says where the port is taken', async () => {
  const { url, child } = await running()
  const { port } = new URL(url)
  const { code, err } = await command(['serve', '--port', port]).end
  child.kill()
  expect(code).toBe(1)
  expect(err).toBe(`Failed to listen on 127.0.0.1:${port}: the port is taken. Choose another with --port, or 0 for a free one.\n`)
})

test('tells its version, and explains itself', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(await command(['--version']).end).toMatchObject({ code: 0, out: `${version}\n` })
  const { code, out } = await command(['serve', '--help']).end
  expect(code).toBe(0)
  for (const option of ['port', 'host', 'data', 'seed', 'region', 'account', 'principal', 'verify-signatures', 'clock', 'log'])
    expect(out).toContain(`--${option} <`)
})

test('points at the help of the command that was mistaken', async () => {
  expect((await command(['serve', '--colour']).end).err).toContain('(npx --no q-kms serve --help tells more.)')
  expect((await command(['restore']).end).err).toContain('(npx --no q-kms restore --help tells more.)')
  expect((await command(['server']).end).err).toContain('(npx --no q-kms --help tells more.)')
})

test('takes every option from the environment too', async () => {
  const { out } = await command(['serve', '--help']).end
  const text = out.replaceAll(/\s+/g, ' ')
  for (const { long = '' } of SERVE_FLAGS) expect(text).toContain(`env: QKMS_${long.slice(2).replaceAll('-', '_').toUpperCase()}`)
  const variables = {
    QKMS_PORT: '0',
    QKMS_LOG: 'none',
    QKMS_REGION: 'eu-west-1',
    QKMS_ACCOUNT: '999988887777',
    QKMS_PRINCIPAL: 'ONE=arn:aws:iam::123456789012:user/one TWO=arn:aws:iam::210987654321:user/two',
    QKMS_ADMIN_TOKEN: 'a-secret',
    QKMS_TLS: '0',
    QKMS_DATA: '',
  }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
  const { line, child, end } = command(['serve', '--region', 'eu-north-1'])
  const url = /http:\S+/.exec(await line)?.[0] ?? ''
  expect((await ask(`${url}/_qkms/clock`)).status).toBe(401)
  const account = async (accessKey: string) =>
    ((await send(url, 'CreateKey', {}, { authorization: AUTHORIZATION(accessKey) })).body.KeyMetadata as { readonly Arn: string })
      .Arn
  expect(await account('ONE')).toContain(':us-east-1:123456789012:')
  expect(await account('TWO')).toContain(':us-east-1:210987654321:')
  // The command line goes before the environment.
  expect(((await send(url, 'CreateKey', {})).body.KeyMetadata as { readonly Arn: string }).Arn).toContain(
    ':eu-north-1:999988887777:',
  )
  child.kill()
  expect(await end).toMatchObject({ code: 0, err: '' })
})

test('ends when the program that started it ends, however that ends', async () => {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    // As npx and npm run do it: a program, a shell, and the server.
    const server = `${process.execPath} src/server/main.ts serve --port 0 --exit-with-parent`
    const script = `require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(`${server}; exit`)}], { stdio: 'inherit' })`
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
    const [line] = await once(createInterface({ input: parent.stdout }), 'line')
    const url = /http:\S+/.exec(String(line))?.[0] ?? ''
    expect((await send(url, 'ListKeys', {})).status).toBe(200)
    parent.kill(signal)
    await vi.waitFor(() => expect(fetch(url)).rejects.toThrow(), { timeout: 10_000, interval: 100 })
  }
})

test('stays while the program that started it does', async () => {
  const { url, child, end } = await running('--exit-with-parent')
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect((await send(url, 'ListKeys', {})).status).toBe(200)
  child.kill()
  expect((await end).code).toBe(0)
})

test('takes a snapshot with the token of the administration', async () => {
  const { url, child } = await running('--admin-token', 'a-secret')
  const without = await command(['snapshot', '--url', url]).end
  const given = await command(['snapshot', '--url', url, '--admin-token', 'a-secret']).end
  const restored = await command(['restore', '-', '--url', url, '--admin-token', 'a-secret'], given.out).end
  child.kill()
  expect(without).toMatchObject({ code: 1, err: expect.stringContaining('Authorization is not Bearer with the token') })
  expect([given.code, restored.code]).toEqual([0, 0])
})

test.each([
  [['serve', '--port', '70000'], "option '--port <number>' argument '70000' is invalid. It is not a number from 0 to 65535."],
  [['serve', '--account', '12'], 'It is not 12 digits.'],
  [['serve', '--principal', 'x'], 'It is not ACCESSKEY=ARN with the ARN of a principal.'],
  [['serve', '--principal', '=arn:aws:iam::111122223333:root'], 'It is not ACCESSKEY=ARN with the ARN of a principal.'],
  [['serve', '--region', 'US East'], 'It is not the name of a Region as in us-east-1.'],
  [['serve', '--clock', 'noon'], 'It is not a date as in'],
  [['serve', '--clock', '1'], 'It is not a date as in'],
  [['serve', '--log', 'loud'], 'Allowed choices are json, text, none.'],
  [['serve', '--seed', 'missing.yaml'], 'Failed to read missing.yaml: '],
  [['serve', '--seed', ''], 'Failed to read : '],
  [['serve', '--verify-signatures', 'package.json'], 'Failed to read package.json: the secret of '],
  [['serve', '--colour'], "unknown option '--colour'"],
  [['serve', '--tls-cert', 'package.json'], 'Failed to speak TLS: --tls-cert and --tls-key go together.'],
  [['serve', '--tls', '--tls-cert', 'package.json'], "option '--tls' cannot be used with option '--tls-cert <file>'"],
  [['serve', '--tls-cert', 'package.json', '--tls-key', 'package.json'], 'they are no certificate and its key'],
  [['serve', '--allow-host', 'q-kms:4599'], 'It is not the name of a host, without a port.'],
  [['snapshot', '--url', 'localhost:4599'], "argument 'localhost:4599' is invalid. It is not a URL as in http://127.0.0.1:4599."],
  [
    ['snapshot', '--url', 'http://127.0.0.1:9', '--data', 'x'],
    "option '--data <directory>' cannot be used with option '--url <url>'",
  ],
  [['restore', 'missing.json'], 'Failed to read missing.json: '],
  [['snapshot', '--data', 'missing'], 'Failed to open missing: there is no q-kms.sqlite in it.'],
  [
    ['snapshot', '--url', 'http://127.0.0.1:9/'],
    'Failed to reach http://127.0.0.1:9/_qkms/state?secrets: is a server running there?',
  ],
])('refuses %j', async (args, message) => {
  const { code, err } = await command(args).end
  expect(code).toBe(1)
  expect(err).toContain(message)
})

test('says where it cannot write a snapshot', async () => {
  const { url, child } = await running()
  const out = directory()
  const { code, err } = await command(['snapshot', '--url', url, '--out', out]).end
  child.kill()
  expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(`^Failed to write ${out}: EISDIR`) })
})

test('needs a newer Node.js for a data directory, and for nothing else', async () => {
  const older = "Object.defineProperty(process,'versions',{value:{...process.versions,node:'22.14.0'}})"
  vi.stubEnv('NODE_OPTIONS', `--import=data:text/javascript,${older}`)
  onTestFinished(() => void vi.unstubAllEnvs())
  const data = directory()
  expect(await command(['serve', '--port', '0', '--data', data]).end).toMatchObject({
    code: 1,
    err: `Failed to open ${data}: a data directory needs Node.js 22.15 or newer, and this is ${process.version}.\n`,
  })
  const { url, child } = await running()
  const { code } = await command(['snapshot', '--url', url]).end
  child.kill()
  expect(code).toBe(0)
})

/** Their order is nobody's business. */
const rowsIn = (state: string) => new Map(JSON.parse(state).rows.map((row: { readonly id: string }) => [row.id, row]))

test('carries the state from a server to a directory, and back to another server', async () => {
  const data = directory()
  const file = join(directory(), 'state.json')
  const first = await running()
  const { body: encrypted } = await send(first.url, 'Encrypt', { KeyId: SANDBOX.app, Plaintext: 'aGVsbG8=' })
  await send(first.url, 'CreateAlias', { AliasName: 'alias/carried', TargetKeyId: SANDBOX.app })
  expect((await command(['snapshot', '--url', first.url, '--out', file]).end).code).toBe(0)
  first.child.kill()

  expect(await command(['restore', file, '--data', data]).end).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^q-kms restored \d+ rows\.\n$/),
  })
  const { out } = await command(['snapshot', '--data', data]).end
  expect(rowsIn(out)).toEqual(rowsIn(readFileSync(file, 'utf8')))

  const second = await running()
  expect((await command(['restore', '-', '--url', second.url], out).end).code).toBe(0)
  expect((await send(second.url, 'DescribeKey', { KeyId: 'alias/carried' })).status).toBe(200)
  expect((await send(second.url, 'Decrypt', { CiphertextBlob: encrypted.CiphertextBlob })).body).toMatchObject({
    Plaintext: 'aGVsbG8=',
  })
  const { code, err } = await command(['restore', '-', '--url', second.url], '{}').end
  second.child.kill()
  expect({ code, err }).toEqual({ code: 1, err: 'Failed to administer: the state is not an object with a list of rows.\n' })
})

test('makes no directory for what is not a state', async () => {
  const data = join(directory(), 'data')
  const state = '{"version": 1, "rows": [{"table": "keys", "id": "x", "row": {"arn": "x"}}]}'
  const { code, err } = await command(['restore', '-', '--data', data], state).end
  expect({ code, err }).toEqual({ code: 1, err: 'Failed to read the snapshot: rows[0] is not a whole row of keys.\n' })
  expect(existsSync(data)).toBe(false)
})

test('does not take the state of a directory that a server uses', async () => {
  const data = directory()
  const { child } = await running('--data', data)
  const { code, err } = await command(['snapshot', '--data', data]).end
  child.kill()
  expect(code).toBe(1)
  expect(err).toContain('another server is using it.')
})
