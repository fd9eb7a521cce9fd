/**
 * Who may do what, by the table of AWS's documentation on how policies are evaluated, written down as naively as it reads. It shares no code
 * with the emulator, which it is to judge.
 */

export interface OracleStatement {
  readonly Sid?: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Principal?: '*' | { readonly AWS: readonly string[] }
  readonly NotPrincipal?: { readonly AWS: readonly string[] }
  readonly Action?: readonly string[]
  readonly NotAction?: readonly string[]
  readonly Resource?: readonly string[]
  readonly NotResource?: readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
}

/** How a text that names the caller lets it in: as one of its account, as its role, or itself. */
export type Way = 'account' | 'role' | 'self'

export interface OracleCaller {
  readonly arn: string
  readonly account: string
  /** The texts of a policy that mean the caller, beside `*`. */
  readonly names: Readonly<Record<string, Way>>
}

export interface OracleGrant {
  readonly grantee: string
  readonly operations: readonly string[]
  readonly subset?: Readonly<Record<string, string>>
}

/** The caller's own policies; what is undefined is not attached. */
export interface OracleLimits {
  readonly identity?: readonly (readonly OracleStatement[])[] | undefined
  readonly boundary?: readonly OracleStatement[] | undefined
  readonly session?: readonly OracleStatement[] | undefined
}

export interface OracleRequest {
  readonly caller: OracleCaller
  readonly action: string
  readonly resource: string
  /** Undefined for an operation without a key. */
  readonly keyAccount: string | undefined
  readonly context: Readonly<Record<string, string>>
  /** Condition keys in lower case. */
  readonly facts: Readonly<Record<string, string | readonly string[] | undefined>>
}

const glob = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[^]*')
      .replaceAll('?', '[^]')}$`,
  ).test(text)

const listOf = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value)

const compare: Readonly<Record<string, (actual: string, expected: string) => boolean>> = {
  StringEquals: (actual, expected) => actual === expected,
  StringLike: (actual, expected) => glob(expected, actual),
  ArnLike: (actual, expected) => {
    const parts = actual.split(':')
    const wanted = expected.split(':')
    const [a, b] = [parts, wanted].map((all) => [...all.slice(0, 5), all.slice(5).join(':')])
    return Boolean(a && b?.every((part, index) => glob(part, a[index] ?? '')))
  },
  Bool: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
}

const holds = (operator: string, key: string, expected: readonly string[], request: OracleRequest): boolean => {
  const name = key.toLowerCase()
  const context = 'kms:encryptioncontext:'
  const found = name.startsWith(context) ? request.context[name.slice(context.length)] : request.facts[name]
  const actual = found === undefined ? [] : listOf(found)
  if (operator === 'Null') return expected.includes(actual.length === 0 ? 'true' : 'false')
  const all = operator.startsWith('ForAllValues:')
  const any = operator.startsWith('ForAnyValue:')
  const optional = operator.endsWith('IfExists')
  const base = operator.replace(/^For\w+:/, '').replace(/IfExists$/, '')
  const negative = base.includes('Not')
  const test = compare[base.replace('Not', '')]
  if (!test) throw new Error(`Failed to judge: the oracle does not know ${operator}.`)
  const one = (value: string) => expected.some((item) => test(value, item)) !== negative
  if (actual.length === 0) return all || optional || (negative && !any)
  if (all) return actual.every(one)
  if (any) return actual.some(one)
  return negative ? actual.every(one) : actual.some(one)
}

/** The ways in which a statement means the caller; none where it does not apply. */
const waysOf = (statement: OracleStatement, request: OracleRequest): readonly Way[] => {
  const { caller, action, resource } = request
  let ways: readonly Way[] = ['self']
  if (statement.Principal && statement.Principal !== '*')
    ways = statement.Principal.AWS.flatMap((text) => (text === '*' ? ['self' as const] : (caller.names[text] ?? [])))
  if (statement.NotPrincipal?.AWS.some((text) => text === '*' || caller.names[text])) ways = []
  const lower = `kms:${action}`.toLowerCase()
  const isAction = (patterns: readonly string[]) => patterns.some((pattern) => glob(pattern.toLowerCase(), lower))
  if (statement.Action && !isAction(statement.Action)) return []
  if (statement.NotAction && isAction(statement.NotAction)) return []
  if (statement.Resource && !statement.Resource.some((pattern) => glob(pattern, resource))) return []
  if (statement.NotResource?.some((pattern) => glob(pattern, resource))) return []
  for (const [operator, keys] of Object.entries(statement.Condition ?? {}))
    for (const [key, value] of Object.entries(keys)) if (!holds(operator, key, listOf(value), request)) return []
  return ways
}

export interface Opinion {
  readonly effect: 'Allow' | 'Deny' | 'none'
  /** The place of the statement that says so. */
  readonly index?: number
}

/** What a list of statements says. */
export const opinionOf = (statements: readonly OracleStatement[], request: OracleRequest): Opinion => {
  for (const effect of ['Deny', 'Allow'] as const) {
    const index = statements.findIndex((statement) => statement.Effect === effect && waysOf(statement, request).length > 0)
    if (index >= 0) return { effect, index }
  }
  return { effect: 'none' }
}

export interface Judgement {
  readonly allowed: boolean
  readonly keyPolicy: Opinion
  /** A denial, whose is it; else undefined. */
  readonly deniedBy?: 'key policy' | keyof OracleLimits
}

export const judge = (
  request: OracleRequest,
  keyPolicy: readonly OracleStatement[],
  grants: readonly OracleGrant[],
  limits: OracleLimits,
): Judgement => {
  const says = opinionOf(keyPolicy, request)
  const sources = {
    identity: limits.identity && opinionOf(limits.identity.flat(), request).effect,
    boundary: limits.boundary && opinionOf(limits.boundary, request).effect,
    session: limits.session && opinionOf(limits.session, request).effect,
  }
  // 1. A denial anywhere ends it.
  if (request.keyAccount !== undefined && says.effect === 'Deny')
    return { allowed: false, keyPolicy: says, deniedBy: 'key policy' }
  for (const source of ['identity', 'boundary', 'session'] as const)
    if (sources[source] === 'Deny') return { allowed: false, keyPolicy: says, deniedBy: source }

  const open = (source: keyof OracleLimits) => sources[source] === undefined || sources[source] === 'Allow'
  const everything = open('identity') && open('boundary') && open('session')
  // 2. Without a key, the caller's own policies decide.
  if (request.keyAccount === undefined) return { allowed: everything, keyPolicy: says }

  // 3. With one, its policy or a grant has to let the caller in.
  const ways = keyPolicy.filter(({ Effect }) => Effect === 'Allow').flatMap((statement) => waysOf(statement, request))
  for (const { grantee, operations, subset = {} } of grants) {
    const way = request.caller.names[grantee]
    const fits =
      request.action === 'DescribeKey' || Object.entries(subset).every(([name, value]) => request.context[name] === value)
    if (way && operations.includes(request.action) && fits) ways.push(way)
  }
  // 4. And what does not mean this very caller needs the caller's own policies too; so does everything from another account.
  const foreign = request.keyAccount !== request.caller.account
  const allowed = ways.some((way) => {
    if (foreign || way === 'account') return everything
    return way === 'self' || (open('boundary') && open('session'))
  })
  return { allowed, keyPolicy: says }
}
