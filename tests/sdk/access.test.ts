import {
  CreateGrantCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GetKeyPolicyCommand,
  ListGrantsCommand,
  MalformedPolicyDocumentException,
  PutKeyPolicyCommand,
  RetireGrantCommand,
  RevokeGrantCommand,
} from '@aws-sdk/client-kms'
import { expect, test } from 'vitest'
import { createEmulator } from '../../src/emulator/emulator.ts'
import { bytesOf, createSdk, refusalOf } from './client.ts'

const ADMIN = 'arn:aws:iam::111122223333:user/admin'
const WORKER = 'arn:aws:iam::111122223333:role/worker'
const Plaintext = bytesOf('attack at dawn')
const denied = (caller: string, operation: string, arn: string | undefined) => ({
  name: 'AccessDeniedException',
  message: `User: ${caller} is not authorized to perform: kms:${operation} on resource: ${arn} because no resource-based policy allows the kms:${operation} action`,
})

/** One emulator with two callers, and a key that the first one keeps for itself. */
const scene = async () => {
  const emulator = createEmulator({ principals: { AKIAADMIN: ADMIN, AKIAWORKER: WORKER } })
  const { kms: admin } = createSdk({ emulator, accessKeyId: 'AKIAADMIN' })
  const { kms: worker } = createSdk({ emulator, accessKeyId: 'AKIAWORKER' })
  const statement = { Effect: 'Allow', Principal: { AWS: ADMIN }, Action: 'kms:*', Resource: '*' }
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  const { KeyMetadata } = await admin.send(new CreateKeyCommand({ Policy }))
  return { emulator, admin, worker, statement, KeyId: KeyMetadata?.KeyId, Arn: KeyMetadata?.Arn }
}

test('policies: the owner of a key lets another principal in, under a condition, and keeps out of a lockout', async () => {
  const { admin, worker, statement, KeyId, Arn } = await scene()
  expect(await refusalOf(worker.send(new EncryptCommand({ KeyId, Plaintext })))).toMatchObject(denied(WORKER, 'Encrypt', Arn))

  const forWorker = {
    Effect: 'Allow',
    Principal: { AWS: WORKER },
    Action: ['kms:Encrypt', 'kms:Decrypt'],
    Resource: '*',
    Condition: { StringEquals: { 'kms:EncryptionContext:tenant': 'red' } },
  }
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement, forWorker] })
  await admin.send(new PutKeyPolicyCommand({ KeyId, Policy }))
  expect((await admin.send(new GetKeyPolicyCommand({ KeyId }))).Policy).toBe(Policy)
  const EncryptionContext = { tenant: 'red' }
  const { CiphertextBlob } = await worker.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext }))
  expect((await worker.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))).Plaintext).toEqual(Plaintext)
  expect(await refusalOf(worker.send(new EncryptCommand({ KeyId, Plaintext })))).toMatchObject(denied(WORKER, 'Encrypt', Arn))
  expect(await refusalOf(worker.send(new DescribeKeyCommand({ KeyId })))).toMatchObject(denied(WORKER, 'DescribeKey', Arn))

  const lockout = JSON.stringify({ Version: '2012-10-17', Statement: [forWorker] })
  const refused = await refusalOf(admin.send(new PutKeyPolicyCommand({ KeyId, Policy: lockout })))
  expect(refused).toBeInstanceOf(MalformedPolicyDocumentException)
  expect(refused).toMatchObject({ message: 'The new key policy will not allow you to update the key policy in the future.' })
})

test('grants: a grantee uses the key within the constraints, until the grant is retired or revoked', async () => {
  const { admin, worker, KeyId, Arn } = await scene()
  const context = { tenant: 'red', purpose: 'test' }
  const { GrantId, GrantToken } = await admin.send(
    new CreateGrantCommand({
      KeyId,
      GranteePrincipal: WORKER,
      RetiringPrincipal: WORKER,
      Operations: ['Encrypt', 'Decrypt'],
      Constraints: { EncryptionContextSubset: { tenant: 'red' } },
    }),
  )
  const request = { KeyId, Plaintext, EncryptionContext: context, GrantTokens: [GrantToken ?? ''] }
  const { CiphertextBlob } = await worker.send(new EncryptCommand(request))
  const opened = await worker.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context }))
  expect(opened.Plaintext).toEqual(Plaintext)
  const outside = new EncryptCommand({ KeyId, Plaintext, EncryptionContext: { tenant: 'blue' } })
  expect(await refusalOf(worker.send(outside))).toMatchObject(denied(WORKER, 'Encrypt', Arn))
  expect((await admin.send(new ListGrantsCommand({ KeyId }))).Grants).toMatchObject([{ GrantId, GranteePrincipal: WORKER }])

  await worker.send(new RetireGrantCommand({ GrantToken }))
  const again = new EncryptCommand({ KeyId, Plaintext, EncryptionContext: context })
  expect(await refusalOf(worker.send(again))).toMatchObject(denied(WORKER, 'Encrypt', Arn))

  const second = await admin.send(new CreateGrantCommand({ KeyId, GranteePrincipal: WORKER, Operations: ['DescribeKey'] }))
  await worker.send(new DescribeKeyCommand({ KeyId }))
  await admin.send(new RevokeGrantCommand({ KeyId, GrantId: second.GrantId }))
  expect(await refusalOf(worker.send(new DescribeKeyCommand({ KeyId })))).toMatchObject(denied(WORKER, 'DescribeKey', Arn))
})
