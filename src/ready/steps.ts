import type { Step } from '../components/settings.tsx'
import type { ErrorCode } from '../facts/errors.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { type Check, notReached, type TraceStep, type Weighed } from '../facts/trace.ts'
import { fromBase64 } from '../vocabulary/base64.ts'
import type { Body } from '../vocabulary/fits.ts'

type Of<C extends Check> = Extract<TraceStep, { readonly check: C }>

/** What a key is called without its account and Region: `key/…` or a bare name. */
const shortOf = (arn: string): string =>
  `\`${arn
    .split(':')
    .pop()
    ?.replace(/^key\//, '')}\``

const nameOf = ({ policy, index, sid }: NonNullable<Weighed['statement']>): string =>
  `statement ${index}${sid === undefined ? '' : ` (\`${sid}\`)`}${policy === undefined ? '' : ` of \`${policy}\``}`

const weighedText = ({ source, effect, statement, grants = [] }: Weighed): string => {
  if (effect === 'none') return `${source}: nothing`
  const by = [...(statement ? [nameOf(statement)] : []), ...grants.map((id) => `\`${id}\``)]
  return `${source}: ${effect}${by.length > 0 ? ` by ${by.join(', ')}` : ''}`
}

const CIPHERTEXT = 'CiphertextBlob'

/** The member of the body with such a value. */
const memberWith = (body: Body, fits: (value: unknown) => boolean): string | undefined =>
  Object.keys(body).find((name) => fits(body[name]))

/** The member that names the key; a ciphertext names its own. */
const keyMemberOf = (identifier: string | undefined, body: Body): string | undefined =>
  memberWith(body, (value) => value !== undefined && value === identifier) ?? (CIPHERTEXT in body ? CIPHERTEXT : undefined)

/** The members that errors are about whose text names none. */
const MEANT: { readonly [code in ErrorCode]?: string } = {
  IncorrectKeyException: 'KeyId',
  IncorrectKeyMaterialException: 'EncryptedKeyMaterial',
  InvalidArnException: 'KeyId',
  InvalidCiphertextException: CIPHERTEXT,
  InvalidGrantTokenException: 'GrantTokens',
  InvalidImportTokenException: 'ImportToken',
  InvalidMarkerException: 'Marker',
  ExpiredImportTokenException: 'ImportToken',
  KMSInvalidMacException: 'Mac',
  KMSInvalidSignatureException: 'Signature',
  MalformedPolicyDocumentException: 'Policy',
}

/** The name of each check, and what the trace tells of one that ran. */
const LINES: { readonly [C in Check]: readonly [name: string, found?: (step: Of<C>, body: Body) => string] } = {
  request: ['Request valid', ({ operation }) => (operation === undefined ? 'no operation of that name' : `\`${operation}\``)],
  key: [
    'Key found',
    ({ identifier, alias, key }, body) => {
      const through = alias === undefined ? '' : `, through ${shortOf(alias)}`
      const named = keyMemberOf(identifier, body) === CIPHERTEXT ? ', named by the ciphertext' : ''
      return `${shortOf(key ?? identifier ?? '?')}${through}${named}`
    },
  ],
  access: [
    'Access',
    ({ caller, action, weighed = [] }) => [`\`${action}\` for \`${caller}\``, ...weighed.map(weighedText)].join('; '),
  ],
  usage: [
    'Key usage',
    ({ usage, needed }) => `\`${usage}\`${needed === undefined || needed === usage ? '' : `, not \`${needed}\``}`,
  ],
  state: ['Key state', ({ state }) => `\`${state}\``],
  algorithm: ['Algorithm', ({ algorithm, spec }) => `\`${algorithm}\` with a key of the spec \`${spec}\``],
  size: [
    'Size',
    ({ length, most, exactly }) => `${length} bytes of ${most === undefined ? `exactly ${exactly}` : `at most ${most}`}`,
  ],
  operation: ['Whatever else the operation asks for'],
  'dry run': ['No dry run'],
}

const textOf = (step: TraceStep, body: Body): string => {
  const [name, found] = LINES[step.check]
  // The compiler does not see that the line is the step's own.
  const text = (found as ((step: TraceStep, body: Body) => string) | undefined)?.(step, body)
  return text === undefined ? name : `${name}: ${text}`
}

/** Whether a check would have run, had the request come that far. */
const wouldRun = (check: Check, { key, input = {} }: Partial<KmsOperation>, body: Body): boolean => {
  const names = Object.keys(input)
  switch (check) {
    case 'key':
    case 'usage':
    case 'state':
      return key !== undefined
    case 'algorithm':
      return names.some((name) => name.endsWith('Algorithm') && !name.startsWith('Wrapping'))
    case 'size':
      return names.includes('Plaintext') || names.includes('Message')
    case 'dry run':
      return body.DryRun === true
    default:
      return true
  }
}

/** The member of the request that a check depends on. */
const memberOf = (step: TraceStep, trace: readonly TraceStep[], body: Body): string | undefined => {
  const keyMember = () => keyMemberOf(trace.findLast((step) => step.check === 'key')?.identifier, body)
  switch (step.check) {
    case 'key':
    case 'access':
    case 'usage':
    case 'state':
      return keyMember()
    case 'algorithm':
      return memberWith(body, (value) => value === step.algorithm) ?? keyMember()
    case 'size':
      return memberWith(body, (value) => typeof value === 'string' && fromBase64(value)?.length === step.length)
    case 'dry run':
      return 'DryRun'
    default:
      return step.outcome === 'failed' ? meantBy(step.error, body) : undefined
  }
}

/** The member that an error is about: one whose value it quotes, or that such errors are always about. */
const meantBy = ({ code, message }: { readonly code: ErrorCode; readonly message: string }, body: Body): string | undefined => {
  const meant = MEANT[code]
  if (meant !== undefined && meant in body) return meant
  return memberWith(body, (value) => typeof value === 'string' && value !== '' && message.includes(value))
}

/** The lines that tell a trace, and what would have been checked behind what failed. */
export const stepsIn = (trace: readonly TraceStep[], descriptor: Partial<KmsOperation>, body: Body): readonly Step[] => [
  ...trace.map(
    (step): Step => ({
      outcome: step.outcome,
      text: textOf(step, body),
      member: memberOf(step, trace, body),
    }),
  ),
  ...notReached(trace)
    .filter((check) => wouldRun(check, descriptor, body))
    .map((check): Step => ({ outcome: 'not reached', text: LINES[check][0] })),
]
