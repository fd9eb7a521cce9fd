import { type createClient, SANDBOX, STORES } from '../src/emulator/test-client.ts'
import { importOf } from '../src/emulator/test-import.ts'
import { type ErrorCode, type OperationName, operations } from '../src/facts/index.ts'
import type { KmsOperation } from '../src/facts/operation.ts'

/** Requests that are refused: for every error that an operation declares, what is changed in its example, or the reason why none meets it. */

export type Client = ReturnType<typeof createClient>
export type Body = Readonly<Record<string, unknown>>
export type Pair = `${OperationName} ${ErrorCode}`
/** What becomes of the documented request, after what the sandbox has to go through first. */
type Recipe = (client: Client, example: Body, operation: KmsOperation) => Body | Promise<Body>

const SECOND = 1000
const DAY = 86_400_000
const ABSENT = '00000000-0000-4000-8000-000000000000'
const PLAIN = 'aGVsbG8='

/** The members that name keys; the last one is what the operation changes. */
const namesIn = ({ input }: KmsOperation): readonly string[] =>
  Object.keys(input).filter((name) => 'identifies' in (input[name]?.type ?? {}) || name === 'KeyId')
const withKey = (example: Body, operation: KmsOperation, id: string): Body => ({ ...example, [namesIn(operation)[0] ?? '']: id })

/** The key of the documented request, as an operation that takes no alias needs it. */
const keyOf = async ({ send }: Client, example: Body, operation: KmsOperation): Promise<string> => {
  const KeyId = String(example[namesIn(operation).at(-1) ?? ''])
  return (await send('DescribeKey', { KeyId })).KeyMetadata?.KeyId ?? ''
}

/** What meets an error in the same way wherever it is declared. */
const SHARED: Partial<Record<ErrorCode, Recipe>> = {
  CustomKeyStoreNotFoundException: (_, example) => ({ ...example, CustomKeyStoreId: 'cks-0' }),
  async DisabledException(client, example, operation) {
    await client.send('DisableKey', { KeyId: await keyOf(client, example, operation) })
    return example
  },
  DryRunOperationException: (_, example) => ({ ...example, DryRun: true }),
  InvalidArnException: (_, example, operation) => withKey(example, operation, 'arn:aws:s3:::bucket'),
  InvalidGrantIdException: (_, example) => ({ ...example, GrantId: 'nonsense' }),
  InvalidGrantTokenException: (_, example) => ({ ...example, GrantTokens: ['nonsense'] }),
  InvalidKeyUsageException: (_, example, operation) =>
    withKey(example, operation, operation.key?.usage === 'ENCRYPT_DECRYPT' ? SANDBOX.mac : SANDBOX.app),
  InvalidMarkerException: (_, example) => ({ ...example, CustomKeyStoreId: undefined, Marker: 'nonsense' }),
  async KMSInvalidStateException(client, example, operation) {
    await client.send('ScheduleKeyDeletion', { KeyId: await keyOf(client, example, operation) })
    return example
  },
  MalformedPolicyDocumentException: (_, example) => ({ ...example, Policy: '{}' }),
  NotFoundException: (_, example, operation) => withKey(example, operation, ABSENT),
  TagException: (_, example) => ({ ...example, Tags: [{ TagKey: 'aws:a', TagValue: '' }], TagKeys: ['aws:a'] }),
}

const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
const credential = (AccessKeyId: string) => ({ AccessKeyId, RawSecretAccessKey: 's'.repeat(43) })
const CLUSTER = {
  CustomKeyStoreName: 'Mine',
  CloudHsmClusterId: 'cluster-abcdefghijk',
  TrustAnchorCertificate: PEM,
  KeyStorePassword: 'password',
}
const PROXY = {
  CustomKeyStoreName: 'Mine',
  CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
  XksProxyUriEndpoint: 'https://keys.example',
  XksProxyUriPath: '/kms/xks/v1',
  XksProxyConnectivity: 'PUBLIC_ENDPOINT',
  XksProxyAuthenticationCredential: credential('A'.repeat(20)),
} as const
const SERVICE = 'com.amazonaws.vpce.us-east-1.vpce-svc-'
const behind = (service: string) =>
  ({
    XksProxyUriEndpoint: 'https://other.example',
    XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
    XksProxyVpcEndpointServiceName: SERVICE + service,
  }) as const

/** What is wrong with a proxy, whichever operation describes it. */
const PROXIES: Partial<Record<ErrorCode, object>> = {
  XksProxyIncorrectAuthenticationCredentialException: { XksProxyAuthenticationCredential: credential('WRONG'.repeat(4)) },
  XksProxyInvalidConfigurationException: { XksProxyUriPath: '/wrong/kms/xks/v1' },
  XksProxyInvalidResponseException: { XksProxyUriEndpoint: 'https://garbled.example' },
  XksProxyUriEndpointInUseException: { XksProxyUriEndpoint: 'https://private.example' },
  XksProxyUriInUseException: { XksProxyUriEndpoint: 'https://public.example' },
  XksProxyUriUnreachableException: { XksProxyUriEndpoint: 'https://unreachable.example' },
  XksProxyVpcEndpointServiceInUseException: behind('taken'),
  XksProxyVpcEndpointServiceInvalidConfigurationException: behind('unfit'),
  XksProxyVpcEndpointServiceNotFoundException: behind('missing'),
}
/** Two other proxies, and the store of the sandbox free to be changed. */
const withProxies = async ({ send, emulator }: Client): Promise<void> => {
  await send('CreateCustomKeyStore', { ...PROXY, CustomKeyStoreName: 'Public', XksProxyUriEndpoint: 'https://public.example' })
  await send('CreateCustomKeyStore', {
    ...PROXY,
    ...behind('taken'),
    CustomKeyStoreName: 'Private',
    XksProxyUriEndpoint: 'https://private.example',
    XksProxyUriPath: '/private/kms/xks/v1',
  })
  await send('DisconnectCustomKeyStore', { CustomKeyStoreId: STORES.external })
  await emulator.clock.advance(SECOND)
}
const proxyRecipe =
  (code: ErrorCode, store: object): Recipe =>
  async (client) => {
    await withProxies(client)
    return { ...store, ...PROXIES[code] }
  }

const cluster =
  (id: string): Recipe =>
  () => ({ ...CLUSTER, CloudHsmClusterId: `cluster-${id.padEnd(11, '2')}` })
const otherCluster =
  (id: string): Recipe =>
  () => ({ CustomKeyStoreId: STORES.spare, CloudHsmClusterId: `cluster-${id.padEnd(11, '2')}` })
/** A store of a cluster that gives trouble later. */
const storeOf = async ({ send }: Client, id: string) => {
  const CloudHsmClusterId = `cluster-${id.padEnd(11, '2')}`
  const { CustomKeyStoreId = '' } = await send('CreateCustomKeyStore', { ...CLUSTER, CloudHsmClusterId })
  return { CustomKeyStoreId }
}
const external = (XksKeyId: string) => ({
  Origin: 'EXTERNAL_KEY_STORE',
  CustomKeyStoreId: STORES.external,
  XksKeyId,
})

/** As many rows as a quota allows, from one of the sandbox. */
const fill = async ({ emulator }: Client, table: 'keys' | 'grants', count: number, region = 'us-east-1'): Promise<void> => {
  const rows = await emulator.snapshot()
  const sample = rows.find((change) => change.table === table)
  if (!sample?.row) throw new Error(`Failed to fill ${table}: there is none to copy.`)
  const copies = Array.from({ length: count }, (_, n) => {
    const id = n.toString(16).padStart(64, '0')
    return { ...sample, id, row: { ...sample.row, id, arn: id, region, ...(table === 'keys' && { materials: [] }) } }
  })
  await emulator.restore([...rows, ...(copies as typeof rows)])
}

const importOfSandbox = (client: Client) => importOf(client, SANDBOX['pending-import'], new Uint8Array(32))
const rotateRepeatedly = async ({ send }: Client, times: number) => {
  for (let i = 0; i < times; i++) await send('RotateKeyOnDemand', { KeyId: SANDBOX.app })
}

/** What is particular to an operation. */
export const OWN: Partial<Record<Pair, Recipe>> = {
  'CancelKeyDeletion KMSInvalidStateException': () => ({ KeyId: SANDBOX.app }),
  'ConnectCustomKeyStore CloudHsmClusterInvalidConfigurationException': (client) => storeOf(client, 'shrunken'),
  'ConnectCustomKeyStore CloudHsmClusterNotActiveException': (client) => storeOf(client, 'sleeping'),
  async 'ConnectCustomKeyStore CustomKeyStoreInvalidStateException'({ send }) {
    await send('DisconnectCustomKeyStore', { CustomKeyStoreId: STORES.external })
    return { CustomKeyStoreId: STORES.external }
  },
  'CreateAlias AlreadyExistsException': (_, example) => ({ ...example, AliasName: 'alias/app' }),
  async 'CreateAlias LimitExceededException'({ send }, example) {
    for (let n = 1; n < 50; n++) await send('CreateAlias', { AliasName: `alias/${n}`, TargetKeyId: SANDBOX.app })
    return example
  },
  'CreateCustomKeyStore CloudHsmClusterInUseException': cluster('shared'),
  'CreateCustomKeyStore CloudHsmClusterInvalidConfigurationException': cluster('unfit'),
  'CreateCustomKeyStore CloudHsmClusterNotActiveException': cluster('inactive'),
  'CreateCustomKeyStore CloudHsmClusterNotFoundException': cluster('missing'),
  'CreateCustomKeyStore CustomKeyStoreNameInUseException': (_, example) => ({ ...example, CustomKeyStoreName: 'External' }),
  'CreateCustomKeyStore IncorrectTrustAnchorException': () => ({ ...CLUSTER, TrustAnchorCertificate: 'no certificate' }),
  async 'CreateCustomKeyStore LimitExceededException'({ send }, example) {
    for (let n = 3; n < 10; n++)
      await send('CreateCustomKeyStore', { ...PROXY, CustomKeyStoreName: `${n}`, XksProxyUriPath: `/${n}/kms/xks/v1` })
    return example
  },
  async 'CreateGrant LimitExceededException'(client, example) {
    await fill(client, 'grants', 50_000)
    return example
  },
  async 'CreateKey CloudHsmClusterInvalidConfigurationException'(client) {
    const store = await storeOf(client, 'single')
    await client.send('ConnectCustomKeyStore', store)
    await client.emulator.clock.advance(5 * SECOND)
    return { ...store, Origin: 'AWS_CLOUDHSM' }
  },
  'CreateKey CustomKeyStoreInvalidStateException': () => ({ Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: STORES.cluster }),
  'CreateKey CustomKeyStoreNotFoundException': () => ({ Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: 'cks-0' }),
  'CreateKey InvalidArnException': () => ({
    Policy: JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:s3:::bucket' }, Action: 'kms:*', Resource: '*' }],
    }),
  }),
  async 'CreateKey LimitExceededException'(client) {
    await fill(client, 'keys', 100_000)
    return {}
  },
  'CreateKey UnsupportedOperationException': () => ({ KeySpec: 'SM2', KeyUsage: 'SIGN_VERIFY' }),
  'CreateKey XksKeyAlreadyInUseException': () => external('orders-2026'),
  'CreateKey XksKeyInvalidConfigurationException': () => external('rsa-key'),
  'CreateKey XksKeyNotFoundException': () => external('missing-key'),
  'Decapsulate InvalidCiphertextException': (_, example) => ({ ...example, SharedSecretCiphertextBlob: PLAIN }),
  async 'Decrypt DisabledException'({ send }, example) {
    await send('DisableKey', { KeyId: SANDBOX.app })
    return example
  },
  'Decrypt IncorrectKeyException': (_, example) => ({ ...example, KeyId: SANDBOX.imported }),
  'Decrypt InvalidCiphertextException': () => ({ CiphertextBlob: PLAIN }),
  'Decrypt InvalidKeyUsageException': () => ({
    CiphertextBlob: PLAIN,
    KeyId: SANDBOX.signing,
    EncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
  }),
  async 'Decrypt KMSInvalidStateException'({ send }, example) {
    await send('ScheduleKeyDeletion', { KeyId: SANDBOX.app })
    return example
  },
  'DeleteAlias NotFoundException': () => ({ AliasName: 'alias/none' }),
  'DeleteCustomKeyStore CustomKeyStoreHasCMKsException': () => ({ CustomKeyStoreId: STORES.cluster }),
  'DeleteCustomKeyStore CustomKeyStoreInvalidStateException': () => ({ CustomKeyStoreId: STORES.external }),
  async 'DeleteImportedKeyMaterial KMSInvalidStateException'({ send }) {
    await send('UpdatePrimaryRegion', { KeyId: SANDBOX.global, PrimaryRegion: 'eu-west-1' })
    return { KeyId: SANDBOX.global }
  },
  'DeleteImportedKeyMaterial UnsupportedOperationException': () => ({ KeyId: SANDBOX.app }),
  'DisableKeyRotation UnsupportedOperationException': () => ({ KeyId: SANDBOX.imported }),
  'DisconnectCustomKeyStore CustomKeyStoreInvalidStateException': () => ({ CustomKeyStoreId: STORES.spare }),
  'EnableKeyRotation UnsupportedOperationException': () => ({ KeyId: SANDBOX.imported }),
  'GenerateDataKeyPair UnsupportedOperationException': (_, example) => ({ ...example, KeyId: SANDBOX['external-store'] }),
  'GenerateDataKeyPairWithoutPlaintext UnsupportedOperationException': (_, example) => ({ ...example, KeyPairSpec: 'SM2' }),
  'GenerateRandom CustomKeyStoreInvalidStateException': (_, example) => ({ ...example, CustomKeyStoreId: STORES.cluster }),
  'GenerateRandom UnsupportedOperationException': (_, example) => ({ ...example, CustomKeyStoreId: STORES.external }),
  'GetKeyRotationStatus UnsupportedOperationException': () => ({ KeyId: SANDBOX.imported }),
  'GetParametersForImport UnsupportedOperationException': (_, example) => ({ ...example, KeyId: SANDBOX.app }),
  'GetPublicKey UnsupportedOperationException': () => ({ KeyId: SANDBOX.app }),
  async 'ImportKeyMaterial ExpiredImportTokenException'(client) {
    const request = await importOfSandbox(client)
    await client.emulator.clock.advance(DAY)
    return request
  },
  async 'ImportKeyMaterial IncorrectKeyMaterialException'(client) {
    return importOf(client, SANDBOX.imported, new Uint8Array(32))
  },
  async 'ImportKeyMaterial InvalidCiphertextException'(client) {
    return { ...(await importOfSandbox(client)), EncryptedKeyMaterial: PLAIN }
  },
  'ImportKeyMaterial InvalidImportTokenException': (_, example) => example,
  'ImportKeyMaterial UnsupportedOperationException': (_, example) => ({ ...example, KeyId: SANDBOX.app }),
  'ListKeyRotations UnsupportedOperationException': () => ({ KeyId: SANDBOX.mac }),
  'ListRetirableGrants InvalidArnException': () => ({ RetiringPrincipal: 'nonsense' }),
  'PutKeyPolicy LimitExceededException': (_, example) => ({ ...example, Policy: String(example.Policy).padEnd(32_769) }),
  async 'ReEncrypt DisabledException'({ send }, example) {
    await send('DisableKey', { KeyId: SANDBOX.app })
    return example
  },
  'ReEncrypt IncorrectKeyException': (_, example) => ({ ...example, SourceKeyId: SANDBOX.imported }),
  'ReEncrypt InvalidCiphertextException': (_, example) => ({ ...example, CiphertextBlob: PLAIN }),
  'ReEncrypt InvalidKeyUsageException': (_, example) => ({ ...example, DestinationKeyId: SANDBOX.mac }),
  'ReplicateKey AlreadyExistsException': (_, example) => ({ ...example, ReplicaRegion: 'eu-west-1' }),
  async 'ReplicateKey LimitExceededException'(client, example) {
    await fill(client, 'keys', 100_000, 'ap-northeast-1')
    return example
  },
  'ReplicateKey UnsupportedOperationException': (_, example) => ({ ...example, KeyId: SANDBOX.app }),
  'RetireGrant InvalidGrantTokenException': () => ({ GrantToken: 'nonsense' }),
  async 'RotateKeyOnDemand ConflictException'({ send, emulator }, example) {
    await send('EnableKeyRotation', { KeyId: SANDBOX.app, RotationPeriodInDays: 90 })
    await emulator.clock.advance(90 * DAY - 60 * SECOND)
    return example
  },
  async 'RotateKeyOnDemand LimitExceededException'(client, example) {
    await rotateRepeatedly(client, 25)
    return example
  },
  'RotateKeyOnDemand UnsupportedOperationException': () => ({ KeyId: SANDBOX.mac }),
  'UpdateAlias LimitExceededException': async ({ send }, example) => {
    for (let n = 1; n < 50; n++) await send('CreateAlias', { AliasName: `alias/${n}`, TargetKeyId: SANDBOX.imported })
    return example
  },
  'UpdateCustomKeyStore CloudHsmClusterInvalidConfigurationException': otherCluster('unfit'),
  'UpdateCustomKeyStore CloudHsmClusterNotActiveException': otherCluster('inactive'),
  'UpdateCustomKeyStore CloudHsmClusterNotFoundException': otherCluster('missing'),
  'UpdateCustomKeyStore CloudHsmClusterNotRelatedException': otherCluster('unrelated'),
  'UpdateCustomKeyStore CustomKeyStoreInvalidStateException': (_, example) => ({
    ...example,
    XksProxyUriEndpoint: 'https://keys.example',
  }),
  'UpdateCustomKeyStore CustomKeyStoreNameInUseException': (_, example) => ({ ...example, NewCustomKeyStoreName: 'Cluster' }),
  'UpdatePrimaryRegion UnsupportedOperationException': (_, example) => ({ ...example, KeyId: SANDBOX.app }),
  'Verify KMSInvalidSignatureException': (_, example) => ({ ...example, Message: 'YQ==' }),
  'VerifyMac KMSInvalidMacException': (_, example) => ({ ...example, Message: 'YQ==' }),
  ...Object.fromEntries(
    (Object.keys(PROXIES) as ErrorCode[]).flatMap((code) => [
      [`CreateCustomKeyStore ${code}`, proxyRecipe(code, PROXY)],
      [`UpdateCustomKeyStore ${code}`, proxyRecipe(code, { CustomKeyStoreId: STORES.external })],
    ]),
  ),
}

/** Why an error is met by no request: of every operation that declares it, or of those named. */
export const REASONS: readonly { readonly code: ErrorCode; readonly of?: readonly OperationName[]; readonly because: string }[] =
  [
    { code: 'KMSInternalException', because: 'the emulator fails only where it has a bug; tests inject the error as a fault' },
    { code: 'DependencyTimeoutException', because: 'the emulator depends on nothing that could be late' },
    {
      code: 'KeyUnavailableException',
      because: 'keys are in memory; a key store that is out of reach answers KMSInvalidStateException',
    },
    {
      code: 'KMSInvalidStateException',
      of: [
        'DeleteAlias',
        'GetKeyPolicy',
        'GetKeyRotationStatus',
        'ListGrants',
        'ListKeyPolicies',
        'ListKeyRotations',
        'PutKeyPolicy',
        'RetireGrant',
        'RevokeGrant',
      ],
      because: 'no state of a key refuses the operation, by the table of key states',
    },
    { code: 'DisabledException', of: ['GetPublicKey'], because: 'measured: the public key of a disabled key can be read' },
    {
      code: 'InvalidKeyUsageException',
      of: ['GetPublicKey'],
      because: 'a key without a public key answers UnsupportedOperationException, as measured; every other usage has one',
    },
    {
      code: 'InvalidAliasNameException',
      of: ['CreateAlias'],
      because: 'names that are not allowed answer ValidationException, as recorded',
    },
    { code: 'LimitExceededException', of: ['EnableKey'], because: 'no quota counts enabled keys' },
    { code: 'LimitExceededException', of: ['TagResource'], because: 'too many tags answer TagException, as recorded' },
    { code: 'NotFoundException', of: ['ListRetirableGrants'], because: 'IAM is not modelled: any principal may exist' },
    {
      code: 'UnsupportedOperationException',
      of: ['PutKeyPolicy'],
      because: 'the keys that it does not support, those kept by AWS, deny it by their own policy',
    },
  ]

export const all: Readonly<Record<OperationName, KmsOperation>> = operations
export const pairs = Object.values(all).flatMap(({ name, errors }) =>
  errors.map((code) => ({ operation: name as OperationName, code, pair: `${name} ${code}` as Pair })),
)
export const isExcused = ({ operation, code }: (typeof pairs)[number]): boolean =>
  REASONS.some((reason) => reason.code === code && (reason.of?.includes(operation) ?? true))

/** The request that meets an error, after what the sandbox of `client` has to go through first. */
export const refusedRequest = async ({ operation, code, pair }: (typeof pairs)[number], client: Client): Promise<Body> => {
  const recipe = OWN[pair] ?? SHARED[code]
  if (!recipe) throw new Error(`Nothing here meets ${pair}.`)
  return recipe(client, all[operation].example.request, all[operation])
}
