import type { EmulatorOptions } from '../../src/emulator/emulator.ts'
import { createClient, type Reply } from '../../src/emulator/test-client.ts'
import type { Document, Statement } from './extract.ts'

/** Callers of two accounts, and the keys that a proof tries a policy on. */

const ACCOUNT = '111122223333'
const OTHER = '444455556666'
const role = (name: string, account = ACCOUNT): string => `arn:aws:iam::${account}:role/${name}`

/** The callers by their access keys. */
export const CALLERS = {
  root: `arn:aws:iam::${ACCOUNT}:root`,
  admin: role('admin'),
  keyAdmin: role('key-admin'),
  orders: role('orders'),
  writer: role('writer'),
  mover: role('mover'),
  alice: `arn:aws:iam::${ACCOUNT}:user/alice`,
  session: `arn:aws:sts::${ACCOUNT}:assumed-role/orders/web-1`,
  partner: role('orders-partner', OTHER),
  stranger: role('stranger', OTHER),
  strangerRoot: `arn:aws:iam::${OTHER}:root`,
} as const
export type CallerName = keyof typeof CALLERS

export type Client = ReturnType<typeof createClient>
export type Body = Readonly<Record<string, unknown>>
export type Identities = NonNullable<EmulatorOptions['identities']>

export const policy = (...Statement: readonly Statement[]): Document => ({ Version: '2012-10-17', Statement })
export const allow = (Action: Statement['Action'], principal: CallerName, more: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  Principal: { AWS: CALLERS[principal] },
  Action,
  Resource: '*',
  ...more,
})
export const ACCOUNT_STATEMENT = allow('kms:*', 'root')

/** A policy of IAM, which names no principal. */
export const iam = (Effect: Statement['Effect'], Action: Statement['Action']): Document =>
  policy({ Effect, Action, Resource: '*' })
/** Everything of KMS, as the policies of a caller. */
export const IAM_ALL = { policies: { All: iam('Allow', 'kms:*') } }

export const createWorld = (identities: Identities = {}): Client => createClient({ principals: CALLERS, identities })

/** A new key under a policy, by its ARN; the account’s root makes it, whether or not the policy lets it in. */
export const keyUnder = async (client: Client, document: Document, more: Body = {}): Promise<string> => {
  const { KeyMetadata } = await client.as('root').send('CreateKey', {
    Policy: JSON.stringify(document),
    BypassPolicyLockoutSafetyCheck: true,
    ...more,
  })
  return KeyMetadata?.Arn ?? ''
}

/** `allowed`, or the code of the error. */
export const outcome = ({ status, body }: Reply): string => (status === 200 ? 'allowed' : String(body.__type))

/** What comes of a caller's request. */
export const tried = async (client: Client, caller: CallerName, operation: string, body: Body): Promise<string> =>
  outcome(await client.as(caller).attempt(operation, body))

export const REFUSED = 'AccessDeniedException'
export const PLAINTEXT = Buffer.from('salary list').toString('base64')

/** A ciphertext under a key, which the caller has to be allowed to make. */
export const ciphertextOf = async (client: Client, caller: CallerName, KeyId: string, more: Body = {}): Promise<string> =>
  (await client.as(caller).send('Encrypt', { KeyId, Plaintext: PLAINTEXT, ...more })).CiphertextBlob ?? ''
