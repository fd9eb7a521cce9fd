import type { IdentityPolicies, PolicyDocument } from '../emulator/keys/identity-policies.ts'
import type { Change } from '../emulator/store/rows.ts'

/** Policies of IAM, and shares of AWS RAM, as the administration has them in JSON. */

type Members<N extends string> = Readonly<Partial<Record<N, unknown>>>

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** @throws {Error} where the value is neither */
const documentIn = (value: unknown, name: string): PolicyDocument => {
  if (typeof value === 'string' || isObject(value)) return value
  throw new Error(`${name} is no policy: neither an object nor a text.`)
}

const textIn = (value: unknown, name: string): string => {
  if (typeof value !== 'string') throw new Error(`${name} is not a text.`)
  return value
}

const listIn = (value: unknown, name: string): readonly unknown[] => {
  if (!Array.isArray(value)) throw new Error(`${name} is not a list.`)
  return value
}

/**
 * A principal and its policies; without any, it is to have none.
 *
 * @throws {Error} where a member has another type. Whether the policies are well-formed is the emulator's to say
 */
export const identityIn = ({
  principal,
  policies,
  permissionsBoundary,
  sessionPolicies,
}: Members<'principal' | keyof IdentityPolicies>): {
  readonly principal: string
  readonly identity: IdentityPolicies | undefined
} => {
  if (policies !== undefined && !isObject(policies)) throw new Error('policies is not an object of names and policies.')
  const identity: IdentityPolicies = {
    ...(policies !== undefined && {
      policies: Object.fromEntries(
        Object.entries(policies).map(([name, value]) => [name, documentIn(value, `policies.${name}`)]),
      ),
    }),
    ...(permissionsBoundary !== undefined && { permissionsBoundary: documentIn(permissionsBoundary, 'permissionsBoundary') }),
    ...(sessionPolicies !== undefined && {
      sessionPolicies: listIn(sessionPolicies, 'sessionPolicies').map((value, index) =>
        documentIn(value, `sessionPolicies[${index}]`),
      ),
    }),
  }
  return { principal: textIn(principal, 'principal'), identity: Object.keys(identity).length > 0 ? identity : undefined }
}

/** As `identityIn` takes it. Empty for a row of another table. */
export const identityView = ({ table, row }: Change): readonly object[] => {
  if (table !== 'identities' || !row) return []
  const { principal, policies, boundary, sessionPolicies } = row
  return [
    {
      principal,
      ...(policies && {
        policies: Object.fromEntries(Object.entries(policies).map(([name, text]) => [name, JSON.parse(text)])),
      }),
      ...(boundary !== undefined && { permissionsBoundary: JSON.parse(boundary) }),
      ...(sessionPolicies && { sessionPolicies: sessionPolicies.map((text) => JSON.parse(text)) }),
    },
  ]
}

/** @throws {Error} where a member has another type */
export const shareIn = ({
  key,
  accounts,
}: Members<'key' | 'accounts'>): { readonly key: string; readonly accounts: readonly string[] } => ({
  key: textIn(key, 'key'),
  accounts: listIn(accounts, 'accounts').map((account, index) => textIn(account, `accounts[${index}]`)),
})
