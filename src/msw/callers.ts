import { principalOf } from '../emulator/keys/principals.ts'
import type { Grant, Key } from '../emulator/store/rows.ts'
import { pageEmulator } from './page.ts'

/** How long the credentials of a reader last, in seconds of the sandbox. */
const LIFE = 12 * 3600

const PRINCIPAL = /arn:aws[a-z-]*:(?:iam|sts)::\d{12}:[\w+=,.@/-]+/g

type Session = Awaited<ReturnType<Awaited<ReturnType<typeof pageEmulator>>['emulator']['startSession']>>

/** By principal. */
const sessions = new Map<string, Session>()

/**
 * The headers by which the page's emulator takes a request for one of a principal, sent to a Region. It looks at the credential, not at the signature.
 *
 * @param storage the name of the database that keeps the sandbox
 * @throws {Error} where `arn` is not that of a principal
 */
export const signAs = async (storage: string, arn: string, region: string): Promise<Readonly<Record<string, string>>> => {
  if (!principalOf(arn)) throw new Error(`'${arn}' is not the ARN of a principal`)
  const { emulator } = await pageEmulator(storage)
  const isKnown = async ({ accessKey, token }: Session) =>
    Promise.resolve(emulator.callerOf({ accessKey, token, region, service: 'kms' })).then(
      () => true,
      () => false,
    )
  const kept = sessions.get(arn)
  // A reset forgets sessions, and the clock ends them.
  const session = kept && (await isKnown(kept).catch(() => false)) ? kept : await emulator.startSession({ arn, seconds: LIFE })
  sessions.set(arn, session)
  const scope = `${session.accessKey}/20260101/${region}/kms/aws4_request`
  return {
    Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
    'X-Amz-Security-Token': session.token,
  }
}

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
    principals: [...new Set([...inPolicies, ...parties])].filter((arn) => principalOf(arn)),
    regions: [...new Set(keys.map(({ region }) => region))],
  }
}
