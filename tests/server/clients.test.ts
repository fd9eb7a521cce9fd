import { spawn, spawnSync } from 'node:child_process'
import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  ConnectCustomKeyStoreCommand,
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  CustomKeyStoreNotFoundException,
  DecryptCommand,
  DeleteAliasCommand,
  DescribeCustomKeyStoresCommand,
  DescribeKeyCommand,
  DisabledException,
  DisableKeyCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GetKeyRotationStatusCommand,
  GetParametersForImportCommand,
  ImportKeyMaterialCommand,
  IncorrectKeyMaterialException,
  InvalidCiphertextException,
  KMSClient,
  KMSInvalidSignatureException,
  KMSServiceException,
  ListAliasesCommand,
  ListKeyRotationsCommand,
  NotFoundException,
  paginateListKeys,
  ReplicateKeyCommand,
  RevokeGrantCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  SignCommand,
  UnsupportedOperationException,
  VerifyCommand,
} from '@aws-sdk/client-kms'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { SANDBOX } from '../../src/emulator/test-client.ts'
import { type Server, serve } from '../../src/server/serve.ts'
import { refusalOf } from '../sdk/client.ts'
import { directory, send, started } from './support.ts'

describe('the AWS SDK for JavaScript over HTTP', () => {
  let server: Server
  beforeAll(async () => {
    server = await serve({ port: 0, principals: { AKIDUSER: 'arn:aws:iam::111122223333:user/alice' } })
    return server.close
  })

  const client = (region = 'us-east-1', accessKeyId = 'AKIDEXAMPLE') => {
    const kms = new KMSClient({
      endpoint: server.url,
      region,
      credentials: { accessKeyId, secretAccessKey: 'secret' },
      maxAttempts: 1,
    })
    onTestFinished(() => kms.destroy())
    return kms
  }
  const text = (value: string) => new TextEncoder().encode(value)
  const newKey = async (kms: KMSClient, input: ConstructorParameters<typeof CreateKeyCommand>[0] = {}) =>
    (await kms.send(new CreateKeyCommand(input))).KeyMetadata

  test('keys', async () => {
    const kms = client()
    const key = await newKey(kms, { Description: 'Over HTTP', Tags: [{ TagKey: 'team', TagValue: 'red' }] })
    expect(key?.CreationDate).toBeInstanceOf(Date)
    await kms.send(new DisableKeyCommand({ KeyId: key?.KeyId }))
    const refused = await refusalOf(kms.send(new EncryptCommand({ KeyId: key?.KeyId, Plaintext: text('x') })))
    expect(refused).toBeInstanceOf(DisabledException)
    const { DeletionDate } = await kms.send(new ScheduleKeyDeletionCommand({ KeyId: key?.KeyId, PendingWindowInDays: 7 }))
    expect(DeletionDate).toBeInstanceOf(Date)
    const ids = []
    for await (const { Keys = [] } of paginateListKeys({ client: kms, pageSize: 5 }, {}))
      ids.push(...Keys.map(({ KeyId }) => KeyId))
    expect(ids).toContain(key?.KeyId)
    const missing = await refusalOf(kms.send(new DescribeKeyCommand({ KeyId: '00000000-0000-0000-0000-000000000000' })))
    expect(missing).toBeInstanceOf(NotFoundException)
    expect(missing).toMatchObject({ $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) } })
  })

  test('aliases', async () => {
    const kms = client()
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/over-http', TargetKeyId: SANDBOX.app }))
    const { Aliases = [] } = await kms.send(new ListAliasesCommand({ KeyId: SANDBOX.app }))
    expect(Aliases.map(({ AliasName }) => AliasName)).toContain('alias/over-http')
    await kms.send(new DeleteAliasCommand({ AliasName: 'alias/over-http' }))
    expect(await refusalOf(kms.send(new DeleteAliasCommand({ AliasName: 'alias/over-http' })))).toBeInstanceOf(NotFoundException)
  })

  test('cryptography', async () => {
    const kms = client()
    const EncryptionContext = { stage: 'test' }
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId: 'alias/app', Plaintext: text('secret'), EncryptionContext }),
    )
    expect((await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))).Plaintext).toEqual(text('secret'))
    expect(await refusalOf(kms.send(new DecryptCommand({ CiphertextBlob })))).toBeInstanceOf(InvalidCiphertextException)

    const signing = { KeyId: 'alias/signing', SigningAlgorithm: 'ECDSA_SHA_256' } as const
    const { Signature } = await kms.send(new SignCommand({ ...signing, Message: text('message') }))
    expect((await kms.send(new VerifyCommand({ ...signing, Message: text('message'), Signature }))).SignatureValid).toBe(true)
    const refused = await refusalOf(kms.send(new VerifyCommand({ ...signing, Message: text('other'), Signature })))
    expect(refused).toBeInstanceOf(KMSInvalidSignatureException)
  })

  test('imported key material', async () => {
    const kms = client()
    const key = await newKey(kms, { Origin: 'EXTERNAL' })
    const KeyId = key?.KeyId
    const wrapping = { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' } as const
    const { PublicKey = new Uint8Array(), ImportToken } = await kms.send(
      new GetParametersForImportCommand({ KeyId, ...wrapping }),
    )
    const publicKey = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' })
    const load = (bytes: Uint8Array) =>
      kms.send(
        new ImportKeyMaterialCommand({
          KeyId,
          ImportToken,
          EncryptedKeyMaterial: publicEncrypt(
            { key: publicKey, oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING },
            bytes,
          ),
          ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
        }),
      )
    expect(await refusalOf(load(randomBytes(16)))).toBeInstanceOf(IncorrectKeyMaterialException)
    expect((await load(randomBytes(32))).KeyMaterialId).toMatch(/^[0-9a-f]{64}$/)
  })

  test('rotation', async () => {
    const kms = client()
    const key = await newKey(kms)
    const KeyId = key?.KeyId
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: text('old') }))
    await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }))
    expect((await kms.send(new GetKeyRotationStatusCommand({ KeyId }))).NextRotationDate).toBeInstanceOf(Date)
    await kms.send(new RotateKeyOnDemandCommand({ KeyId }))
    expect((await kms.send(new ListKeyRotationsCommand({ KeyId }))).Rotations).toHaveLength(1)
    expect((await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext).toEqual(text('old'))
    const refused = await refusalOf(kms.send(new RotateKeyOnDemandCommand({ KeyId: SANDBOX.mac })))
    expect(refused).toBeInstanceOf(UnsupportedOperationException)
  })

  test('policies and grants', async () => {
    const [owner, alice] = [client(), client('us-east-1', 'AKIDUSER')]
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' },
        { Effect: 'Deny', Principal: { AWS: 'arn:aws:iam::111122223333:user/alice' }, Action: 'kms:Encrypt', Resource: '*' },
      ],
    })
    const key = await newKey(owner, { Policy })
    const KeyId = key?.KeyId
    const encrypt = (kms: KMSClient) => kms.send(new EncryptCommand({ KeyId, Plaintext: text('x') }))
    await encrypt(owner)
    const refused = await refusalOf(encrypt(alice))
    // The service's model does not declare it, so the SDK has no class of its own for it.
    expect(refused).toBeInstanceOf(KMSServiceException)
    expect(refused).toMatchObject({ name: 'AccessDeniedException', message: expect.stringContaining('user/alice') })
    const { GrantId } = await owner.send(
      new CreateGrantCommand({ KeyId, GranteePrincipal: 'arn:aws:iam::111122223333:user/alice', Operations: ['Decrypt'] }),
    )
    await owner.send(new RevokeGrantCommand({ KeyId, GrantId }))
    expect(await refusalOf(owner.send(new RevokeGrantCommand({ KeyId, GrantId })))).toBeInstanceOf(NotFoundException)
  })

  test('multi-Region keys', async () => {
    const [kms, elsewhere] = [client(), client('eu-west-1')]
    const key = await newKey(kms, { MultiRegion: true })
    const KeyId = key?.KeyId
    expect(await refusalOf(elsewhere.send(new DescribeKeyCommand({ KeyId })))).toBeInstanceOf(NotFoundException)
    await kms.send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: 'eu-west-1' }))
    await server.emulator.clock.advance(5000)
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: text('both') }))
    expect((await elsewhere.send(new DecryptCommand({ CiphertextBlob }))).Plaintext).toEqual(text('both'))
  })

  test('custom key stores', async () => {
    const kms = client()
    const { CustomKeyStores = [] } = await kms.send(new DescribeCustomKeyStoresCommand({}))
    expect(CustomKeyStores.length).toBeGreaterThan(0)
    const refused = await refusalOf(kms.send(new ConnectCustomKeyStoreCommand({ CustomKeyStoreId: 'cks-00000000000000000' })))
    expect(refused).toBeInstanceOf(CustomKeyStoreNotFoundException)
  })
})

/** What others' clients need to find a server. */
const environment = (url: string) => ({
  ...process.env,
  AWS_ENDPOINT_URL_KMS: url,
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_MAX_ATTEMPTS: '1',
  AWS_EC2_METADATA_DISABLED: 'true',
})

/** Whether a program is there; where it is not, the output of the tests says so. */
const isInstalled = (name: string, program: string, ...args: readonly string[]): boolean => {
  const there = spawnSync(program, args, { stdio: 'ignore' }).status === 0
  if (!there) console.warn(`${name} is not installed: its scenario did not run.`)
  return there
}

const run = (url: string, program: string, ...args: readonly string[]) => runIn(environment(url), program, ...args)

const runIn = async (env: NodeJS.ProcessEnv, program: string, ...args: readonly string[]) => {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const texts = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (texts.out += chunk))
  child.stderr.on('data', (chunk) => (texts.err += chunk))
  const [code] = await once(child, 'close')
  return { code, ...texts }
}

test('the AWS CLI, where it is installed', async () => {
  if (!isInstalled('The AWS CLI (Debian package awscli)', 'aws', '--version')) return
  const { url } = await started()
  const files = directory()
  const aws = async (...args: readonly string[]) => {
    const { code, out, err } = await run(url, 'aws', 'kms', ...args, '--output', 'json')
    return code === 0 ? (out === '' ? {} : JSON.parse(out)) : err
  }
  const { KeyMetadata } = await aws('create-key', '--description', 'From the command line', '--tags', 'TagKey=team,TagValue=red')
  const key = ['--key-id', KeyMetadata.KeyId]
  await aws('create-alias', '--alias-name', 'alias/cli', '--target-key-id', KeyMetadata.KeyId)
  // Its versions differ in how they read blobs, but for those in files.
  const file = (name: string, bytes: string | Buffer): string => {
    writeFileSync(join(files, name), bytes)
    return `fileb://${join(files, name)}`
  }
  const plaintext = file('plaintext', 'hello')
  const { CiphertextBlob } = await aws('encrypt', '--key-id', 'alias/cli', '--plaintext', plaintext)
  const ciphertext = file('ciphertext', Buffer.from(CiphertextBlob, 'base64'))
  expect(await aws('decrypt', '--ciphertext-blob', ciphertext)).toMatchObject({ Plaintext: 'aGVsbG8=', KeyId: KeyMetadata.Arn })
  await aws('disable-key', ...key)
  expect(await aws('encrypt', ...key, '--plaintext', plaintext)).toContain('An error occurred (DisabledException)')
  expect(await aws('describe-key', ...key)).toMatchObject({ KeyMetadata: { KeyState: 'Disabled' } })
})

const SCENARIO = `
import boto3
kms = boto3.client("kms")
key = kms.create_key(Description="From Python", Tags=[{"TagKey": "team", "TagValue": "red"}])["KeyMetadata"]
kms.create_alias(AliasName="alias/python", TargetKeyId=key["KeyId"])
blob = kms.encrypt(KeyId="alias/python", Plaintext=b"hello", EncryptionContext={"stage": "test"})["CiphertextBlob"]
assert kms.decrypt(CiphertextBlob=blob, EncryptionContext={"stage": "test"})["Plaintext"] == b"hello"
try:
    kms.decrypt(CiphertextBlob=blob)
    raise SystemExit("the context was not checked")
except kms.exceptions.InvalidCiphertextException as error:
    print(error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"])
kms.disable_key(KeyId=key["KeyId"])
try:
    kms.encrypt(KeyId=key["KeyId"], Plaintext=b"hello")
except kms.exceptions.DisabledException as error:
    print(error.response["Error"]["Message"] == key["Arn"] + " is disabled.")
print(len([k for page in kms.get_paginator("list_keys").paginate(PaginationConfig={"PageSize": 3}) for k in page["Keys"]]) > 3)
`

test('boto3, where it is installed', async () => {
  if (!isInstalled('boto3 (Debian package python3-boto3)', 'python3', '-c', 'import boto3')) return
  const { url } = await started()
  expect(await run(url, 'python3', '-c', SCENARIO)).toMatchObject({
    code: 0,
    out: 'InvalidCiphertextException 400\nTrue\nTrue\n',
  })
})

test('AWS CLI and boto3 sign so that the signature can be checked, where they are installed', async () => {
  const { url } = await started({ secrets: { AKIDEXAMPLE: 'secret' } })
  if (isInstalled('The AWS CLI (Debian package awscli)', 'aws', '--version'))
    expect(await run(url, 'aws', 'kms', 'list-keys', '--limit', '1')).toMatchObject({ code: 0 })
  if (isInstalled('boto3 (Debian package python3-boto3)', 'python3', '-c', 'import boto3'))
    expect(await run(url, 'python3', '-c', 'import boto3; boto3.client("kms").list_keys()')).toMatchObject({ code: 0, err: '' })
})

/** A profile that assumes a role, one of a web identity, and what they are made of. */
const profiles = () => {
  const files = directory()
  const role = 'role_arn = arn:aws:iam::111122223333:role/worker'
  const [config, token] = [join(files, 'config'), join(files, 'token')]
  writeFileSync(token, 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2kiLCJzdWIiOiJzIn0.c2ln')
  writeFileSync(
    config,
    `[profile base]\naws_access_key_id = test\naws_secret_access_key = test\n
[profile worker]\n${role}\nsource_profile = base\n
[profile irsa]\n${role}\nweb_identity_token_file = ${token}\n`,
  )
  return { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: join(files, 'none') }
}

const ASSUMING = `
import boto3, botocore, sys
for profile in ["worker", "irsa"]:
    session = boto3.Session(profile_name=profile)
    print(session.client("sts").get_caller_identity()["Arn"].rsplit("/", 1)[0])
    try:
        session.client("kms").encrypt(KeyId=sys.argv[1], Plaintext=b"hello")
    except botocore.exceptions.ClientError as error:
        print(error.response["Error"]["Code"])
try:
    boto3.Session(profile_name="base").client("s3").list_buckets()
except botocore.exceptions.ClientError as error:
    print("set AWS_ENDPOINT_URL_KMS" in str(error))
`

/** What reads the variable, and the rest of boto3. */
const READS_VARIABLE = 'import boto3; from botocore.configprovider import ConfiguredEndpointProvider'

test('boto3 assumes roles with AWS_ENDPOINT_URL alone, where it is installed', async () => {
  if (!isInstalled('A boto3 that reads AWS_ENDPOINT_URL', 'python3', '-c', READS_VARIABLE)) return
  const { url } = await started()
  const statement = (Effect: string, AWS: string) => ({ Effect, Principal: { AWS }, Action: 'kms:*', Resource: '*' })
  const Statement = [
    statement('Allow', 'arn:aws:iam::111122223333:root'),
    statement('Deny', 'arn:aws:iam::111122223333:role/worker'),
  ]
  const { body } = await send(url, 'CreateKey', { Policy: JSON.stringify({ Version: '2012-10-17', Statement }) })
  const { KeyId } = body.KeyMetadata as { readonly KeyId: string }
  const variables = { PATH: process.env.PATH, ...profiles(), AWS_ENDPOINT_URL: url, AWS_DEFAULT_REGION: 'us-east-1' }
  const arn = 'arn:aws:sts::111122223333:assumed-role/worker\nAccessDeniedException\n'
  expect(await runIn(variables, 'python3', '-c', ASSUMING, KeyId)).toEqual({ code: 0, out: `${arn}${arn}True\n`, err: '' })
})

test('boto3 reads the endpoint from the profile that the manual shows, where it is installed', async () => {
  if (!isInstalled('A boto3 that reads AWS_ENDPOINT_URL', 'python3', '-c', READS_VARIABLE)) return
  const { url } = await started()
  const page = readFileSync('docs/api/q-kms/user-manual/emulator.mdx', 'utf8')
  const [, profile = ''] = /```ini title="~\/\.aws\/config"\n([\s\S]*?)```/.exec(page) ?? []
  const config = join(directory(), 'config')
  writeFileSync(config, profile.replace('http://127.0.0.1:4599', url))
  const variables = { PATH: process.env.PATH, AWS_CONFIG_FILE: config }
  const script = 'import boto3; print(len(boto3.Session(profile_name="local").client("kms").list_keys(Limit=3)["Keys"]))'
  expect(await runIn(variables, 'python3', '-c', script)).toEqual({ code: 0, out: '3\n', err: '' })
})
