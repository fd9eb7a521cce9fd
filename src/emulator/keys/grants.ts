import type { CreateGrant } from '../../facts/operations/CreateGrant.ts'
import type { ListGrants } from '../../facts/operations/ListGrants.ts'
import { QUOTAS } from '../../facts/quotas.ts'
import { fromBase64, toBase64 } from '../../vocabulary/base64.ts'
import type { InputOf, OutputOf } from '../../vocabulary/operation.ts'
import type { Kms } from '../context.ts'
import { KmsError } from '../kms-error.ts'
import { randomHex } from '../random.ts'
import type { Grant, Key } from '../store/rows.ts'
import type { EncryptionContext } from './ciphertext.ts'
import type { Access } from './conditions.ts'
import { canonicalName, type Principal, rootArn } from './principals.ts'
import { makeToken, readToken } from './tokens.ts'

/** Grants: their checks, whom they allow what, and their tokens. A grant counts from the moment it exists. */

const invalid = (message: string) => new KmsError('ValidationException', message)

const MANAGEMENT = ['CreateGrant', 'DescribeKey', 'RetireGrant']

/** What a grant can allow with a key, beside its management. */
const operationsOf = ({ spec, usage }: Pick<Key, 'spec' | 'usage'>): readonly string[] => {
  const encryption = ['Decrypt', 'Encrypt', 'ReEncryptFrom', 'ReEncryptTo']
  if (spec === 'SYMMETRIC_DEFAULT')
    return [
      ...encryption,
      'GenerateDataKey',
      'GenerateDataKeyPair',
      'GenerateDataKeyPairWithoutPlaintext',
      'GenerateDataKeyWithoutPlaintext',
    ]
  switch (usage) {
    case 'ENCRYPT_DECRYPT':
      return [...encryption, 'GetPublicKey']
    case 'SIGN_VERIFY':
      return ['GetPublicKey', 'Sign', 'Verify']
    case 'GENERATE_VERIFY_MAC':
      return ['GenerateMac', 'VerifyMac']
    case 'KEY_AGREEMENT':
      return ['DeriveSharedSecret', 'GetPublicKey']
    case 'ENCAPSULATE_DECAPSULATE':
      return ['Decapsulate', 'Encapsulate', 'GetPublicKey']
  }
}

/**
 * Holds text to the form of a principal's ARN.
 *
 * @throws {KmsError} InvalidArnException
 */
export const checkPrincipal = (arn: string): void => {
  const refuse = (message: string) => new KmsError('InvalidArnException', message)
  if (!arn.startsWith('arn:')) throw refuse(`Invalid arn ${arn}`)
  if (canonicalName(arn) === undefined) throw refuse(`ARN does not refer to a valid principal: ${arn}`)
}

const unsupported = (
  wrong: readonly string[],
  allowed: readonly string[],
  { spec, usage }: Pick<Key, 'spec' | 'usage'>,
): string =>
  spec === 'SYMMETRIC_DEFAULT' || usage === 'GENERATE_VERIFY_MAC'
    ? `Grant operation ${wrong[0]} is not valid for key spec ${spec} with key usage ${usage}.`
    : `Operations [${wrong.join(', ')}] are not supported when creating a grant for an asymmetric KMS key with key usage ${usage}. Valid operations are [${allowed.join(', ')}].`

type Input = InputOf<typeof CreateGrant>
type Party = Grant['grantee']

const partyOf = (principal: string | undefined, service: string | undefined): Party | undefined => {
  if (principal !== undefined) {
    checkPrincipal(principal)
    return { principal }
  }
  return service === undefined ? undefined : { service }
}

const checkConstraints = ({ Constraints = {} }: Input, key: Key): void => {
  const { EncryptionContextEquals, EncryptionContextSubset } = Constraints
  if (EncryptionContextEquals && EncryptionContextSubset)
    throw invalid('Specify either EncryptionContextEquals or EncryptionContextSubset as a grant constraint, but not both.')
  const pairs = EncryptionContextEquals ?? EncryptionContextSubset
  if (!pairs) return
  if (key.spec !== 'SYMMETRIC_DEFAULT')
    throw invalid('EncryptionContext is supported only when creating a grant for a symmetric encryption KMS key.')
  if (Object.keys(pairs).length > QUOTAS.constraintPairs)
    throw invalid(`A grant constraint must not have more than ${QUOTAS.constraintPairs} pairs.`)
  if (Object.values(pairs).some((value) => value.length > QUOTAS.constraintValueCharacters))
    throw invalid(`A value in a grant constraint must not be longer than ${QUOTAS.constraintValueCharacters} characters.`)
}

/**
 * The grant that a request asks for, as the caller's account issues it.
 *
 * @throws {KmsError} ValidationException or InvalidArnException
 */
export const grantOf = (input: Input, key: Key, kms: Pick<Kms, 'partition' | 'account' | 'now'>): Grant => {
  const { GranteePrincipal, GranteeServicePrincipal, RetiringPrincipal, RetiringServicePrincipal, Constraints, Name } = input
  if (RetiringPrincipal !== undefined && RetiringServicePrincipal !== undefined)
    throw invalid('Specify either RetiringPrincipal or RetiringServicePrincipal, but not both.')
  const grantee = partyOf(GranteePrincipal, GranteeServicePrincipal)
  if (!grantee || (GranteePrincipal !== undefined && GranteeServicePrincipal !== undefined))
    throw invalid('Specify either GranteePrincipal or GranteeServicePrincipal, but not both.')
  const retiring = partyOf(RetiringPrincipal, RetiringServicePrincipal)
  if (GranteeServicePrincipal !== undefined && !(Constraints?.SourceArn && retiring))
    throw invalid('A GranteeServicePrincipal needs a SourceArn grant constraint and a retiring principal.')

  const operations = [...new Set(input.Operations)]
  if (operations.length === 0) throw invalid('Grants must contain at least one operation.')
  if (operations.every((operation) => operation === 'CreateGrant'))
    throw invalid('Grants must not contain only the CreateGrant operation.')
  const allowed = [...operationsOf(key), ...MANAGEMENT]
  const wrong = operations.filter((operation) => !allowed.includes(operation))
  if (wrong.length > 0) throw invalid(unsupported(wrong, allowed, key))
  checkConstraints(input, key)

  return {
    id: randomHex(32),
    keyArn: key.arn,
    region: key.region,
    ...(Name !== undefined && { name: Name }),
    createdAt: kms.now,
    grantee,
    ...(retiring && { retiring }),
    issuer: rootArn(kms.partition, kms.account),
    operations,
    ...(Constraints && Object.keys(Constraints).length > 0 && { constraints: Constraints }),
  }
}

/** Pairs in one order, their names without regard to case. */
const normal = (pairs: EncryptionContext): readonly string[] =>
  Object.entries(pairs)
    .map(([name, value]) => JSON.stringify([name.toLowerCase(), value]))
    .sort()

const includes = (pairs: EncryptionContext, some: EncryptionContext): boolean => {
  const all = new Set(normal(pairs))
  return normal(some).every((pair) => all.has(pair))
}

const equals = (a: EncryptionContext, b: EncryptionContext): boolean => normal(a).join() === normal(b).join()

/** The content of a grant, as text: all of it but the id and the time. */
const substance = ({ name, grantee, retiring, issuer, operations, constraints = {} }: Grant): string =>
  JSON.stringify([
    name,
    grantee,
    retiring,
    issuer,
    [...operations].sort(),
    constraints.SourceArn,
    ...[constraints.EncryptionContextEquals, constraints.EncryptionContextSubset].map((pairs) => pairs && normal(pairs)),
  ])

/** The existing grant with the name and content of `wanted`: CreateGrant is idempotent for grants with a name. */
export const madeBefore = ({ tables }: Kms, wanted: Grant): Grant | undefined =>
  wanted.name === undefined
    ? undefined
    : tables.grants
        .list('key', wanted.keyArn)
        .find((grant) => grant.name === wanted.name && substance(grant) === substance(wanted))

/** Whether the grant lets its grantee create `wanted`: no more operations, and constraints that are as strict. */
export const covers = ({ operations, constraints = {} }: Grant, wanted: Grant): boolean => {
  const { EncryptionContextEquals, EncryptionContextSubset, SourceArn } = constraints
  const { constraints: given = {} } = wanted
  if (!wanted.operations.every((operation) => operations.includes(operation))) return false
  if (SourceArn !== undefined && given.SourceArn !== SourceArn) return false
  if (EncryptionContextEquals)
    return given.EncryptionContextEquals !== undefined && equals(given.EncryptionContextEquals, EncryptionContextEquals)
  const pairs = given.EncryptionContextEquals ?? given.EncryptionContextSubset
  return !EncryptionContextSubset || (pairs !== undefined && includes(pairs, EncryptionContextSubset))
}

/** Whether the party is the principal, or the account or role that the principal belongs to. A service never calls. */
export const isParty = (party: Party | undefined, { names }: Principal): boolean =>
  party !== undefined && 'principal' in party && names.includes(canonicalName(party.principal) ?? party.principal)

/** The names by which a grant lets a principal in. */
export const namesOfParties = ({ grantee, retiring }: Grant, { names }: Principal): readonly string[] => {
  const parties = [grantee, retiring].flatMap((party) => nameIn(party, 'principal') ?? [])
  const named = parties.map((party) => canonicalName(party) ?? party)
  const found = names.filter((name) => named.includes(name))
  // Its account retires a grant that it issued, though it is no party.
  return found.length > 0 ? found : names.slice(1, 2)
}

const meets = ({ constraints }: Grant, { action, context = {} }: Access): boolean => {
  if (!constraints || MANAGEMENT.includes(action)) return true
  const { EncryptionContextEquals, EncryptionContextSubset, SourceArn } = constraints
  // No caller works for another resource.
  if (SourceArn !== undefined) return false
  if (EncryptionContextEquals && !equals(context, EncryptionContextEquals)) return false
  return !EncryptionContextSubset || includes(context, EncryptionContextSubset)
}

/** Whether a grant lets a caller in. */
export const allows = (grant: Grant, access: Access): boolean =>
  grant.operations.includes(access.action) && isParty(grant.grantee, access.principal) && meets(grant, access)

const PURPOSE = 'grant'

/** A token for a grant, which differs at each call; base64url without padding (RFC 4648, section 5). */
export const tokenOf = (kms: Kms, { id }: Grant): string =>
  toBase64(makeToken(kms, PURPOSE, id))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/**
 * The grant that a token stands for.
 *
 * @throws {KmsError} InvalidGrantTokenException
 */
export const grantBehind = (kms: Kms, token: string): Grant => {
  const text = token.replaceAll('-', '+').replaceAll('_', '/')
  const bytes = fromBase64(text.padEnd(Math.ceil(text.length / 4) * 4, '='))
  const id = bytes && readToken(kms, PURPOSE, bytes)
  const grant = typeof id === 'string' ? kms.tables.grants.get(id) : undefined
  if (grant?.region !== kms.region)
    throw new KmsError('InvalidGrantTokenException', 'The grant token is not one of a grant in this Region.')
  return grant
}

/**
 * Checks the grant tokens of a request. The emulator needs none, because it honours a grant as soon as it exists.
 *
 * @throws {KmsError} InvalidGrantTokenException
 */
export const checkTokens = (kms: Kms): void => {
  const tokens = kms.input.GrantTokens as readonly string[] | undefined
  if (tokens) for (const token of tokens) grantBehind(kms, token)
}

const GRANT_ID = /^[0-9a-f]{64}$/

/** Checks the form of a grant id: 64 lower-case hex digits. @throws {KmsError} InvalidGrantIdException */
export const checkGrantId = (id: string): void => {
  if (!GRANT_ID.test(id)) throw new KmsError('InvalidGrantIdException', `Invalid grantId '${id}'`)
}

/**
 * The grant of a key that an id names.
 *
 * @throws {KmsError} InvalidGrantIdException or NotFoundException
 */
export const grantWithId = ({ tables }: Kms, key: Key, id: string): Grant => {
  checkGrantId(id)
  const grant = tables.grants.get(id)
  if (grant?.keyArn !== key.arn) throw new KmsError('NotFoundException', `Grant '${id}' of ${key.arn} does not exist`)
  return grant
}

type Listed = NonNullable<OutputOf<typeof ListGrants>['Grants']>[number]

const nameIn = (party: Party | undefined, kind: 'principal' | 'service'): string | undefined =>
  party && (party as Partial<Record<typeof kind, string>>)[kind]

/** A grant as ListGrants and ListRetirableGrants show it. */
export const listedGrant = ({
  keyArn,
  id,
  name,
  createdAt,
  grantee,
  retiring,
  issuer,
  operations,
  constraints,
}: Grant): Listed => ({
  KeyId: keyArn,
  GrantId: id,
  Name: name,
  CreationDate: createdAt,
  GranteePrincipal: nameIn(grantee, 'principal'),
  RetiringPrincipal: nameIn(retiring, 'principal'),
  IssuingAccount: issuer,
  Operations: operations as Listed['Operations'],
  Constraints: constraints,
  GranteeServicePrincipal: nameIn(grantee, 'service'),
  RetiringServicePrincipal: nameIn(retiring, 'service'),
})
