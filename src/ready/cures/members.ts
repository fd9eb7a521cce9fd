import type { Cure, Hands } from '../../components/settings.tsx'
import { fromBase64, toBase64 } from '../../vocabulary/base64.ts'
import type { Body } from '../../vocabulary/fits.ts'
import { type Cures, leavesOut, listIn, sets } from './cure.ts'
import { usesAnotherKey } from './keys.ts'

/** Cures that correct what a request says. */

/** Makes anew what the request is checked against: with another operation, and the members that both take. */
interface Remaking {
  readonly label: string
  readonly operation: string
  readonly from: readonly string[]
  readonly made: string
  readonly to: string
  /** What stands where the request does not say it. */
  readonly unless?: Body
}

const remakes =
  ({ label, operation, from, made, to, unless = {} }: Remaking): Cures =>
  ({ body }) => [
    {
      label,
      act: async ({ send }: Hands) => {
        const members = from.flatMap((name) => (name in body ? [[name, body[name]]] : []))
        const answer = await send(operation, { ...unless, ...Object.fromEntries(members) })
        return { [to]: answer[made] }
      },
    },
  ]

const MESSAGE = ['KeyId', 'Message', 'MessageType']

export const macsAgain = remakes({
  label: 'make the MAC again',
  operation: 'GenerateMac',
  from: [...MESSAGE, 'MacAlgorithm'],
  made: 'Mac',
  to: 'Mac',
})

export const signsAgain = remakes({
  label: 'sign the message again',
  operation: 'Sign',
  from: [...MESSAGE, 'SigningAlgorithm'],
  made: 'Signature',
  to: 'Signature',
})

const HELLO = 'aGVsbG8='

const encrypts = remakes({
  label: 'encrypt something first',
  operation: 'Encrypt',
  from: ['KeyId', 'EncryptionAlgorithm', 'EncryptionContext'],
  unless: { KeyId: 'alias/app', Plaintext: HELLO },
  made: 'CiphertextBlob',
  to: 'CiphertextBlob',
})

const encapsulates = remakes({
  label: 'encapsulate a secret first',
  operation: 'Encapsulate',
  from: ['KeyId', 'EncapsulationAlgorithm'],
  made: 'SharedSecretCiphertextBlob',
  to: 'SharedSecretCiphertextBlob',
})

/**
 * Something that can be opened, in place of what cannot. A symmetric ciphertext that names its key is one: then its encryption context is
 * wrong, which cannot be guessed, or it was changed on its way.
 */
export const remakesCiphertext: Cures = (refused) => {
  const { input } = refused.operation
  if (input.SharedSecretCiphertextBlob !== undefined) return encapsulates(refused)
  const { trace, body } = refused
  const named = trace.some((step) => step.check === 'key' && step.identifier === undefined)
  const algorithm = body.EncryptionAlgorithm ?? body.SourceEncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT'
  const isSymmetric = trace.some((step) => step.check === 'key') && algorithm === 'SYMMETRIC_DEFAULT'
  if (input.CiphertextBlob === undefined || named || isSymmetric) return []
  const own = input.SourceKeyId === undefined ? 'KeyId' : 'SourceKeyId'
  // Without an algorithm, it is taken for a symmetric ciphertext, which names its key itself.
  if (algorithm === 'SYMMETRIC_DEFAULT')
    return encrypts({ ...refused, body: without(body, own) }).map((cure) => also(cure, body, own))
  if (input.SourceKeyId === undefined) return encrypts(refused)
  const source = {
    KeyId: body.SourceKeyId,
    EncryptionAlgorithm: body.SourceEncryptionAlgorithm,
    EncryptionContext: body.SourceEncryptionContext,
  }
  return encrypts({ ...refused, body: JSON.parse(JSON.stringify(source)) })
}

const without = (body: Body, name: string): Body => Object.fromEntries(Object.entries(body).filter(([other]) => other !== name))

/** The cure, which leaves a member out besides where the request has it. */
const also = ({ label, act }: Cure, body: Body, name: string): Cure => ({
  label,
  act: async (hands) => ({ ...(await act(hands)), ...(name in body && { [name]: undefined }) }),
})

/** The hashes whose digest has so many bytes. */
const HASHES: Readonly<Record<number, string>> = { 32: 'SHA-256', 48: 'SHA-384', 64: 'SHA-512' }

/** A message that is too long, or no digest: its digest, or the message as it is. */
export const fitsSize: Cures = (refused) => {
  const { step, body } = refused
  if (step.check !== 'size') return []
  if (step.most !== undefined && 'Plaintext' in body)
    return usesAnotherKey({ EncryptionAlgorithm: undefined })({
      ...refused,
      member: 'KeyId',
      body: Object.fromEntries(Object.entries(body).filter(([name]) => !name.endsWith('Algorithm'))),
    })
  const { exactly, length } = step
  const hash = HASHES[exactly ?? 0]
  const bytes = fromBase64(String(body.Message))
  return [
    ...(body.MessageType !== undefined && length > 0 ? [sets('sign the message as it is', { MessageType: 'RAW' })] : []),
    ...(hash !== undefined && bytes
      ? [
          {
            label: 'send the digest of the message',
            act: async () => ({
              Message: toBase64(new Uint8Array(await crypto.subtle.digest(hash, new Uint8Array(bytes)))),
              MessageType: 'DIGEST',
            }),
          },
        ]
      : []),
  ]
}

/** The members that a ValidationException names, in the form `at 'keyId' failed`, or as its first word. */
const namedIn = (message: string, members: readonly string[]): readonly string[] => {
  const paths = [...message.matchAll(/at '(\w+)|^(\w+) /g)].map(([, path, first]) => (path ?? first)?.toLowerCase())
  return members.filter((member) => paths.includes(member.toLowerCase()))
}

const TEXTS: readonly (readonly [text: RegExp, cures: Cures])[] = [
  [/^EncryptionContext is not supported/, leavesOut('EncryptionContext')],
]

/** What the documented request has in place of the members that an error names. */
export const corrects: Cures = (refused) => {
  const { step, operation } = refused
  const known = TEXTS.find(([text]) => text.test(step.error.message))
  if (known) return known[1](refused)
  const wrong = namedIn(step.error.message, Object.keys(operation.input))
  const documented: Body = operation.example.request
  const members = Object.fromEntries(wrong.map((name) => [name, documented[name]]))
  if (wrong.length === 0) return []
  const names = wrong.join(' and ')
  return [sets(wrong.some((name) => name in documented) ? `correct ${names}, as in the example` : `leave ${names} out`, members)]
}

/** Tags whose keys AWS keeps for itself lose the beginning that says so. */
export const renamesTags: Cures = ({ body }) => {
  const free = (key: unknown) => String(key).replace(/^(aws:)+/, '') || 'tag'
  const keys = new Map(listIn(body, 'Tags').map((tag) => [free(tag.TagKey), tag]))
  return [
    sets('use other tag keys', {
      ...('Tags' in body && { Tags: [...keys].slice(0, 50).map(([TagKey, tag]) => ({ ...tag, TagKey })) }),
      ...(Array.isArray(body.TagKeys) && { TagKeys: body.TagKeys.map(free) }),
    }),
  ]
}

/** White space counts for the length of a policy. */
export const packsPolicy: Cures = ({ body }) => {
  try {
    return [sets('take the white space out of the policy', { Policy: JSON.stringify(JSON.parse(String(body.Policy))) })]
  } catch {
    return []
  }
}

/** A policy that works: the documented one, or, where it can be left out, that which a key gets by default. */
export const replacesPolicy: Cures = (refused) => {
  const { operation, body } = refused
  if (!('Policy' in body)) return []
  if (operation.input.Policy?.required !== true) return leavesOut('Policy')(refused)
  return [sets('take the policy of the example', { Policy: operation.example.request.Policy })]
}

const REGIONS = ['ap-northeast-1', 'eu-central-1', 'us-west-2', 'ap-southeast-2', 'eu-west-1', 'ca-central-1']

/** The Region behind that which the request names. */
export const choosesRegion: Cures = ({ body }) => {
  const region = REGIONS[(REGIONS.indexOf(String(body.ReplicaRegion)) + 1) % REGIONS.length]
  return [sets(`replicate it to ${region}`, { ReplicaRegion: region })]
}
