import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { EmulatorOptions } from '../emulator/emulator.ts'
import { checkAliasName } from '../emulator/keys/aliases.ts'
import { aliasArn, isKeyId, keyArn, type Place } from '../emulator/keys/identifiers.ts'
import { tokenKey } from '../emulator/sandbox.ts'
import { AliasName } from '../facts/members.ts'
import {
  checkShape,
  choiceAt,
  entriesOf,
  type FileField,
  failAt,
  fieldsIn,
  isMapping,
  itemsAt,
  rootOf,
  textAt,
  withField,
} from './fields.ts'
import { isLocalKmsKey, localKmsKeysIn } from './local-kms.ts'
import { identityIn } from './seed-identity.ts'
import { KEY_FIELDS, keyRows, type Rows, type SeedKey } from './seed-key.ts'

/**
 * The seed file: the keys, aliases and policies of callers that a sandbox begins with. Its fields are called as in the API. Two ways of writing the
 * keys are known, Q-KMS's own and local-kms's.
 */

type Fixture = NonNullable<EmulatorOptions['fixture']>

/**
 * What a seed file fills a sandbox with.
 *
 * @throws {Error} "Failed to read FILE, line N, FIELD: …"
 */
export const readSeedFile = async (path: string, place: Place): Promise<Fixture> => {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new Error(`Failed to read ${path}: ${error.message}`, { cause: error })
  })
  return seedIn(basename(path), text, place)
}

/** As `readSeedFile`, of a text; `name` is for the complaints. */
export const seedIn = async (name: string, text: string, place: Place): Promise<Fixture> => {
  const root = rootOf(name, text)
  const { Version, Keys, Aliases, Identities } = fieldsIn(root, ['Keys', 'Aliases', 'Identities', 'Version'])
  // local-kms numbers the forms of its file; each shows by itself which one it is.
  if (Version) choiceAt(Version, ['1', '2'])
  const keys = Keys ? keysIn(Keys) : []
  const names = new Map<string, FileField>()
  const once = (field: FileField, text: string, what: string) => {
    if (names.has(text)) failAt(field, `there is another ${what} '${text}'.`)
    names.set(text, field)
    return text
  }

  const rows: Rows[] = []
  for (const [index, key] of keys.entries()) {
    const { KeyId, Aliases } = key.fields
    if (!KeyId) return failAt(key.field, 'KeyId is missing.')
    const id = once(KeyId, textAt(KeyId), 'key')
    if (!isKeyId(id)) failAt(KeyId, `'${id}' is not a UUID, nor mrk- and 32 hexadecimal digits.`)
    rows.push(await keyRows(key, id, place, keys.length - index))
    for (const alias of itemsAt(Aliases)) rows.push(aliasRow(once(alias, aliasNameOf(alias), 'alias'), id, place))
  }
  for (const entry of itemsAt(Aliases)) {
    const { AliasName, TargetKeyId } = fieldsIn(entry, ['AliasName', 'TargetKeyId'])
    if (!AliasName || !TargetKeyId) return failAt(entry, 'AliasName or TargetKeyId is missing.')
    const target = textAt(TargetKeyId)
    if (!isKeyId(target) || !names.has(target)) failAt(TargetKeyId, `there is no key '${target}' in the file.`)
    rows.push(aliasRow(once(AliasName, aliasNameOf(AliasName), 'alias'), target, place))
  }
  const identities = itemsAt(Identities).map((entry) => {
    const change = identityIn(entry)
    once(entry, change.id, 'identity')
    return change
  })
  return (_place, now) => [tokenKey(), ...rows.flatMap((make) => make(now)), ...identities]
}

const keysIn = (field: FileField): readonly SeedKey[] => {
  if (isMapping(field))
    return Object.values(fieldsIn(field, ['Symmetric', 'Asymmetric']))
      .flatMap(entriesOf)
      .flatMap(([kind, list]) => localKmsKeysIn(kind, list))
  return itemsAt(field).flatMap((item) =>
    isLocalKmsKey(item) ? localKmsKeysIn(undefined, item) : [{ field: item, fields: fieldsIn(item, KEY_FIELDS) }],
  )
}

const aliasNameOf = (field: FileField): string => {
  const name = textAt(field)
  checkShape(AliasName, field, name, 'aliasName')
  withField(field, () => checkAliasName(name))
  return name
}

const aliasRow = (name: string, keyId: string, place: Place): Rows => {
  const { account, region } = place
  const base = { arn: aliasArn(place, name), name, account, region, target: keyArn(place, keyId) }
  return (now) => [{ table: 'aliases', id: base.arn, row: { ...base, createdAt: now, updatedAt: now } }]
}
