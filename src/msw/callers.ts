import { principalOf } from '../emulator/keys/principals.ts'
import type { Grant, Key } from '../emulator/store/rows.ts'
import { pageEmulator } from './page.ts'

const PRINCIPAL = /arn:aws[a-z-]*:(?:iam|sts)::\d{12}:[\w+=,.@/-]+/g

/** Whether the emulator takes an ARN for that of a principal. */
export const isPrincipal = (arn: string): boolean => principalOf(arn) !== undefined

/** The principals and the Regions that the sandbox's keys and grants name, each once. */
export const namedIn = async (
  storage: string,
): Promise<{ readonly principals: readonly string[]; readonly regions: readonly string[] }> => {
  const { emulator } = await pageEmulator(storage)
  const rows = await emulator.snapshot()
  const keys = rows.flatMap(({ table, row }) => (table === 'keys' && row ? [row as Key] : []))
  const grants = rows.flatMap(({ table, row }) => (table === 'grants' && row ? [row as Grant] : []))
  const parties = grants.flatMap(({ grantee, retiring }) =>
    [grantee, retiring].flatMap((party) => (party && 'principal' in party ? party.principal : [])),
  )
  const inPolicies = keys.flatMap(({ policy }) => policy.match(PRINCIPAL) ?? [])
  return {
    principals: [...new Set([...inPolicies, ...parties])].filter(isPrincipal),
    regions: [...new Set(keys.map(({ region }) => region))],
  }
}
