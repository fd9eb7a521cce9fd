import { KmsError } from '../kms-error.ts'
import type { Alias, Key } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'

/** Where a request arrives: identifiers without an ARN are of this account and Region. */
export interface Place {
  readonly partition: string
  readonly region: string
  readonly account: string
}

export const ALIAS_PREFIX = 'alias/'

const arn = ({ partition, region, account }: Place, resource: string): string =>
  `arn:${partition}:kms:${region}:${account}:${resource}`
/** The ARN of the key with an id. */
export const keyArn = (place: Place, id: string): string => arn(place, `key/${id}`)
/** `name` has its prefix. */
export const aliasArn = (place: Place, name: string): string => arn(place, name)

const ARN = /^arn:([^:]+):kms:([^:]*):([^:]*):(.+)$/s
const KEY_ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/i

/** Whether `text` has the form of a key id. */
export const isKeyId = (text: string): boolean => KEY_ID.test(text)

/** Whether `identifier` is an alias name or an alias ARN. */
export const isAlias = (identifier: string): boolean =>
  identifier.startsWith(ALIAS_PREFIX) || (ARN.exec(identifier)?.[4]?.startsWith(ALIAS_PREFIX) ?? false)

/** The ARN of the alias that an identifier names by its name or ARN. */
export const aliasNamed = (place: Place, identifier: string): string =>
  identifier.startsWith(ALIAS_PREFIX) ? aliasArn(place, identifier) : identifier

/** The error of a key or alias that is not there, by its ARN and the text that its own account gets. */
type Absence = (arn: string, message: string) => KmsError

const notFound: Absence = (_arn, message) => new KmsError('NotFoundException', message)

const existing = (tables: Tables, arn: string, absent: Absence): Key => {
  const key = tables.keys.get(arn)
  if (!key) throw absent(arn, `Key '${arn}' does not exist`)
  return key
}

/**
 * The alias with an ARN.
 *
 * @throws {KmsError} NotFoundException, or what `absent` makes of it
 */
export const findAlias = (tables: Tables, arn: string, absent: Absence = notFound): Alias => {
  const alias = tables.aliases.get(arn)
  if (!alias) throw absent(arn, `Alias ${arn} is not found.`)
  return alias
}

/** The account in an ARN of the service. */
export const accountIn = (arn: string): string | undefined => ARN.exec(arn)?.[3]

/**
 * The key that an id, a key ARN, an alias name or an alias ARN names.
 *
 * @param absent makes the error of a key or alias that is not there
 * @throws {KmsError} NotFoundException, or InvalidArnException where the ARN is not one of the service
 */
export const findKey = (tables: Tables, identifier: string, place: Place, absent: Absence = notFound): Key => {
  if (identifier.startsWith(ALIAS_PREFIX)) return existing(tables, findAlias(tables, aliasArn(place, identifier)).target, absent)
  if (!identifier.startsWith('arn:')) {
    if (!KEY_ID.test(identifier)) throw new KmsError('NotFoundException', `Invalid keyId '${identifier}'`)
    return existing(tables, keyArn(place, identifier), absent)
  }
  const [, partition, region, , resource = ''] = ARN.exec(identifier) ?? []
  if (partition !== place.partition) throw new KmsError('InvalidArnException', `Invalid arn ${identifier}`)
  if (region !== place.region) throw new KmsError('NotFoundException', `Invalid arn ${region}`)
  if (resource.startsWith(ALIAS_PREFIX)) return existing(tables, findAlias(tables, identifier, absent).target, absent)
  const id = resource.slice(resource.indexOf('/') + 1)
  if (!resource.startsWith('key/') || !KEY_ID.test(id)) throw new KmsError('NotFoundException', `Invalid keyId ${id}`)
  return existing(tables, identifier, absent)
}
