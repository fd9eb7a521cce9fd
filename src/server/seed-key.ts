import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { grantOf } from '../emulator/keys/grants.ts'
import { keyArn, type Place } from '../emulator/keys/identifiers.ts'
import { materialId } from '../emulator/keys/material.ts'
import { defaultPolicy } from '../emulator/keys/policy.ts'
import { policyOf } from '../emulator/keys/policy-document.ts'
import { rotationFrom } from '../emulator/keys/rotation.ts'
import { withTags } from '../emulator/keys/tags.ts'
import type { Key, Material } from '../emulator/store/rows.ts'
import type { Snapshot } from '../emulator/store/store.ts'
import { decode } from '../emulator/wire/decode.ts'
import { KEY_SPECS, type KeySpec, type KeyUsage } from '../facts/key-specs.ts'
import { Description, RotationPeriodInDays, Tags } from '../facts/members.ts'
import { CreateGrant } from '../facts/operations/CreateGrant.ts'
import type { InputOf } from '../vocabulary/operation.ts'
import { violations } from '../vocabulary/violations.ts'
import {
  about,
  dateOf,
  entriesOf,
  type Field,
  type Fields,
  fieldsOf,
  flagOf,
  holdTo,
  integerOf,
  isList,
  isMapping,
  itemsOf,
  oneOf,
  plainOf,
  refuse,
  textOf,
} from './fields.ts'
import { bytesIn, fits, generate, specOf } from './key-material.ts'

/** A key as a file describes it, its own fields under their names. */
export interface SeedKey {
  readonly field: Field
  readonly fields: Fields<KeyField>
  /** What a file says in another way than by a field of that name. */
  readonly defaults?: { readonly spec?: KeySpec; readonly usage?: KeyUsage }
}

/** The fields of a key in a seed file. */
export const KEY_FIELDS = [
  'KeyId',
  'KeySpec',
  'KeyUsage',
  'Origin',
  'Description',
  'Enabled',
  'CreationDate',
  'DeletionDate',
  'Policy',
  'Tags',
  'Aliases',
  'Material',
  'ValidTo',
  'RotationPeriodInDays',
  'NextRotationDate',
  'Grants',
] as const
type KeyField = (typeof KEY_FIELDS)[number]

/** Makes rows, once the time of the seeding is known. */
export type Rows = (now: number) => Snapshot

const ORIGINS = ['AWS_KMS', 'EXTERNAL'] as const

/**
 * The rows of a key.
 *
 * @param age milliseconds that the key was made before now, unless it says when: keys are listed in the order of the file
 * @throws {Error} "Failed to read …"
 */
export const keyRows = async ({ field, fields, defaults }: SeedKey, id: string, place: Place, age: number): Promise<Rows> => {
  const { Origin, Enabled, CreationDate, DeletionDate, Policy, ValidTo } = fields
  const origin = Origin ? oneOf(Origin, ORIGINS) : 'AWS_KMS'
  const written = writtenMaterials(fields.Material)
  const spec = await specIn(fields, defaults?.spec, written)
  for (const { field, bytes } of written) if (!(await fits(spec, bytes))) refuse(field, `it does not fit KeySpec ${spec}.`)
  const usage = usageIn({ field, fields }, spec, defaults?.usage)
  if (written.length > 1 && spec !== 'SYMMETRIC_DEFAULT') refuse(field, `a key of KeySpec ${spec} has one material.`)
  const seen = new Set<string>()
  for (const { field, bytes } of written)
    if (seen.size === seen.add(bytesToHex(bytes)).size) refuse(field, 'it is in the list already.')
  if (ValidTo && (origin !== 'EXTERNAL' || written.length === 0)) refuse(ValidTo, 'only material of Origin EXTERNAL expires.')

  const made = written.length === 0 && origin === 'AWS_KMS' ? [{ bytes: await generate(spec) }] : []
  const given: readonly Pick<Written, 'bytes' | 'rotation'>[] = [...written, ...made]
  const rotation = rotationIn(fields, spec, origin)
  const created = CreationDate && dateOf(CreationDate)
  const deletion = DeletionDate && dateOf(DeletionDate)
  const enabled = Enabled ? flagOf(Enabled) : true
  const expiry = ValidTo && dateOf(ValidTo)
  const base = {
    arn: keyArn(place, id),
    id,
    account: place.account,
    region: place.region,
    spec,
    usage,
    origin,
    manager: 'CUSTOMER',
    ...(id.startsWith('mrk-') && { primaryRegion: place.region }),
    description: fields.Description ? descriptionOf(fields.Description) : '',
    policy: Policy ? policyIn(Policy) : defaultPolicy(place),
    tags: fields.Tags ? tagsIn(fields.Tags) : [],
    state: deletion !== undefined ? 'PendingDeletion' : given.length === 0 ? 'PendingImport' : enabled ? 'Enabled' : 'Disabled',
    ...(deletion !== undefined && { deletionDate: deletion }),
  } satisfies Partial<Key>
  const onDemand = given.filter(({ rotation }, index) => index > 0 && rotation?.type !== 'AUTOMATIC').length

  const keyAt = (now: number): Key => {
    const createdAt = created ?? now - age
    const materials = given.map(
      ({ bytes, rotation }, index): Material => ({
        id: materialId(id, bytes),
        bytes,
        state: index === given.length - 1 ? 'CURRENT' : 'NON_CURRENT',
        ...(expiry !== undefined && { validTo: expiry }),
        ...(index > 0 && { rotation: { at: rotation?.at ?? createdAt, type: rotation?.type ?? 'ON_DEMAND' } }),
      }),
    )
    return {
      ...base,
      createdAt,
      materials,
      ...(rotation && { rotation: rotation(now) }),
      ...(onDemand > 0 && { onDemandRotations: onDemand }),
    }
  }
  // Grants are checked once, against the key as it would be now.
  const grants = itemsOf(fields.Grants).map((item) => grantIn(item, keyAt(Date.now()), place))
  return (now) => [{ table: 'keys', id: base.arn, row: keyAt(now) }, ...grants.flatMap((make) => make(now))]
}

interface Written {
  readonly field: Field
  readonly bytes: Uint8Array
  readonly rotation?: { readonly at?: number; readonly type: NonNullable<Material['rotation']>['type'] }
}

const materialIn = (field: Field): Uint8Array => {
  const text = textOf(field)
  return about(field, () => bytesIn(text))
}

/** The materials of a key, the oldest first. */
const writtenMaterials = (field: Field | undefined): readonly Written[] => {
  if (!field) return []
  return (isList(field) ? itemsOf(field) : [field]).map((item): Written => {
    if (!isMapping(item)) return { field: item, bytes: materialIn(item) }
    const { Value, RotationDate, RotationType } = fieldsOf(item, ['Value', 'RotationDate', 'RotationType'])
    if (!Value) return refuse(item, 'Value is missing.')
    return {
      field: Value,
      bytes: materialIn(Value),
      rotation: {
        type: RotationType ? oneOf(RotationType, ['AUTOMATIC', 'ON_DEMAND']) : 'ON_DEMAND',
        ...(RotationDate && { at: dateOf(RotationDate) }),
      },
    }
  })
}

const specIn = async (
  { KeySpec }: SeedKey['fields'],
  known: KeySpec | undefined,
  written: readonly Written[],
): Promise<KeySpec> => {
  if (KeySpec) {
    const spec = oneOf(KeySpec, Object.keys(KEY_SPECS) as KeySpec[])
    return spec === 'SM2' ? refuse(KeySpec, 'SM2 is not supported.') : spec
  }
  if (known) return known
  const [first] = written
  // Raw octets are shorter than any private key.
  if (!first || first.bytes.length <= 32) return 'SYMMETRIC_DEFAULT'
  return (
    (await specOf(first.bytes)) ??
    refuse(first.field, 'it is the private key of no KeySpec; KeySpec has to be given for an HMAC key.')
  )
}

const usageIn = (
  { field, fields: { KeyUsage } }: Pick<SeedKey, 'field' | 'fields'>,
  spec: KeySpec,
  known?: KeyUsage,
): KeyUsage => {
  const usages = Object.keys(KEY_SPECS[spec].usages) as KeyUsage[]
  if (KeyUsage) return oneOf(KeyUsage, usages)
  const [only, ...others] = usages
  if (known && usages.includes(known)) return known
  return only && others.length === 0
    ? only
    : refuse(field, `KeyUsage is missing: a key of KeySpec ${spec} has ${usages.join(' or ')}.`)
}

const descriptionOf = (field: Field): string => {
  const text = textOf(field)
  holdTo(Description, field, text, 'description')
  return text
}

/** A policy is its text, or a mapping that becomes one. */
const policyIn = (field: Field): string => {
  const policy = isMapping(field) ? JSON.stringify(plainOf(field)) : textOf(field)
  about(field, () => policyOf(policy))
  return policy
}

const tagsIn = (field: Field): Key['tags'] => {
  const tags = entriesOf(field).map(([TagKey, value]) => ({ TagKey, TagValue: textOf(value) }))
  holdTo(Tags, field, tags, 'tags')
  return about(field, () => withTags([], tags))
}

const rotationIn = (
  { RotationPeriodInDays: period, NextRotationDate: next }: SeedKey['fields'],
  spec: KeySpec,
  origin: Key['origin'],
) => {
  const first = period ?? next
  if (!first) return undefined
  if (spec !== 'SYMMETRIC_DEFAULT' || origin !== 'AWS_KMS')
    return refuse(first, 'only symmetric encryption keys of Origin AWS_KMS rotate by themselves.')
  const { min = 0, max = 0 } = RotationPeriodInDays
  const days = period && integerOf(period, min, max)
  const nextAt = next && dateOf(next)
  return (now: number): NonNullable<Key['rotation']> => ({ ...rotationFrom(now, days), ...(nextAt !== undefined && { nextAt }) })
}

/** A grant is a CreateGrant request without KeyId. */
const grantIn = (field: Field, key: Key, place: Place): Rows => {
  const { KeyId, GrantTokens, DryRun, ...input } = CreateGrant.input
  fieldsOf(field, Object.keys(input))
  const body = plainOf(field) as Readonly<Record<string, unknown>>
  const decoded = about(field, () => decode(input, body)) as InputOf<typeof CreateGrant>
  const [violation] = violations(input, body)
  if (violation) refuse(field, violation.text)
  const make = (now: number) => grantOf(decoded, key, { ...place, now })
  about(field, () => make(key.createdAt))
  const id = bytesToHex(sha256(utf8ToBytes(`${key.arn}\n${field.path}`)))
  return (now) => [{ table: 'grants', id, row: { ...make(now), id } }]
}
