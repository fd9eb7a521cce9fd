import type { Cure, Hands } from '../../components/settings.tsx'
import { algorithmsOf, KEY_SPECS, type KeySpec } from '../../facts/key-specs.ts'
import { KeyArn } from '../../facts/members/common.ts'
import { SANDBOX_KEYS, type SandboxKey } from '../../facts/sandbox.ts'
import type { Body } from '../../vocabulary/fits.ts'
import { type Cures, listIn, objectIn, type Refused, sends, sets } from './cure.ts'
import { importing } from './imports.ts'
import { connecting } from './stores.ts'

/** Cures of what is wrong with a key, or with the way in which a request names one. */

const isKeyMember = ({ input }: Refused['operation'], name: string): boolean =>
  name === 'KeyId' || 'identifies' in (input[name]?.type ?? {})

/** The member that names the key: that of the check, else the only one that the operation has. */
export const keyMemberOf = ({ operation, member }: Refused): string | undefined =>
  member !== undefined
    ? isKeyMember(operation, member)
      ? member
      : undefined
    : Object.keys(operation.input).find((name) => isKeyMember(operation, name))

/** The algorithm that a request asks of the key which a member names. */
const algorithmFor = (body: Body, member: string): { readonly name: string; readonly value: string } | undefined => {
  const side = /^(Source|Destination)/.exec(member)?.[1] ?? ''
  const name = Object.keys(body).find(
    (name) => name.endsWith('Algorithm') && !name.startsWith('Wrapping') && name.startsWith(side),
  )
  return name === undefined ? undefined : { name, value: String(body[name]) }
}

const isNamedBy = ({ id, alias }: SandboxKey, name: unknown): boolean =>
  typeof name === 'string' && (name.endsWith(id) || name === `alias/${alias}` || name.endsWith(`:alias/${alias}`))

/** A key of the sandbox that goes with the operation: that of the documented request, if it does, or else one most like it. */
const fitting = ({ operation, body, step }: Refused, member: string): SandboxKey | undefined => {
  const keys: readonly SandboxKey[] = SANDBOX_KEYS
  const needed = operation.key?.usage
  const algorithm = algorithmFor(body, member)?.value
  const refused = [body[member], 'key' in step ? step.key : undefined]
  const documented = keys.find((key) => isNamedBy(key, operation.example.request[member]))
  const likeness = (key: SandboxKey) =>
    (['id', 'spec', 'origin'] as const).filter((trait) => key[trait] === documented?.[trait]).length
  return keys
    .filter(
      (key) =>
        key.state === 'Enabled' &&
        (needed === undefined || key.usage === needed) &&
        (algorithm === undefined || algorithmsOf(key.spec, key.usage).includes(algorithm)) &&
        !refused.some((name) => isNamedBy(key, name)),
    )
    .sort((a, b) => likeness(b) - likeness(a))[0]
}

/** Looks whether the sandbox still has the key; where it does not, makes one like it. */
const found = async ({ send }: Hands, { id, spec, usage, origin, replicated }: SandboxKey): Promise<Body> => {
  try {
    const metadata = objectIn(await send('DescribeKey', { KeyId: id }), 'KeyMetadata')
    if (metadata.KeyState === 'Enabled') return metadata
  } catch {
    // Another one does as well.
  }
  const like = {
    KeySpec: spec,
    KeyUsage: usage,
    ...(origin === 'EXTERNAL' && { Origin: origin }),
    ...(replicated && { MultiRegion: true }),
  }
  return objectIn(await send('CreateKey', like), 'KeyMetadata')
}

/** Names a key that goes with the operation. `also` is what else the request is to have then. */
export const usesAnotherKey =
  (also: Body = {}): Cures =>
  (refused) => {
    const member = keyMemberOf(refused)
    const key = member === undefined ? undefined : fitting(refused, member)
    if (member === undefined || !key) return []
    const act = async (hands: Hands) => {
      const { KeyId, Arn } = await found(hands, key)
      return { ...also, [member]: refused.operation.input[member]?.type === KeyArn || member === 'TargetKeyId' ? Arn : KeyId }
    }
    return [{ label: `use the key ${key.alias}`, act }]
  }

/** Names the key behind an alias by its ARN. */
export const namesByArn: Cures = (refused) => {
  const alias = Object.entries(refused.body).find(([, value]) => typeof value === 'string' && /(^|:)alias\//.test(value))
  if (!alias) return usesAnotherKey()(refused)
  const [member, KeyId] = alias
  const act = async ({ send }: Hands) => ({ [member]: objectIn(await send('DescribeKey', { KeyId }), 'KeyMetadata').Arn })
  return [{ label: 'name the key by its ARN', act }]
}

const ALIAS = /^alias\/(?!aws\/)[\w/-]{1,250}$/

/** Makes the alias that a request names, for a key that goes with the operation. */
const makesAlias: Cures = (refused) => {
  const { step, operation, body } = refused
  const [member, AliasName] = Object.entries(body).find(([, value]) => value === missingIn(refused)) ?? []
  if (member === undefined || !ALIAS.test(String(AliasName))) return []
  const target = operation.input.AliasName ? (body.TargetKeyId ?? SANDBOX_KEYS[1].id) : fitting(refused, member)?.id
  return step.check === 'access' || target === undefined
    ? []
    : [sends(`create the alias ${String(AliasName)}`, 'CreateAlias', { AliasName, TargetKeyId: target })]
}

/** What a request names that is not there. */
const missingIn = ({ step, body }: Refused): unknown =>
  step.check === 'key'
    ? step.identifier
    : Object.values(body).find((value) => typeof value === 'string' && step.error.message.includes(value))

/** Makes a grant, and names that. */
export const makesGrant: Cures = ({ operation, body, step }) => {
  const { input, example } = operation
  if (input.GrantId === undefined) return []
  const isKeyMissing = /^(Key|Invalid arn) /.test(step.error.message)
  const KeyId = isKeyMissing ? example.request.KeyId : (body.KeyId ?? example.request.KeyId)
  const act = async ({ send }: Hands) => {
    const GranteePrincipal = 'arn:aws:iam::111122223333:role/orders'
    const { GrantId, GrantToken } = await send('CreateGrant', { KeyId, GranteePrincipal, Operations: ['Decrypt'] })
    return body.GrantToken === undefined ? { KeyId, GrantId } : { GrantToken }
  }
  return [{ label: 'make a grant, and name it', act }]
}

/** Names a key or a grant that is there, or makes the alias that is not. */
export const namesWhatIsThere: Cures = (refused) => {
  if (refused.operation.input.GrantId !== undefined) return makesGrant(refused)
  return [...(refused.member === 'AliasName' ? [] : usesAnotherKey()(refused)), ...makesAlias(refused)]
}

/** Another algorithm, or another key. A ciphertext opens with no other key than its own. */
export const fitsAlgorithm: Cures = (refused) => {
  const { step, operation, member = '' } = refused
  if (step.check !== 'algorithm') return []
  const { input, key } = operation
  const side = /^(Source|Destination)/.exec(member)?.[1] ?? ''
  const name = Object.keys(input).find((name) => name.startsWith(side) && name.endsWith('Algorithm'))
  const values = key?.usage && step.spec in KEY_SPECS ? algorithmsOf(step.spec as KeySpec, key.usage) : []
  const hash = /\d+$/.exec(step.algorithm)?.[0]
  const value = values.find((value) => hash !== undefined && value.endsWith(hash)) ?? values.at(-1)
  const keyMember = `${side}KeyId`
  const opens = input.CiphertextBlob !== undefined && side !== 'Destination'
  return [
    ...(name !== undefined && value !== undefined ? [sets(`ask for ${value}`, { [name]: value })] : []),
    ...(keyMember in input && !opens ? usesAnotherKey()({ ...refused, member: keyMember }) : []),
  ]
}

/** Looks up which store holds the key, and connects it. */
const connectsStore = (key: string): Cure => ({
  label: 'connect the custom key store',
  act: async (hands) => {
    const { CustomKeyStoreId } = objectIn(await hands.send('DescribeKey', { KeyId: key }), 'KeyMetadata')
    await connecting(hands, CustomKeyStoreId)
    return undefined
  },
})

/** Regions take some seconds to come to terms. */
const SETTLING = 60

/** What lets a key of a state be used again. */
const BY_STATE: Readonly<Record<string, (key: string) => Cure>> = {
  Creating: () => waits(SETTLING),
  Disabled: (KeyId) => sends('enable the key', 'EnableKey', { KeyId }),
  PendingDeletion: (KeyId) => sends('cancel the deletion', 'CancelKeyDeletion', { KeyId }),
  PendingImport: importing,
  PendingReplicaDeletion: (KeyId) => sends('cancel the deletion', 'CancelKeyDeletion', { KeyId }),
  Unavailable: connectsStore,
  Updating: () => waits(SETTLING),
}

/** Moves the clock on. */
export const waits = (seconds: number): Cure => ({
  label: 'advance the clock',
  act: async ({ advance }) => {
    await advance(seconds)
    return undefined
  },
})

/** The cures of a refusal by the key's state. CancelKeyDeletion wants a key that is not usable. */
export const bringsIntoState: Cures = ({ step, operation }) => {
  if (step.check !== 'state') return []
  if (operation.key?.states.Enabled) return [sends('schedule its deletion', 'ScheduleKeyDeletion', { KeyId: step.key })]
  const cure = BY_STATE[step.state]?.(step.key)
  return cure ? [cure] : []
}

/** Deletes one of the aliases that a key has. */
export const deletesAlias: Cures = ({ body }) => [
  {
    label: 'delete one of the key’s aliases',
    act: async ({ send }) => {
      const last = listIn(await send('ListAliases', { KeyId: body.TargetKeyId }), 'Aliases').at(-1)
      await send('DeleteAlias', { AliasName: last?.AliasName })
      return undefined
    },
  },
]

/** Revokes one of the grants that a key has. */
export const revokesGrant: Cures = ({ body: { KeyId } }) => [
  {
    label: 'revoke one of the key’s grants',
    act: async ({ send }) => {
      const [grant] = listIn(await send('ListGrants', { KeyId, Limit: 1 }), 'Grants')
      await send('RevokeGrant', { KeyId, GrantId: grant?.GrantId })
      return undefined
    },
  },
]
