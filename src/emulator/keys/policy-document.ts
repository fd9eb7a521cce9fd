import type { StatementName } from '../../facts/trace.ts'
import { KmsError } from '../kms-error.ts'
import { type Access, type Condition, conditionOf, lookupIn } from './conditions.ts'
import { type Lookup, matches, type Pattern, patternOf, type Template, templateOf } from './pattern.ts'
import { ANY_PRINCIPAL, canonicalName, principalOf } from './principals.ts'

/**
 * The policy language of IAM, as far as the policies of keys and their callers use it: what a document may say, and what it says about a
 * request.
 */
export interface ParsedPolicy {
  readonly statements: readonly Statement[]
  /** The partitions of the principals that it names. */
  readonly partitions: ReadonlySet<string>
}

/** The name of the policy by which a key is shared. */
export const SHARED_POLICY_NAME = 'AWS_RAM'

/** A statement of a policy. */
export interface Statement {
  /** Its place in the policy, from 0. */
  readonly index: number
  readonly sid: string | undefined
  readonly effect: 'Allow' | 'Deny'
  /** Undefined in a policy that belongs to a principal, and speaks of no other. */
  readonly principals: Selection<ReadonlySet<string>> | undefined
  readonly actions: Selection<readonly Pattern[]>
  readonly resources: Selection<readonly Template[]>
  readonly conditions: readonly Condition[]
}

/** What a statement names, or, with `except`, what it leaves out. */
interface Selection<T> {
  readonly named: T
  readonly except: boolean
}

const malformed = (message: string) => new KmsError('MalformedPolicyDocumentException', message)
const INVALID_PRINCIPALS = 'Policy contains a statement with one or more invalid principals.'
export const invalidPrincipals = () => malformed(INVALID_PRINCIPALS)

type Json = Readonly<Record<string, unknown>>

const objectIn = (value: unknown, what: string): Json => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(`${what} is not a JSON object.`)
  return value as Json
}

const onlyMembers = (value: Json, allowed: readonly string[], what: string): void => {
  const other = Object.keys(value).find((name) => !allowed.includes(name))
  if (other !== undefined) throw malformed(`${what} has an unknown element '${other}'.`)
}

/** One text or a list of them. */
const textsIn = (value: unknown, what: string): readonly string[] => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.map((item) => {
    if (typeof item !== 'string') throw malformed(`${what} is neither a string nor a list of strings.`)
    return item
  })
}

/** The one of two elements that is there, in a statement that must not have both. */
const oneOf = (statement: Json, name: string): { readonly value: unknown; readonly what: string; readonly except: boolean } => {
  const except = statement[`Not${name}`] !== undefined
  if (except && statement[name] !== undefined) throw malformed(`Policy contains a statement with both ${name} and Not${name}.`)
  const what = except ? `Not${name}` : name
  return { value: statement[what], what, except }
}

const PRINCIPAL_TYPES = ['AWS', 'CanonicalUser', 'Federated', 'Service']

/** Principals of other types than AWS can be named; no caller is one of them. */
const principalsIn = (statement: Json, partitions: Set<string>): Statement['principals'] => {
  const { value, what, except } = oneOf(statement, 'Principal')
  if (value === undefined) throw malformed('Policy contains a statement with no principal.')
  if (value === ANY_PRINCIPAL) return { named: new Set([ANY_PRINCIPAL]), except }
  if (typeof value === 'string') throw invalidPrincipals()
  const types = objectIn(value, what)
  onlyMembers(types, PRINCIPAL_TYPES, what)
  const texts = Object.entries(types).flatMap(([type, list]) => textsIn(list, `${what}.${type}`))
  if (texts.length === 0) throw malformed('Policy contains a statement with no principal.')
  const named = types.AWS === undefined ? [] : textsIn(types.AWS, `${what}.AWS`)
  const names = named.map((text) => {
    const name = text === ANY_PRINCIPAL ? text : canonicalName(text)
    if (name !== undefined) return name
    if (text.startsWith('arn:')) throw new KmsError('InvalidArnException', 'An ARN in the specified key policy is invalid.')
    throw invalidPrincipals()
  })
  for (const text of named) {
    const partition = principalOf(text)?.partition
    if (partition !== undefined) partitions.add(partition)
  }
  return { named: new Set(names), except }
}

const ACTION = /^(?:\*|[a-z0-9-]+:[a-z0-9*?]+)$/i

const actionsIn = (statement: Json): Statement['actions'] => {
  const { value, what, except } = oneOf(statement, 'Action')
  const texts = value === undefined ? [] : textsIn(value, what)
  if (texts.length === 0) throw malformed('Policy contains a statement with no action.')
  const wrong = texts.find((text) => !ACTION.test(text))
  if (wrong !== undefined) throw malformed(`Policy contains a statement with an invalid action '${wrong}'.`)
  return { named: texts.map((text) => patternOf(text.toLowerCase())), except }
}

const resourcesIn = (statement: Json, variables: boolean): Statement['resources'] => {
  const { value, what, except } = oneOf(statement, 'Resource')
  const texts = value === undefined ? [] : textsIn(value, what)
  if (texts.length === 0 || texts.includes('')) throw malformed('Policy contains a statement with no resource.')
  return { named: texts.map((text) => templateOf(text, variables)), except }
}

const conditionsIn = (value: unknown, variables: boolean): readonly Condition[] =>
  value === undefined
    ? []
    : Object.entries(objectIn(value, 'Condition')).flatMap(([operator, keys]) =>
        Object.entries(objectIn(keys, `Condition.${operator}`)).map(([key, listed]) => {
          const values = (Array.isArray(listed) ? listed : [listed]).map((item: unknown) => {
            if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean') return String(item)
            throw malformed(`Condition ${operator} has a value for ${key} that is no string, number or boolean.`)
          })
          const condition = conditionOf(operator, key, values, variables)
          if (!condition) throw malformed(`Policy contains a statement with an invalid condition '${operator}'.`)
          return condition
        }),
      )

const STATEMENT = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition']

const statementIn = (value: unknown, index: number, variables: boolean, kind: Kind, partitions: Set<string>): Statement => {
  const statement = objectIn(value, 'Statement')
  onlyMembers(statement, kind === 'key' ? [...STATEMENT, 'Principal', 'NotPrincipal'] : STATEMENT, 'Statement')
  const { Sid, Effect, Condition } = statement
  if (Sid !== undefined && typeof Sid !== 'string') throw malformed('Sid is not a string.')
  if (Effect !== 'Allow' && Effect !== 'Deny') throw malformed("Effect is neither 'Allow' nor 'Deny'.")
  return {
    index,
    sid: Sid,
    effect: Effect,
    principals: kind === 'key' ? principalsIn(statement, partitions) : undefined,
    actions: actionsIn(statement),
    resources: resourcesIn(statement, variables),
    conditions: conditionsIn(Condition, variables),
  }
}

const jsonIn = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed(`${what} is not valid JSON.`)
  }
}

const VERSIONS = ['2008-10-17', '2012-10-17']

/** Whose a policy is: a key's, or that of a principal. */
type Kind = 'key' | 'identity'

const parse = (text: string, kind: Kind): ParsedPolicy => {
  const what = kind === 'key' ? 'The key policy' : 'The policy'
  const document = objectIn(jsonIn(text, what), what)
  onlyMembers(document, ['Version', 'Id', 'Statement'], what)
  const { Version = VERSIONS[0], Id, Statement } = document
  if (typeof Version !== 'string' || !VERSIONS.includes(Version)) throw malformed(`Version is none of ${VERSIONS.join(', ')}.`)
  if (Id !== undefined && typeof Id !== 'string') throw malformed('Id is not a string.')
  if (Statement === undefined) throw malformed(`${what} has no statement.`)
  const listed: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement]
  const partitions = new Set<string>()
  const statements = listed.map((statement, index) => statementIn(statement, index, Version === '2012-10-17', kind, partitions))
  const sids = statements.flatMap(({ sid }) => sid ?? [])
  if (new Set(sids).size < sids.length) throw malformed('Statement IDs (SID) in a single policy must be unique.')
  return { statements, partitions }
}

const MOST = 1000

/** Most keys share a policy, so each text is read once. */
const reader = (kind: Kind): ((text: string) => ParsedPolicy) => {
  const known = new Map<string, ParsedPolicy>()
  return (text) => {
    const found = known.get(text)
    if (found) return found
    const policy = parse(text, kind)
    if (known.size >= MOST) known.clear()
    known.set(text, policy)
    return policy
  }
}

/**
 * What the policy of a key says.
 *
 * @throws {KmsError} MalformedPolicyDocumentException or InvalidArnException
 */
export const parsedPolicy = reader('key')

/**
 * What the policy of a principal says.
 *
 * @throws {KmsError} MalformedPolicyDocumentException
 */
export const identityPolicyOf = reader('identity')

const applies = ({ principals, actions, resources, conditions }: Statement, access: Access, lookup: Lookup): boolean => {
  if (principals && access.principal.names.some((name) => principals.named.has(name)) === principals.except) return false
  const action = `kms:${access.action}`.toLowerCase()
  if (actions.named.some((pattern) => matches(pattern, action)) === actions.except) return false
  const isNamed = resources.named.some((template) => {
    const operand = template(lookup)
    return operand !== undefined && matches(operand.pattern, access.resource)
  })
  return isNamed !== resources.except && conditions.every((condition) => condition(lookup))
}

/** The statement that decides about an access: the first one that denies it, else the first one that allows it. */
export const evaluate = ({ statements }: ParsedPolicy, access: Access): Statement | undefined => {
  const lookup = lookupIn(access)
  let allowing: Statement | undefined
  for (const statement of statements) {
    if (statement.effect === allowing?.effect || !applies(statement, access, lookup)) continue
    if (statement.effect === 'Deny') return statement
    allowing = statement
  }
  return allowing
}

/**
 * The names by which a policy lets a caller in, in all its statements that allow the access. A statement that admits all principals but
 * some counts as one that admits `*`.
 */
export const admittedNames = ({ statements }: ParsedPolicy, access: Access): readonly string[] => {
  const lookup = lookupIn(access)
  return statements
    .filter((statement) => statement.effect === 'Allow' && applies(statement, access, lookup))
    .flatMap(({ principals }) =>
      principals?.except === false ? access.principal.names.filter((name) => principals.named.has(name)) : [ANY_PRINCIPAL],
    )
}

/** How a trace names a statement. */
export const statementName = ({ index, sid }: Statement): StatementName => ({ index, ...(sid !== undefined && { sid }) })
