import { resolve } from 'node:path'
import { expect } from 'vitest'
import { SANDBOX } from '../../src/emulator/test-client.ts'
import { ask, running, send, started } from '../server/support.ts'
import { codeOf, workplace } from './programs.ts'

/** The recipes of the pages for the server on the reader’s machine, each with what its page says of it. */

/** The callers that a command line of the page gives the server. */
const principalsIn = (command: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...command.matchAll(/--principal (\w+)=(\S+)/g)].map(([, accessKey = '', arn = '']) => [accessKey, arn]))

/** Starts the server with the options of a command line of the page. */
const serves = async (code: string, files: Readonly<Record<string, string>> = {}): Promise<void> => {
  const { write, path } = workplace()
  for (const [file, text] of Object.entries(files)) write(file, text)
  const [, options = ''] = /^npx --no q-kms serve([\s\S]*)$/.exec(code) ?? []
  const words = options.replaceAll('\\\n', ' ').trim().split(/\s+/)
  const args = words.map((word) => (word in files || word.startsWith('./') ? path(word) : word))
  expect(args.length).toBeGreaterThan(0)
  const { url, child, end } = await running(...args)
  expect((await fetch(`${url}/_qkms/health`)).status).toBe(200)
  child.kill()
  await end
}

/** Signs tokens with one program of the page, and has the other verify them, and refuse what it must. */
const signsTokens = async (jwt: string, verifier: string): Promise<void> => {
  const { url } = await started()
  const { write, node } = workplace(url)
  write('jwt.mjs', jwt)
  write('verify-jwt.mjs', verifier)
  write(
    'try.mjs',
    `import { createPublicKey, verify } from 'node:crypto'
     import { jwks, sign } from './jwt.mjs'
     import { verifyToken } from './verify-jwt.mjs'
     const keys = await jwks()
     const expected = { issuer: 'https://issuer.example', audience: 'orders' }
     const claims = { iss: expected.issuer, aud: expected.audience, sub: '42', exp: Math.floor(Date.now() / 1000) + 60 }
     const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
     const shown = (token, keys_ = keys) => {
       try {
         return verifyToken(token, keys_, expected).sub
       } catch ({ message }) {
         return message
       }
     }
     // Many, since a number of a signature is shorter than the others now and then.
     const tokens = await Promise.all(Array.from({ length: 40 }, () => sign(claims)))
     console.log(tokens.every((token) => shown(token) === '42'))
     const [header, , signature] = tokens[0].split('.')
     console.log(shown([header, encode({ ...claims, sub: '1' }), signature].join('.')))
     console.log(shown([encode({ alg: 'none', kid: keys.keys[0].kid }), encode(claims), ''].join('.')))
     console.log(shown(tokens[0], { keys: [{ ...keys.keys[0], kid: 'another' }] }))
     console.log(shown(await sign({ ...claims, exp: 1 })))
     const { exp: _, ...forever } = claims
     console.log(shown(await sign(forever)))
     console.log(shown(await sign({ ...claims, aud: 'reports' })))
     // By means that are not of the page.
     const [head, body, last] = tokens[1].split('.')
     const key = await crypto.subtle.importKey('jwk', keys.keys[0], { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
     const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
     console.log(await crypto.subtle.verify(algorithm, key, Buffer.from(last, 'base64url'), Buffer.from(head + '.' + body)))`,
  )
  expect(await node(['--no-warnings', 'try.mjs'])).toEqual([
    'true',
    'The signature does not fit the token.',
    'The token is not signed with a key that is known.',
    'The token is not signed with a key that is known.',
    'The token has expired.',
    'The token has expired.',
    'The token is for another purpose.',
    'true',
  ])
}

/** By the place of the block; each takes its code. */
export const RECIPES: Readonly<Record<string, (code: string) => Promise<void>>> = {
  'grants: sh 1': async (code) => {
    const { url } = await started({ principals: principalsIn(code) })
    const [settings, ask, grant, revoke] = [2, 3, 4, 5].map((number) => codeOf(`grants: sh ${number}`))
    const withoutContext = ask?.replace(/ \\\n {2}--encryption-context \S+/, '')
    expect(withoutContext).not.toBe(ask)
    const told = (command = '') => `(${command}) > /dev/null 2> error && echo allowed || grep -o '[A-Za-z]*Exception' error`
    const script = [settings, told(ask), grant, told(ask), told(withoutContext), revoke, told(ask)].join('\n')
    expect(await workplace(url).bash(script)).toBe(
      ['AccessDeniedException', 'allowed', 'AccessDeniedException', 'AccessDeniedException', ''].join('\n'),
    )
  },

  'key-policies: sh 1': async (code) => {
    const { url } = await started({ principals: principalsIn(code) })
    const { write, bash } = workplace(url)
    write('policy.json', codeOf('key-policies: policy.json'))
    const lines = codeOf('key-policies: sh 2').trimEnd().split('\n')
    const last = lines.slice(-2).map((line) => `(${line}) 2>error || grep -o '[A-Za-z]*Exception' error`)
    expect(await bash([...lines.slice(0, -2), ...last].join('\n'))).toBe('AccessDeniedException\nAccessDeniedException\n')
  },

  'cross-account-access: sh 1': async (code) => {
    const { url } = await started({ principals: principalsIn(code) })
    const { write, bash } = workplace(url)
    for (const file of ['key-policy.json', 'partner.json']) write(file, codeOf(`cross-account-access: ${file}`))
    const [settings, owner, partner] = [2, 3, 4].map((number) => codeOf(`cross-account-access: sh ${number}`))
    const refused = partner?.replace('|| true', "2> error || grep -o '[A-Za-z]*Exception' error")
    const lines = await bash([settings, owner, refused].join('\n'))
    expect(lines).toMatch(/AccessDeniedException[\s\S]*"Plaintext":"aGVsbG8="/)
  },

  'errors-and-retries: decrypt.mjs': async (code) => {
    const { url, emulator } = await started({ principals: { test: 'arn:aws:iam::111122223333:role/orders' } })
    const { write, node } = workplace(url)
    write('decrypt.mjs', code)
    write(
      'try.mjs',
      `import { EncryptCommand, KMSClient } from '@aws-sdk/client-kms'
       import { decrypt } from './decrypt.mjs'
       const kms = new KMSClient({})
       const context = { tenant: '42' }
       const Plaintext = Buffer.from('hello')
       const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: 'alias/app', Plaintext, EncryptionContext: context }))
       const fault = (fault) => fetch('${url}/_qkms/faults', { method: 'POST', body: JSON.stringify(fault) })
       const shown = (context) => decrypt(CiphertextBlob, context).then((bytes) => Buffer.from(bytes).toString(), ({ message }) => message)
       console.log(await shown(context))
       console.log(await shown({ tenant: '43' }))
       await fault({ error: 'ThrottlingException', times: 2 })
       console.log(await shown(context))
       await fault({ error: 'ThrottlingException', times: 5 })
       console.log(await shown(context))
       await fault({ error: 'DisabledException' })
       console.log(await shown(context))
       await fault({ error: 'AccessDeniedException' })
       console.log(await shown(context))`,
    )
    expect(await node(['--no-warnings', 'try.mjs'])).toEqual([
      'hello',
      'The ciphertext or its encryption context was changed.',
      'hello',
      expect.stringContaining('exceeded the rate'),
      'The key is disabled.',
      'This program may not decrypt.',
    ])
    // What a fault ends is not among the calls.
    expect(emulator.calls({ operation: 'Decrypt' }).map(({ outcome }) => outcome)).toEqual([
      'success',
      'InvalidCiphertextException',
      'success',
    ])
  },

  'errors-and-retries: decrypt.sh': async (code) => {
    const { url } = await started()
    const { write, bash } = workplace(url)
    const { body } = await send(url, 'Encrypt', {
      KeyId: 'alias/app',
      Plaintext: Buffer.from('hello').toString('base64'),
      EncryptionContext: { tenant: '42' },
    })
    write('ciphertext.bin', Buffer.from(String(body.CiphertextBlob), 'base64'))
    write('decrypt.sh', code)
    const told = (tenant: string) => bash(`AWS_DEFAULT_REGION=us-east-1 bash decrypt.sh tenant=${tenant} 2>&1 || true`)
    const fault = (error: string) => ask(`${url}/_qkms/faults`, { method: 'POST', body: JSON.stringify({ error }) })
    expect(await told('42')).toBe('hello')
    expect(await told('43')).toBe('The ciphertext or its encryption context was changed.\n')
    await fault('DisabledException')
    expect(await told('42')).toBe('The key is disabled.\n')
    await fault('AccessDeniedException')
    expect(await told('42')).toBe('This program may not decrypt.\n')
    await fault('KMSInvalidStateException')
    expect(await told('42')).toContain('KMSInvalidStateException')
  },

  'errors-and-retries: sh 1': (code) => asks(code),
  'errors-and-retries: sh 2': (code) => asks(code),

  'pagination: list-keys.mjs': async (code) => {
    const { url, emulator } = await started()
    for (let made = 0; made < 101; made++) await send(url, 'CreateKey', {})
    const { write, node } = workplace(url)
    write('list-keys.mjs', code)
    const ids = await node(['--no-warnings', 'list-keys.mjs'])
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(101)
    expect(emulator.calls({ operation: 'ListKeys' })).toHaveLength(2)
  },

  'pagination: sh 1': async (code) => {
    const { url } = await started()
    // What stands in for the AWS CLI asks for one page, which has all keys of the sandbox.
    const keys = JSON.parse(await workplace(url).bash(`export AWS_DEFAULT_REGION=us-east-1\n${code}`))
    expect(keys.length).toBeGreaterThan(10)
  },

  'eventual-consistency: wait.mjs': async (code) => {
    const { url } = await started()
    const { write, node } = workplace(url)
    write('wait.mjs', code)
    write(
      'try.mjs',
      `import { waitForKey } from './wait.mjs'
       const fault = (times, error) =>
         fetch('${url}/_qkms/faults', { method: 'POST', body: JSON.stringify({ operation: 'DescribeKey', times, error }) })
       const tried = (pauses) => waitForKey('alias/app', pauses).then(({ KeyMetadata }) => KeyMetadata.KeyState, ({ name }) => name)
       await fault(2, 'NotFoundException')
       console.log(await tried([1, 1, 1]))
       await fault(4, 'NotFoundException')
       console.log(await tried([1, 1, 1]))
       await fault(1, 'AccessDeniedException')
       console.log(await tried([1, 1, 1]))`,
    )
    expect(await node(['--no-warnings', 'try.mjs'])).toEqual(['Enabled', 'NotFoundException', 'AccessDeniedException'])
  },

  'eventual-consistency: sh 1': (code) => asks(code),
  'monitoring: sh 1': (code) => asks(code),

  'json-web-tokens: jwt.mjs': (code) => signsTokens(code, codeOf('json-web-tokens: verify-jwt.mjs')),
  'json-web-tokens: verify-jwt.mjs': (code) => signsTokens(codeOf('json-web-tokens: jwt.mjs'), code),

  'code-signing: sign.sh': async (code) => {
    const { url } = await started()
    expect(await workplace(url).bash(`export AWS_DEFAULT_REGION=us-east-1\n${code}`)).toBe('Verified OK\n')
  },

  'blockchain-signers: ethereum.mjs': async (code) => {
    const { url } = await started()
    const { body } = await send(url, 'CreateKey', { KeySpec: 'ECC_SECG_P256K1', KeyUsage: 'SIGN_VERIFY' })
    const { KeyId } = body.KeyMetadata as { readonly KeyId: string }
    const { write, node } = workplace(url)
    write('ethereum.mjs', code)
    write(
      'try.mjs',
      `import { secp256k1 } from '@noble/curves/secp256k1.js'
       import { keccak_256 } from '@noble/hashes/sha3.js'
       import { addressOf, signDigest } from './ethereum.mjs'
       const address = await addressOf('${KeyId}')
       console.log(/^0x[\\da-f]{40}$/.test(address))
       let fine = 0
       for (let round = 0; round < 16; round++) {
         const digest = keccak_256(Buffer.from('transaction ' + round))
         const { r, s, recovery } = await signDigest('${KeyId}', digest)
         const point = new secp256k1.Signature(r, s, recovery).recoverPublicKey(digest).toBytes(false)
         const recovered = '0x' + Buffer.from(keccak_256(point.subarray(1)).subarray(-20)).toString('hex')
         if (recovered === address && s <= secp256k1.Point.Fn.ORDER / 2n) fine++
       }
       console.log(fine)`,
    )
    expect(await node(['--no-warnings', 'try.mjs'])).toEqual(['true', '16'])
  },

  'database-encryption: orders.mjs': async (code) => {
    const { url } = await started()
    const { write, node, read } = workplace(url)
    write('envelope.mjs', codeOf('concepts: envelope.mjs'))
    write('orders.mjs', code)
    write(
      'try.mjs',
      `import { DatabaseSync } from 'node:sqlite'
       import { load, save } from './orders.mjs'
       await save('1', 'Elm Street 13')
       await save('2', 'Baker Street 221B')
       console.log(await load('1'), await load('2'))
       const columns = ['dataKey', 'iv', 'sealed', 'tag']
       const copied = columns.map((name) => name + ' = (SELECT ' + name + " FROM orders WHERE id = '1')").join()
       new DatabaseSync('orders.db').exec('UPDATE orders SET ' + copied + " WHERE id = '2'")
       console.log(await load('2').catch(({ name }) => name))`,
    )
    expect(await node(['--no-warnings', 'try.mjs'])).toEqual(['Elm Street 13 Baker Street 221B', 'InvalidCiphertextException'])
    expect(read('orders.db').includes('Elm Street')).toBe(false)
  },

  'migrating: sh 1': (code) => serves(code, { 'keys.yaml': codeOf('migrating: keys.yaml') }),

  'tools: preload.mjs': async (code) => {
    const { write, bash } = workplace()
    const source = (subpath: string) => JSON.stringify(resolve('src', subpath))
    write(
      'preload.mjs',
      code
        .replace("'q-kms-docs/emulator'", source('emulator/emulator.ts'))
        .replace("'q-kms-docs/msw'", source('msw/handlers.ts')),
    )
    // Without any endpoint, as a program has it that makes its client itself.
    write(
      'app.mjs',
      `import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms'
       const { KeyMetadata } = await new KMSClient({}).send(new DescribeKeyCommand({ KeyId: 'alias/app' }))
       console.log(KeyMetadata.KeyState)`,
    )
    const line = codeOf('tools: sh 1').replace(' node ', ` ${process.execPath} --no-warnings `)
    expect(await bash(`unset AWS_ENDPOINT_URL_KMS\n${line}`)).toBe('Enabled\n')
  },

  'multi-region-keys: sh 1': async (code) => {
    const { url } = await started()
    expect(await workplace(url).bash(code)).toBe('hello')
  },

  'emulator: js 1': async (code) => {
    const { url } = await started()
    const { write, node } = workplace(url)
    write('hello.mjs', code)
    expect(await node(['--no-warnings', 'hello.mjs'])).toEqual(['hello'])
  },

  'emulator: sh 3': async (code) => {
    const { url } = await started()
    const lines = await workplace(url).bash(code + codeOf('emulator: sh 4'))
    expect(lines).toContain('"CiphertextBlob"')
  },

  'emulator: sh 5': (code) => serves(code, { 'seed.yaml': codeOf('emulator: seed.yaml') }),
  'emulator: sh 6': (code) => serves(code),
  'emulator: sh 8': (code) => serves(code),
  'emulator: secrets.json': (code) => serves(codeOf('emulator: sh 10'), { 'secrets.json': code }),

  'emulator: sh 7': async (code) => {
    const { url, child, end } = await running()
    const { bash, read } = workplace(url)
    const main = `node ${process.cwd()}/src/server/main.ts`
    await bash(code.replaceAll('npx --no q-kms', main).replaceAll('state.json', `state.json --url ${url}`))
    expect(read('state.json').toString()).toContain(SANDBOX.app)
    child.kill()
    await end
  },

  'emulator: sh 11': async (code) => {
    const { url } = await started({ adminToken: 'a-long-secret' })
    const { bash, modeOf } = workplace(url)
    expect(await bash(`umask 022\nQKMS_ADMIN_TOKEN=a-long-secret\n${code}`)).toContain('"now"')
    expect(modeOf('admin.header')).toBe(0o600)
  },

  'emulator: team.yaml': async (code) => {
    const { write, path } = workplace()
    write('team.yaml', code)
    const { url, child, end } = await running('--seed', path('team.yaml'))
    expect((await fetch(`${url}/_qkms/health`)).status).toBe(200)
    child.kill()
    await end
  },

  'emulator: sh 12': (code) => asks(code),
  'emulator: sh 13': (code) => asks(code),
}

/** Sends what curl says to a server; every command succeeds, and the server refuses none of them. */
const asks = async (code: string): Promise<void> => {
  const { url } = await started()
  const commands = code.trimEnd().replaceAll('curl ', 'curl --silent --show-error --fail-with-body ')
  expect(await workplace(url).bash(commands)).not.toContain('"__type"')
}
