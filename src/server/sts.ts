import { createHash } from 'node:crypto'
import type { Emulator } from '../emulator/emulator.ts'
import { identityPolicyOf } from '../emulator/keys/policy-document.ts'
import { principalOf } from '../emulator/keys/principals.ts'
import { KmsError } from '../emulator/kms-error.ts'
import { type Credential, signerOf } from '../emulator/wire/request.ts'
import type { ServiceResponse } from '../emulator/wire/response.ts'
import type { ErrorCode } from '../facts/errors.ts'
import { integer, type Members, string } from '../vocabulary/shapes.ts'
import { validationMessage, violations } from '../vocabulary/violations.ts'
import type { Call } from './call.ts'
import { claimsOf } from './json-web-token.ts'
import { formOf, queryFailure, querySuccess } from './query-protocol.ts'
import type { Xml } from './xml.ts'

/**
 * The part of STS by which programs learn who they are and assume another identity. There are no trust policies: any caller may
 * assume any role, and any well-formed JSON Web Token is one that the role trusts.
 */

export const STS_VERSION = '2011-06-15'
const NAMESPACE = `https://sts.amazonaws.com/doc/${STS_VERSION}/`

/** A response of STS that is an error. */
class StsError extends Error {
  readonly code: string
  readonly status: number
  constructor(code: string, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** What the refusals of signatures and sessions are called in the query protocol, and their status. */
const REFUSALS: Readonly<Partial<Record<ErrorCode, readonly [code: string, status: number]>>> = {
  ExpiredTokenException: ['ExpiredToken', 403],
  IncompleteSignatureException: ['IncompleteSignature', 400],
  InvalidSignatureException: ['SignatureDoesNotMatch', 403],
  MissingAuthenticationTokenException: ['MissingAuthenticationToken', 403],
  UnrecognizedClientException: ['InvalidClientTokenId', 403],
}

/** A refusal in the form of STS. */
export const stsFailure = ({ code, message }: KmsError): ServiceResponse => {
  const [name, status] = REFUSALS[code] ?? [code, 400]
  return queryFailure(status, name, message, NAMESPACE)
}

const NAME = { min: 2, max: 64, pattern: '[\\w+=,.@-]*' } as const
const DURATION = { type: integer({ min: 900, max: 43_200 }), description: 'Seconds that the session lasts.', default: 3600 }
const ROLE: Members = {
  RoleArn: { type: string({ min: 20, max: 2048 }), required: true, description: 'The role.' },
  RoleSessionName: { type: string(NAME), required: true, description: 'What the session is called.' },
  DurationSeconds: DURATION,
  Policy: { type: string({ min: 1 }), description: 'A session policy.' },
}

type Form = URLSearchParams
interface Request {
  readonly form: Form
  readonly credential: Credential | undefined
}

interface Action {
  readonly input: Members
  readonly run: (request: Request, emulator: Emulator) => Promise<Xml>
}

const LONGEST_CHAINED = 3600

/** @throws {StsError} where the ARN is not one of a role */
const roleIn = (form: Form): { readonly partition: string; readonly account: string; readonly name: string } => {
  const arn = form.get('RoleArn') ?? ''
  const principal = principalOf(arn)
  const [, name] = /:role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? []
  if (!principal || !name) throw new StsError('ValidationError', 'Request ARN is invalid')
  return { ...principal, name }
}

/** The id that IAM gives a thing at random; here it follows from the thing's name, so that it stays the same. */
const idOf = (prefix: string, name: string): string =>
  prefix +
  BigInt(`0x${createHash('sha256').update(name).digest('hex')}`)
    .toString(32)
    .toUpperCase()
    .slice(0, 17)

const roleIdOf = (account: string, name: string): string => idOf('AROA', `role/${account}/${name}`)

const textOf = (time: number): string => new Date(time).toISOString().replace(/\.\d+/, '')

/** Makes a session of the role that the form names. */
const assume = async ({ form }: Request, emulator: Emulator): Promise<{ readonly [name: string]: Xml }> => {
  const { partition, account, name } = roleIn(form)
  const policy = form.get('Policy')
  if (policy !== null) holdToPolicy(policy)
  const sessionName = form.get('RoleSessionName') ?? ''
  const arn = `arn:${partition}:sts::${account}:assumed-role/${name}/${sessionName}`
  const seconds = Number(form.get('DurationSeconds') ?? DURATION.default)
  const { accessKey, secret, token, expiresAt } = await emulator.startSession({
    arn,
    seconds,
    ...(policy !== null && { policy }),
  })
  return {
    Credentials: { AccessKeyId: accessKey, SecretAccessKey: secret, SessionToken: token, Expiration: textOf(expiresAt) },
    AssumedRoleUser: { AssumedRoleId: `${roleIdOf(account, name)}:${sessionName}`, Arn: arn },
    SourceIdentity: form.get('SourceIdentity') ?? undefined,
    PackedPolicySize: policy === null ? undefined : Math.ceil((policy.length / 2048) * 100),
  }
}

const holdToPolicy = (policy: string): void => {
  try {
    identityPolicyOf(policy)
  } catch {
    throw new StsError('MalformedPolicyDocument', 'The policy is not in the valid JSON format.')
  }
}

/** @throws {StsError} where the form has a role's session last longer than one that was assumed in another may */
const holdToChain = async ({ form, credential }: Request, emulator: Emulator): Promise<void> => {
  const { session } = await emulator.callerOf(credential)
  if (session && Number(form.get('DurationSeconds') ?? 0) > LONGEST_CHAINED)
    throw new StsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    )
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const ACTIONS: Readonly<Record<string, Action>> = {
  GetCallerIdentity: {
    input: {},
    async run({ credential }, emulator) {
      const { caller, account } = await emulator.callerOf(credential)
      return { Arn: caller, UserId: userIdOf(caller, account), Account: account }
    },
  },
  AssumeRole: {
    input: ROLE,
    async run(request, emulator) {
      await holdToChain(request, emulator)
      return assume(request, emulator)
    },
  },
  AssumeRoleWithWebIdentity: {
    input: {
      ...ROLE,
      WebIdentityToken: { type: string({ min: 4, max: 20_000, sensitive: true }), required: true, description: 'A JWT.' },
    },
    async run(request, emulator) {
      const claims = claimsOf(request.form.get('WebIdentityToken') ?? '')
      if (!claims)
        throw new StsError(
          'InvalidIdentityToken',
          'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
        )
      const [audience] = [claims.aud].flat()
      return {
        ...(await assume(request, emulator)),
        SubjectFromWebIdentityToken: text(claims.sub),
        Audience: text(audience),
        Provider: text(claims.iss),
      }
    },
  },
}

export const STS_ACTIONS = Object.keys(ACTIONS)

/** Actions that STS takes without a signature. */
export const UNSIGNED: readonly string[] = ['AssumeRoleWithWebIdentity']

/** The unique id of a principal, as GetCallerIdentity tells it. */
const userIdOf = (arn: string, account: string): string => {
  const [, kind, path = ''] = /:(root|user|role|assumed-role|federated-user)(?:\/(.+))?$/.exec(arn) ?? []
  const [first = '', ...rest] = path.split('/')
  if (kind === 'user') return idOf('AIDA', arn)
  if (kind === 'role') return roleIdOf(account, rest.at(-1) ?? first)
  if (kind === 'assumed-role') return `${roleIdOf(account, first)}:${rest.join('/')}`
  return kind === 'federated-user' ? `${account}:${first}` : account
}

/** The members that an action looks at, as JSON has them. */
const membersOf = (input: Members, form: Form): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(input).flatMap(([name, { type }]) => {
      const value = form.get(name)
      return value === null ? [] : [[name, type.kind === 'integer' ? wholeNumberIn(name, value) : value]]
    }),
  )

/** @throws {StsError} */
const wholeNumberIn = (name: string, value: string): number => {
  if (!/^-?\d{1,10}$/.test(value)) throw new StsError('MalformedInput', `Failed to read ${name}: it is not a whole number.`)
  return Number(value)
}

/** Returns the response to a request to STS. Rejects only because of a bug. */
export const answerSts = async (call: Call, emulator: Emulator): Promise<ServiceResponse> => {
  const form = formOf(call) ?? new URLSearchParams()
  const name = form.get('Action') ?? ''
  try {
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
    if (!action)
      throw new StsError('InvalidAction', `Failed to handle '${name}': of STS there are ${STS_ACTIONS.join(', ')} alone.`)
    // A caller that is no more is refused before the request is looked at.
    const credential = UNSIGNED.includes(name) ? undefined : signerOf(call)
    await emulator.callerOf(credential)
    const found = violations(action.input, membersOf(action.input, form))
    if (found.length > 0) throw new StsError('ValidationError', validationMessage(found))
    return querySuccess(name, await action.run({ form, credential }, emulator), NAMESPACE)
  } catch (error) {
    if (error instanceof KmsError) return stsFailure(error)
    if (error instanceof StsError) return queryFailure(error.status, error.code, error.message, NAMESPACE)
    throw error
  }
}
