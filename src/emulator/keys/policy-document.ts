import { KmsError } from '../kms-error.ts'
import { type Access, type Condition, conditionOf, lookupIn } from './conditions.ts'
import { type Lookup, matches, type Pattern, patternOf, type Template, templateOf } from './pattern.ts'
import { canonicalName, EVERYBODY, principalOf } from './principals.ts'

/**
 * The policy language of IAM, as far as key policies use it: what a document may say, and what it says about a request. A
 * statement without actions or without resources is accepted and does nothing.
 */
export interface ParsedPolicy {
  readonly statements: readonly Statement[]
  /** The partitions of the principals that it names. */
  readonly partitions: ReadonlySet<string>
}

interface Statement {
  readonly effect: 'Allow' | 'Deny'
  readonly principals: Selection<ReadonlySet<string>>
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

/** Principals of other types than AWS can be named; nobody who calls is one of them. */
const principalsIn = (statement: Json, partitions: Set<string>): Statement['principals'] => {
  const { value, what, except } = oneOf(statement, 'Principal')
  if (value === undefined) throw malformed('Policy contains a statement with no principal.')
  if (value === EVERYBODY) return { named: new Set([EVERYBODY]), except }
  if (typeof value === 'string') throw invalidPrincipals()
  const types = objectIn(value, what)
  onlyMembers(types, PRINCIPAL_TYPES, what)
  const texts = Object.entries(types).flatMap(([type, list]) => textsIn(list, `${what}.${type}`))
  if (texts.length === 0) throw malformed('Policy contains a statement with no principal.')
  const named = types.AWS === undefined ? [] : textsIn(types.AWS, `${what}.AWS`)
  const names = named.map((text) => {
    const name = text === EVERYBODY ? text : canonicalName(text)
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
  if (value === undefined) return { named: [], except: false }
  const texts = textsIn(value, what)
  const wrong = texts.find((text) => !ACTION.test(text))
  if (wrong !== undefined) throw malformed(`Policy contains a statement with an invalid action '${wrong}'.`)
  return { named: texts.map((text) => patternOf(text.toLowerCase())), except }
}

const resourcesIn = (statement: Json, variables: boolean): Statement['resources'] => {
  const { value, what, except } = oneOf(statement, 'Resource')
  if (value === undefined) return { named: [], except: false }
  return { named: textsIn(value, what).map((text) => templateOf(text, variables)), except }
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

const STATEMENT = ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition']

const statementIn = (value: unknown, variables: boolean, partitions: Set<string>): Statement => {
  const statement = objectIn(value, 'Statement')
  onlyMembers(statement, STATEMENT, 'Statement')
  const { Sid, Effect, Condition } = statement
  if (Sid !== undefined && typeof Sid !== 'string') throw malformed('Sid is not a string.')
  if (Effect !== 'Allow' && Effect !== 'Deny') throw malformed("Effect is neither 'Allow' nor 'Deny'.")
  return {
    effect: Effect,
    principals: principalsIn(statement, partitions),
    actions: actionsIn(statement),
    resources: resourcesIn(statement, variables),
    conditions: conditionsIn(Condition, variables),
  }
}

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('The key policy is not valid JSON.')
  }
}

const VERSIONS = ['2008-10-17', '2012-10-17']

const parse = (text: string): ParsedPolicy => {
  const document = objectIn(jsonIn(text), 'The key policy')
  onlyMembers(document, ['Version', 'Id', 'Statement'], 'The key policy')
  const { Version = VERSIONS[0], Id, Statement } = document
  if (typeof Version !== 'string' || !VERSIONS.includes(Version)) throw malformed(`Version is none of ${VERSIONS.join(', ')}.`)
  if (Id !== undefined && typeof Id !== 'string') throw malformed('Id is not a string.')
  if (Statement === undefined) throw malformed('The key policy has no statement.')
  const listed: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement]
  const partitions = new Set<string>()
  const statements = listed.map((statement) => statementIn(statement, Version === '2012-10-17', partitions))
  const sids = listed.map((statement) => (statement as Json).Sid).filter((sid) => sid !== undefined)
  if (new Set(sids).size < sids.length) throw malformed('Statement IDs (SID) in a single policy must be unique.')
  return { statements, partitions }
}

/** Most keys share a policy, so each text is read once. */
const known = new Map<string, ParsedPolicy>()
const MOST = 1000

/**
 * What a policy says.
 *
 * @throws {KmsError} MalformedPolicyDocumentException or InvalidArnException
 */
export const parsedPolicy = (text: string): ParsedPolicy => {
  const found = known.get(text)
  if (found) return found
  const policy = parse(text)
  if (known.size >= MOST) known.clear()
  known.set(text, policy)
  return policy
}

const applies = ({ principals, actions, resources, conditions }: Statement, access: Access, lookup: Lookup): boolean => {
  if (access.principal.names.some((name) => principals.named.has(name)) === principals.except) return false
  const action = `kms:${access.action}`.toLowerCase()
  if (actions.named.some((pattern) => matches(pattern, action)) === actions.except) return false
  const isNamed = resources.named.some((template) => {
    const operand = template(lookup)
    return operand !== undefined && matches(operand.pattern, access.key.arn)
  })
  return isNamed !== resources.except && conditions.every((condition) => condition(lookup))
}

/** What a policy says about an access; undefined where nothing. A denial wins over everything that is allowed. */
export const evaluate = ({ statements }: ParsedPolicy, access: Access): 'Allow' | 'Deny' | undefined => {
  const lookup = lookupIn(access)
  let verdict: 'Allow' | undefined
  for (const statement of statements) {
    if (statement.effect === verdict || !applies(statement, access, lookup)) continue
    if (statement.effect === 'Deny') return 'Deny'
    verdict = 'Allow'
  }
  return verdict
}
