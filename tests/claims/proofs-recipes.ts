import { expect } from 'vitest'
import { SANDBOX } from '../../src/emulator/test-client.ts'
import { running, started } from '../server/support.ts'
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
  expect(await workplace(url).bash(commands)).not.toContain('Exception')
}
