import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Server, serve } from '../../src/server/serve.ts'
import { base, environmentOf, execute, HERE, type Row, reasonOf, TO_INSTALL, TO_RUN } from './execution.ts'
import { type Client, FAMILIES, type Family, type Fixture } from './families.ts'
import { shownInManual } from './manual.ts'
import { recipeRow } from './recipes.ts'

/**
 * `npm run test:clients`: programs that people use with AWS KMS, unmodified, against a server. Each does something real and is refused something;
 * what the server was asked says whether it did. The fixtures of the manual run too, with tests that use them, and so do the commands that it shows for
 * programs of others. Python and JavaScript have to be there; a family whose toolchain or registry is absent is skipped otherwise. The names of families
 * limit it to those: `npm run test:clients -- python javascript`.
 */

/** One of plain HTTP, and one of TLS. */
type Servers = readonly [plain: Server, secure: Server]

/** Where a client asks: in a sandbox of its own, if it takes a path, and else at the server that no other client asks. */
const placeOf = (family: Family, { argument, needs }: Client, [plain, secure]: Servers) => {
  if (needs === 'TLS')
    return {
      url: secure.url,
      authority: secure.authority,
      outcomes: async () => secure.emulator.calls().map(({ outcome }) => outcome),
    }
  const url = `${plain.url}/_sandbox/${family.folder}-${argument.replaceAll(/[^a-z0-9]/g, '-')}`
  const outcomes = async (): Promise<readonly string[]> => {
    const calls: readonly { readonly outcome: string }[] = await (await fetch(`${url}/_qkms/calls`)).json()
    return calls.map(({ outcome }) => outcome)
  }
  return { url, authority: undefined, outcomes }
}

/** What one client shows. */
const shownBy = async (family: Family, client: string, settings: Client, servers: Servers): Promise<Row> => {
  const { url, authority, outcomes: outcomesOf } = placeOf(family, settings, servers)
  try {
    const { stdout } = await execute(
      family.run(settings.argument),
      `${HERE}/${family.folder}`,
      TO_RUN,
      environmentOf(url, authority, settings.needs === 'roles'),
    )
    const { version, task, refusal } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
    const outcomes = new Set(await outcomesOf())
    const succeeded = outcomes.delete('success')
    const refused = [...outcomes].join(', ')
    const result = !succeeded || outcomes.size === 0 || !refusal ? `FAILED: the server was not asked for both: ${refused}` : 'ok'
    return { client, version, task, refused, result }
  } catch (error) {
    return { client, result: `FAILED: ${reasonOf(error)}` }
  }
}

/** The command of the package, as an installation would have it; it writes down which process it is. */
const SHIM = `#!/bin/sh
echo $$ > server.pid
exec '${process.execPath}' --disable-warning=MODULE_TYPELESS_PACKAGE_JSON '${resolve(HERE, '../../src/server/main.ts')}' "$@"
`

/** What the fixture of the manual shows: its tests pass, and its server is gone afterwards. */
const fixtureRow = async (family: Family, client: string, { file, others, build, run, passed }: Fixture): Promise<Row> => {
  const folder = `${HERE}/${family.folder}/fixture`
  const bin = `${folder}/node_modules/.bin`
  mkdirSync(bin, { recursive: true })
  writeFileSync(`${bin}/q-kms`, SHIM)
  chmodSync(`${bin}/q-kms`, 0o755)
  for (const [page, name] of [['emulator', file], ...others] as const)
    writeFileSync(`${folder}/${name}`, shownInManual(page, name))
  rmSync(`${folder}/server.pid`, { force: true })
  // Nothing but the fixture tells the tests where the server is, and who they are.
  const env = {
    ...base,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  }
  try {
    for (const command of build) await execute(command, folder, TO_INSTALL)
    const { stdout } = await execute(run, folder, TO_RUN, env)
    if (!passed.test(stdout)) return { client, result: `FAILED: ${reasonOf({ stdout })}` }
    const pid = Number(readFileSync(`${folder}/server.pid`, 'utf8'))
    return { client, task: `the tests of ${file}`, result: isThere(pid) ? `FAILED: the server ${pid} still runs` : 'ok' }
  } catch (error) {
    return { client, result: `FAILED: ${reasonOf(error)}` }
  }
}

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Why a family cannot run; undefined where it can. */
const obstacleOf = async ({ folder, tool, fetch, build }: Family): Promise<string | undefined> => {
  const steps = [
    [[tool], 'is not installed'],
    [fetch, 'could not fetch'],
    [build, 'could not build'],
  ] as const
  for (const [commands, what] of steps)
    for (const command of commands)
      try {
        await execute(command, `${HERE}/${folder}`, TO_INSTALL)
      } catch (error) {
        return `${command[0]} ${what}: ${reasonOf(error)}`
      }
  return undefined
}

const rowsOf = async (family: Family, servers: Servers): Promise<readonly Row[]> => {
  const clients = Object.entries(family.clients)
  const fixtures = Object.entries(family.fixtures ?? {})
  const recipes = Object.entries(family.recipes ?? {})
  const obstacle = await obstacleOf(family)
  if (obstacle !== undefined) {
    // What is there and cannot be built is a fault of ours.
    const word = family.required || obstacle.includes('could not build') ? 'FAILED' : 'skipped'
    return [...clients, ...fixtures, ...recipes].map(([client]) => ({ client, result: `${word}: ${obstacle}` }))
  }
  const rows: Row[] = []
  for (const [name, client] of clients) rows.push(await shownBy(family, name, client, servers))
  for (const [name, fixture] of fixtures) rows.push(await fixtureRow(family, name, fixture))
  for (const [name, recipe] of recipes) rows.push(await recipeRow(family.folder, name, recipe))
  return rows
}

const chosen = process.argv.slice(2)
const unknown = chosen.find((name) => !Object.hasOwn(FAMILIES, name))
if (unknown !== undefined) throw new Error(`Failed to run ${unknown}: there are ${Object.keys(FAMILIES).join(', ')}.`)

const plain = await serve({ port: 0 })
const secure = await serve({ port: 0, tls: true })
const rows: Row[] = []
console.log('| Client | Version | Task | Refused | Result |\n|---|---|---|---|---|')
for (const [name, family] of Object.entries(FAMILIES)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  const began = performance.now()
  const found = await rowsOf(family, [plain, secure])
  rows.push(...found)
  for (const { client, version = '', task = '', refused = '', result } of found)
    console.log(`| ${client} | ${version} | ${task} | ${refused} | ${result.replaceAll('\n', '\n  ')} |`)
  console.error(`${name}: ${Math.round((performance.now() - began) / 1000)} s`)
}
await Promise.all([plain.close(), secure.close()])

const count = (word: string) => rows.filter(({ result }) => result.startsWith(word)).length
console.log(`${count('ok')} passed, ${count('FAILED')} failed, ${count('skipped')} skipped`)
process.exit(count('FAILED') > 0 ? 1 : 0)
