import {
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  KMSClient,
  ListAliasesCommand,
  ListGrantsCommand,
  MalformedPolicyDocumentException,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEmulator } from '../src/emulator/emulator.ts'
import { partitionOf } from '../src/facts/partitions.ts'
import { handlersOf } from '../src/msw/handlers.ts'
import { type Server, serve } from '../src/server/serve.ts'
import { createSdk } from './sdk/client.ts'

const ACCOUNT = '111122223333'
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }

/** Asks for every ARN that the service makes, and names it again in requests. */
const holdsTo = async (kms: KMSClient, region: string): Promise<void> => {
  const partition = partitionOf(region)
  const arn = (resource: string) => `arn:${partition}:kms:${region}:${ACCOUNT}:${resource}`
  const root = `arn:${partition}:iam::${ACCOUNT}:root`

  const { KeyMetadata: { Arn, KeyId } = {} } = await kms.send(new CreateKeyCommand({}))
  expect(Arn).toBe(arn(`key/${KeyId}`))
  const { Policy = '' } = await kms.send(new GetKeyPolicyCommand({ KeyId: Arn }))
  expect(JSON.parse(Policy).Statement[0].Principal).toEqual({ AWS: root })
  await kms.send(new PutKeyPolicyCommand({ KeyId: Arn, Policy }))
  const foreign = partition === 'aws' ? 'aws-cn' : 'aws'
  await expect(
    kms.send(new PutKeyPolicyCommand({ KeyId, Policy: Policy.replace(`arn:${partition}:`, `arn:${foreign}:`) })),
  ).rejects.toBeInstanceOf(MalformedPolicyDocumentException)

  const AliasName = `alias/${KeyId}`
  await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: Arn }))
  const described = await kms.send(new DescribeKeyCommand({ KeyId: arn(AliasName) }))
  expect(described.KeyMetadata?.Arn).toBe(Arn)
  const { Aliases = [] } = await kms.send(new ListAliasesCommand({ KeyId: Arn }))
  expect(Aliases.map(({ AliasArn }) => AliasArn)).toEqual([arn(AliasName)])

  const GranteePrincipal = `arn:${partition}:iam::${ACCOUNT}:role/worker`
  await kms.send(new CreateGrantCommand({ KeyId: Arn, GranteePrincipal, Operations: ['Decrypt'] }))
  const { Grants: [grant] = [] } = await kms.send(new ListGrantsCommand({ KeyId: Arn }))
  expect(grant).toMatchObject({ KeyId: Arn, IssuingAccount: root, GranteePrincipal })

  const managed = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/s3' }))
  expect(managed.KeyMetadata?.Arn).toMatch(arn('key/'))
}

const REGIONS = ['us-east-1', 'cn-north-1', 'us-gov-west-1', 'us-iso-east-1', 'us-isob-east-1', 'eusc-de-east-1']

describe.each(REGIONS)('every ARN is of the partition of %s', (region) => {
  test('in process', async () => {
    const emulator = createEmulator()
    await holdsTo(createSdk({ emulator, region }).kms, region)
  })

  test('as the home of an emulator', async () => {
    const emulator = createEmulator({ region })
    await holdsTo(createSdk({ emulator, region }).kms, region)
  })
})

describe('at the endpoints of AWS, over MSW', () => {
  const worker = setupServer(...handlersOf(createEmulator()))
  beforeAll(() => worker.listen({ onUnhandledFrame: 'error' }))
  afterAll(() => worker.close())

  test.each(REGIONS)('every ARN is of the partition of %s', async (region) => {
    await holdsTo(new KMSClient({ region, credentials }), region)
  })
})

describe('over HTTP', () => {
  let server: Server
  beforeAll(async () => {
    server = await serve({ port: 0, region: 'eusc-de-east-1' })
    return server.close
  })

  test.each(REGIONS)('every ARN is of the partition of %s', async (region) => {
    await holdsTo(new KMSClient({ region, credentials, endpoint: server.url }), region)
  })
})
