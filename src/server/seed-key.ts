import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { grantOf } from '../emulator/keys/grants.ts'
import { keyArn, type Place } from '../emulator/keys/identifiers.ts'
import { materialId } from '../emulator/keys/material.ts'
import { defaultPolicy } from '../emulator/keys/policy.ts'
import { parsedPolicy } from '../emulator/keys/policy-document.ts'
import { rotationFrom } from '../emulator/keys/rotation.ts'
import { shared } from '../emulator/keys/sharing.ts'
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
  checkShape,
  choiceAt,
  dateAt,
  documentAt,
  entriesOf,
  type FileField,
  type FileFields,
  failAt,
  fieldsIn,
  flagAt,
  integerAt,
  isList,
  isMapping,
  itemsAt,
  plainAt,
  textAt,
  withField,
} from './fields.ts'
import { bytesIn, fitsSpec, generateMaterial, specOf } from './key-material.ts'

/** A key as a file describes it, its own fields under their names. */
export interface SeedKey {
  readonly field: FileField
  readonly fields: FileFields<KeyField>
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
  'SharedWith',
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
  const { Origin, Enabled, CreationDate, DeletionDate, Policy, ValidTo, SharedWith: accounts } = fields
  const origin = Origin ? choiceAt(Origin, ORIGINS) : 'AWS_KMS'
  const written = writtenMaterials(fields.Material)
  const spec = await specIn(fields, defaults?.spec, written)
  for (const { field, bytes } of written) if (!(await fitsSpec(spec, bytes))) failAt(field, `it does not fit KeySpec ${spec}.`)
  const usage = usageIn({ field, fields }, spec, defaults?.usage)
  if (written.length > 1 && spec !== 'SYMMETRIC_DEFAULT') failAt(field, `a key of KeySpec ${spec} has one material.`)
  const seen = new Set<string>()
  for (const { field, bytes } of written)
    if (seen.size === seen.add(bytesToHex(bytes)).size) failAt(field, 'it is in the list already.')
  if (ValidTo && (origin !== 'EXTERNAL' || written.length === 0)) failAt(ValidTo, 'only material of Origin EXTERNAL expires.')

  const made = written.length === 0 && origin === 'AWS_KMS' ? [{ bytes: await generateMaterial(spec) }] : []
  const given: readonly Pick<Written, 'bytes' | 'rotation'>[] = [...written, ...made]
  const rotation = rotationIn(fields, spec, origin)
  const created = CreationDate && dateAt(CreationDate)
  const deletion = DeletionDate && dateAt(DeletionDate)
  const enabled = Enabled ? flagAt(Enabled) : true
  const expiry = ValidTo && dateAt(ValidTo)
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
    const key: Key = {
      ...base,
      createdAt,
      materials,
      ...(rotation && { rotation: rotation(now) }),
      ...(onDemand > 0 && { onDemandRotations: onDemand }),
    }
    return accounts ? withField(accounts, () => shared(key, itemsAt(accounts).map(textAt))) : key
  }
  // Grants, and the key itself, are checked once, as the key would be now.
  const key = keyAt(Date.now())
  const grants = itemsAt(fields.Grants).map((item) => grantIn(item, key, place))
  return (now) => [{ table: 'keys', id: base.arn, row: keyAt(now) }, ...grants.flatMap((make) => make(now))]
}

interface Written {
  readonly field: FileField
  readonly bytes: Uint8Array
  readonly rotation?: { readonly at?: number; readonly type: NonNullable<Material['rotation']>['type'] }
}

const materialIn = (field: FileField): Uint8Array => {
  const text = textAt(field)
  return withField(field, () => bytesIn(text))
}

/** The materials of a key, the oldest first. */
const writtenMaterials = (field: FileField | undefined): readonly Written[] => {
  if (!field) return []
  return (isList(field) ? itemsAt(field) : [field]).map((item): Written => {
    if (!isMapping(item)) return { field: item, bytes: materialIn(item) }
    const { Value, RotationDate, RotationType } = fieldsIn(item, ['Value', 'RotationDate', 'RotationType'])
    if (!Value) return failAt(item, 'Value is missing.')
    return {
      field: Value,
      bytes: materialIn(Value),
      rotation: {
        type: RotationType ? choiceAt(RotationType, ['AUTOMATIC', 'ON_DEMAND']) : 'ON_DEMAND',
        ...(RotationDate && { at: dateAt(RotationDate) }),
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
    const spec = choiceAt(KeySpec, Object.keys(KEY_SPECS) as KeySpec[])
    return spec === 'SM2' ? failAt(KeySpec, 'SM2 is not supported.') : spec
  }
  if (known) return known
  const [first] = written
  // Raw octets are shorter than any private key.
  if (!first || first.bytes.length <= 32) return 'SYMMETRIC_DEFAULT'
  return (
    (await specOf(first.bytes)) ??
    failAt(first.field, 'it is the private key of no KeySpec; KeySpec has to be given for an HMAC key.')
  )
}

const usageIn = (
  { field, fields: { KeyUsage } }: Pick<SeedKey, 'field' | 'fields'>,
  spec: KeySpec,
  known?: KeyUsage,
): KeyUsage => {
  const usages = Object.keys(KEY_SPECS[spec].usages) as KeyUsage[]
  if (KeyUsage) return choiceAt(KeyUsage, usages)
  const [only, ...others] = usages
  if (known && usages.includes(known)) return known
  return only && others.length === 0
    ? only
    : failAt(field, `KeyUsage is missing: a key of KeySpec ${spec} has ${usages.join(' or ')}.`)
}

const descriptionOf = (field: FileField): string => {
  const text = textAt(field)
  checkShape(Description, field, text, 'description')
  return text
}

const policyIn = (field: FileField): string => {
  const policy = documentAt(field)
  withField(field, () => parsedPolicy(policy))
  return policy
}

const tagsIn = (field: FileField): Key['tags'] => {
  const tags = entriesOf(field).map(([TagKey, value]) => ({ TagKey, TagValue: textAt(value) }))
  checkShape(Tags, field, tags, 'tags')
  return withField(field, () => withTags([], tags))
}

const rotationIn = (
  { RotationPeriodInDays: period, NextRotationDate: next }: SeedKey['fields'],
  spec: KeySpec,
  origin: Key['origin'],
) => {
  const first = period ?? next
  if (!first) return undefined
  if (spec !== 'SYMMETRIC_DEFAULT' || origin !== 'AWS_KMS')
    return failAt(first, 'only symmetric encryption keys of Origin AWS_KMS rotate by themselves.')
  const { min = 0, max = 0 } = RotationPeriodInDays
  const days = period && integerAt(period, min, max)
  const nextAt = next && dateAt(next)
  return (now: number): NonNullable<Key['rotation']> => ({ ...rotationFrom(now, days), ...(nextAt !== undefined && { nextAt }) })
}

/** A grant is a CreateGrant request without KeyId. */
const grantIn = (field: FileField, key: Key, place: Place): Rows => {
  const { KeyId, GrantTokens, DryRun, ...input } = CreateGrant.input
  fieldsIn(field, Object.keys(input))
  const body = plainAt(field) as Readonly<Record<string, unknown>>
  const decoded = withField(field, () => decode(input, body)) as InputOf<typeof CreateGrant>
  const [violation] = violations(input, body)
  if (violation) failAt(field, violation.text)
  const make = (now: number) => grantOf(decoded, key, { ...place, now })
  withField(field, () => make(key.createdAt))
  const id = bytesToHex(sha256(utf8ToBytes(`${key.arn}\n${field.path}`)))
  return (now) => [{ table: 'grants', id, row: { ...make(now), id } }]
}
