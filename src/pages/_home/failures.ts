/** What the home page lets fail: the request, and what the service refuses it with. `play.ts` prepares each. */
interface Failure {
  readonly title: string
  readonly text: string
  readonly operation: string
  /** The members that are known before anything is sent. */
  readonly request: Readonly<Record<string, unknown>>
  /** Members that come from a response, and from which operation's. */
  readonly made?: Readonly<Record<string, string>>
  /** What is sent before, the first time. */
  readonly before: readonly string[]
  readonly code: string
  /** The text of the error, with the ARN of the docs; empty where the service gives none. */
  readonly message: string
}

const NEW_KEY = ['DescribeKey', 'CreateKey', 'CreateAlias'] as const
const ARN = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'

/** Each name is also the last part of the alias of the card's key, but for those that share one. */
export const FAILURES = {
  disabled: {
    title: 'A disabled key',
    text: 'The key exists and is yours, but it was switched off.',
    operation: 'GenerateDataKey',
    request: { KeyId: 'alias/front-page/disabled', KeySpec: 'AES_256' },
    before: [...NEW_KEY, 'DisableKey'],
    code: 'DisabledException',
    message: `${ARN} is disabled.`,
  },
  context: {
    title: 'The wrong encryption context',
    text: 'Encrypted for tenant blue, decrypted for tenant green. The error has no text, so that it gives nothing away.',
    operation: 'Decrypt',
    request: { EncryptionContext: { Tenant: 'green' } },
    made: { CiphertextBlob: 'Encrypt' },
    before: [...NEW_KEY, 'Encrypt'],
    code: 'InvalidCiphertextException',
    message: '',
  },
  pendingImport: {
    title: 'A key that waits for its material',
    text: 'The key was made for imported material, and none has come yet.',
    operation: 'Encrypt',
    request: { KeyId: 'alias/front-page/pending-import', Plaintext: 'aGVsbG8=' },
    before: NEW_KEY,
    code: 'KMSInvalidStateException',
    message: `${ARN} is pending import.`,
  },
  denied: {
    title: 'An explicit deny',
    text: 'The key policy denies Encrypt to everyone. A deny wins over every allow, even for the root of the account.',
    operation: 'Encrypt',
    request: { KeyId: 'alias/front-page/denied', Plaintext: 'aGVsbG8=' },
    before: [...NEW_KEY, 'DescribeKey', 'PutKeyPolicy'],
    code: 'AccessDeniedException',
    message: `User: arn:aws:iam::111122223333:root is not authorized to perform: kms:Encrypt on resource: ${ARN} with an explicit deny in a resource-based policy`,
  },
  changed: {
    title: 'A message that was changed',
    text: 'The signature is real. The message is no longer the one that was signed.',
    operation: 'Verify',
    request: {
      KeyId: 'alias/front-page/signing',
      Message: 'cGF5IDEwMDA=',
      SigningAlgorithm: 'ECDSA_SHA_256',
    },
    made: { Signature: 'Sign' },
    before: [...NEW_KEY, 'Sign'],
    code: 'KMSInvalidSignatureException',
    message: '',
  },
  algorithm: {
    title: 'The wrong algorithm for the key',
    text: 'An RSA algorithm, asked of a symmetric key.',
    operation: 'Encrypt',
    request: {
      KeyId: 'alias/front-page/enabled',
      Plaintext: 'aGVsbG8=',
      EncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
    },
    before: NEW_KEY,
    code: 'InvalidKeyUsageException',
    message: 'Algorithm RSAES_OAEP_SHA_256 is incompatible with key spec SYMMETRIC_DEFAULT.',
  },
} as const satisfies Readonly<Record<string, Failure>>

export type FailureName = keyof typeof FAILURES
