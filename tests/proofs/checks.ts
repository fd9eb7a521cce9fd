import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { startVitest } from 'vitest/node'

/**
 * Shows that tests/decisions.test.ts notices a check that is missing: takes out one after another, as the source is loaded, and runs the test
 * each time. Prints what it took out, and whether the test failed.
 *
 *     npm run proof:checks
 */

type Mutation = readonly [what: string, file: string, from: string, to: string]

const MUTATIONS: readonly Mutation[] = [
  ['types of members', 'wire/decode.ts', "if (typeof value !== 'string') throw mismatch(path, 'a string', value)", ''],
  ['bounds of members', 'emulator.ts', 'if (found.length > 0) throw', 'if (false) throw'],
  ['aliases where none may be', 'emulator.ts', 'refuseAliases(operation, body)', ''],
  ['a key that is not there', 'keys/identifiers.ts', 'if (!key) throw absent(arn, `Key', 'if (false) throw absent(arn, `Key'],
  ['silence about keys of others', 'kms.ts', 'accountIn(arn) === where.account ?', 'true ?'],
  ['operations of the own account', 'kms.ts', '!operation.crossAccount) refuseAccess(kms, key)', 'false) refuseAccess(kms, key)'],
  ['denials of the key policy', 'keys/authorize.ts', "if (verdict?.effect === 'Deny') throw", 'if (false) throw'],
  ['denials of own policies', 'keys/authorize.ts', 'if (denial) throw', 'if (false) throw'],
  ['permissions of own policies', 'keys/authorize.ts', 'if (verdict && !lack) {', 'if (verdict) {'],
  [
    'permissions by the key policy',
    'keys/authorize.ts',
    'if (!source) throw keyDenied(kms, key, action)',
    'if (!source) return []',
  ],
  ['permissions for the account', 'keys/authorize.ts', 'if (lack) throw', 'if (false) throw'],
  ['own policies where a grant admits', 'keys/authorize.ts', '!lacking(namesOfParties(grant, principal))', 'true'],
  ['own policies across accounts', 'keys/authorize.ts', 'principal.account === key.account ?', 'true ?'],
  ['operations of a grant', 'keys/grants.ts', 'grant.operations.includes(access.action) &&', ''],
  ['grantee of a grant', 'keys/grants.ts', 'isParty(grant.grantee, access.principal) &&', ''],
  ['constraints of a grant', 'keys/grants.ts', '&& meets(grant, access)', ''],
  ['identity policies', 'keys/identity-policies.ts', "account: ['identity-based policy', ", 'account: ['],
  ['boundary', 'keys/identity-policies.ts', "role: ['permissions boundary', ", 'role: ['],
  [
    'session policies',
    'keys/identity-policies.ts',
    "role: ['permissions boundary', 'session policy']",
    "role: ['permissions boundary']",
  ],
  ['principal of a statement', 'keys/policy-document.ts', '=== principals.except) return false', '=== principals.except) {}'],
  ['action of a statement', 'keys/policy-document.ts', '=== actions.except) return false', '=== actions.except) {}'],
  ['resource of a statement', 'keys/policy-document.ts', 'isNamed !== resources.except &&', ''],
  ['conditions of a statement', 'keys/policy-document.ts', 'conditions.every((condition) => condition(lookup))', 'true'],
  ['usage', 'keys/guard.ts', 'if (rule?.usage && rule.usage !== key.usage)', 'if (false)'],
  ['state', 'keys/guard.ts', 'if (refused) throw', 'if (false) throw'],
  ['algorithm', 'keys/algorithms.ts', 'if (!algorithmsOf(spec, usage).includes(algorithm))', 'if (false)'],
  ['encryption context of RSA', 'keys/algorithms.ts', 'if (context && Object.keys(context).length > 0)', 'if (false)'],
  ['size of a plaintext', 'keys/encryption.ts', 'if (plaintext.length > most)', 'if (false)'],
  ['size of a digest', 'keys/messages.ts', 'if (Message.length !== exactly)', 'if (false)'],
  ['dry run', 'kms.ts', 'if (!input.DryRun) return', 'return'],
  ['the trace of key', 'kms.ts', "trace?.at('key', { identifier })", ''],
  ['the trace of access', 'keys/authorize.ts', "\n  trace?.at('access',", '\n  void ('],
  ['the trace of usage', 'keys/guard.ts', "trace?.at('usage',", 'void ('],
  ['the trace of state', 'keys/guard.ts', "trace?.at('state',", 'void ('],
  ['the trace of algorithm', 'keys/algorithms.ts', "trace?.at('algorithm',", 'void ('],
  ['the trace of a plaintext’s size', 'keys/encryption.ts', "kms.trace?.at('size',", 'void ('],
  ['the trace of a digest’s size', 'keys/messages.ts', "kms.trace?.at('size',", 'void ('],
  ['the trace of dry runs', 'kms.ts', "trace?.at('dry run',", 'void ('],
]

/** Runs the test with a source changed so. */
const failuresWith = async ([what, file, from, to]: Mutation): Promise<number> => {
  const path = resolve('src/emulator', file)
  if (readFileSync(path, 'utf8').split(from).length !== 2)
    throw new Error(`Failed to take out ${what}: its text does not stand once in ${file}.`)
  let changed = false
  const transform = (code: string, id: string): string | undefined => {
    if (id.split('?')[0] !== path) return undefined
    changed = true
    return code.replace(from, () => to)
  }
  const vitest = await startVitest(
    'test',
    ['tests/decisions.test.ts'],
    { config: false, include: ['tests/**/*.test.ts'], watch: false, reporters: [{}], silent: true, fsModuleCache: false },
    { plugins: [{ name: 'take out a check', enforce: 'pre', transform }] },
  )
  const failures = vitest.state.getCountOfFailedTests()
  await vitest.close()
  if (!changed) throw new Error(`Failed to take out ${what}: ${file} was not loaded.`)
  return failures
}

/** What a process that runs one mutation ends with. */
const NOTICED = 10
const UNNOTICED = 11

const [index] = process.argv.slice(2)
const chosen = MUTATIONS[Number(index ?? -1)]
if (chosen) process.exit((await failuresWith(chosen)) > 0 ? NOTICED : UNNOTICED)

// Vitest starts once in a process.
const unnoticed = MUTATIONS.filter(([what, file], number) => {
  const { status, stderr } = spawnSync(process.execPath, [...process.execArgv, import.meta.filename, String(number)], {
    encoding: 'utf8',
  })
  if (status !== NOTICED && status !== UNNOTICED) throw new Error(stderr)
  console.log(`${status === NOTICED ? 'noticed    ' : 'NOT NOTICED'}  ${file}: ${what}`)
  return status === UNNOTICED
})
console.log(`${MUTATIONS.length - unnoticed.length} of ${MUTATIONS.length} were noticed.`)
process.exit(unnoticed.length === 0 ? 0 : 1)
