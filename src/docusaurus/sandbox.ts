import { SANDBOX_KEYS, type SandboxAlias, type SandboxKey } from '../facts/sandbox.ts'
import { referenceUrl } from '../ready/routes.ts'
import { keyState } from './key-state.ts'
import { headedTable, inlineCode, jsxElement, link, type Node, prose, text } from './nodes.ts'

/** What each key is good for; a name in brackets leads to the page of the operation. */
const GOOD_FOR: Readonly<Record<SandboxAlias, string>> = {
  app: 'First tries: [Encrypt], [GenerateDataKey], [EnableKeyRotation]. It has two tags, a grant and a last use, for [ListResourceTags], [ListGrants] and [GetKeyLastUsage] to show.',
  imported: 'The end of imported material: [DeleteImportedKeyMaterial], then [Encrypt] is refused.',
  disabled: 'A `DisabledException`: [Encrypt] with it. [EnableKey] is the cure.',
  'pending-deletion': 'A key that can still be saved: [CancelKeyDeletion], then [EnableKey].',
  'pending-import': 'The import of your own material: [GetParametersForImport], then [ImportKeyMaterial].',
  expiring: 'Material with an end: `ValidTo` in the response of [DescribeKey].',
  rsa: 'Encryption that others do with the public key: [GetPublicKey], [Encrypt] with `RSAES_OAEP_SHA_256`.',
  mac: '[GenerateMac] and [VerifyMac].',
  signing: '[Sign] and [Verify] with `ECDSA_SHA_256`.',
  agreement: '[DeriveSharedSecret] with the public key of a peer.',
  'post-quantum-signing': '[Sign] and [Verify] with `ML_DSA_SHAKE_256`.',
  encapsulation: '[Encapsulate] and [Decapsulate].',
  'rsa-signing': '[Sign] and [Verify] with `RSASSA_PSS_SHA_256` and its relatives.',
  'external-store': 'A key outside the service: [DescribeCustomKeyStores], [DisconnectCustomKeyStore].',
  unavailable: 'A `KMSInvalidStateException`: [Encrypt] with it. [ConnectCustomKeyStore] is the cure.',
  global: 'A multi-Region key with a replica: [UpdatePrimaryRegion], [ScheduleKeyDeletion].',
}

const linkedProse = (words: string): Node[] =>
  words.split(/\[(\w+)\]/).flatMap((part, index) => (index % 2 === 1 ? [link(referenceUrl(part), [text(part)])] : prose(part)))

/** How long the state lasts, where the clock alone ends it. */
const lasting = ({ deletedInDays, expiresInDays }: SandboxKey): Node[] => {
  const days = deletedInDays ?? expiresInDays
  return days === undefined ? [] : [text(`, for ${days} days`)]
}

/** One thing below the other in a cell. */
const lines = (...parts: Node[][]): Node[] => parts.map((part) => jsxElement('div', {}, part))

/** `<SandboxKeys />`: every key of the default sandbox, with its alias, and what it is good for. */
export const sandboxKeys = (): Node[] => [
  headedTable(
    [[text('Alias and id')], [text('State, spec, usage, origin')], [text('Good for')]],
    SANDBOX_KEYS.map((key) => [
      lines([inlineCode(`alias/${key.alias}`)], [inlineCode(key.id)]),
      lines(
        [keyState(key.state, text(key.state)), ...lasting(key)],
        [inlineCode(key.spec)],
        [inlineCode(key.usage)],
        [inlineCode(key.origin)],
      ),
      linkedProse(GOOD_FOR[key.alias]),
    ]),
    { className: 'sandbox-keys' },
  ),
]
