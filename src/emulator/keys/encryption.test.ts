import { expect, test } from 'vitest'
import { createClient, SANDBOX } from '../test-client.ts'

const Plaintext = 'aGVsbG8='
const caller = 'arn:aws:iam::444455556666:user/partner'
const authorization =
  'AWS4-HMAC-SHA256 Credential=AKIAPARTNER/20260105/us-east-1/kms/aws4_request, SignedHeaders=host, Signature=0'
const createPartnerClient = () => createClient({ principals: { AKIAPARTNER: caller } })

const allow = (account: string, Action: readonly string[]) => ({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action,
  Resource: '*',
})

test('another account that the key policy lets in decrypts, without naming the key', async () => {
  const { send, attempt } = createPartnerClient()
  const Statement = [allow('111122223333', ['kms:*']), allow('444455556666', ['kms:Decrypt'])]
  const { KeyMetadata } = await send('CreateKey', { Policy: JSON.stringify({ Version: '2012-10-17', Statement }) })
  const { CiphertextBlob } = await send('Encrypt', { KeyId: KeyMetadata?.KeyId ?? '', Plaintext })
  const { body } = await attempt('Decrypt', { CiphertextBlob }, { authorization })
  expect(body).toMatchObject({ KeyId: KeyMetadata?.Arn, Plaintext })
  const moved = await attempt('ReEncrypt', { CiphertextBlob, DestinationKeyId: KeyMetadata?.Arn }, { authorization })
  expect(moved.body).toMatchObject({ __type: 'AccessDeniedException', message: expect.stringContaining('kms:ReEncryptFrom') })
})

test('a ciphertext whose key is closed to the caller is refused like one whose key is not here', async () => {
  const { send, attempt } = createPartnerClient()
  const { CiphertextBlob = '' } = await send('Encrypt', { KeyId: 'alias/app', Plaintext })
  const unknown = Buffer.from(CiphertextBlob, 'base64').fill(7, 5, 37).toString('base64')
  const refused = await attempt('Decrypt', { CiphertextBlob }, { authorization })
  expect(refused.body.__type).toBe('AccessDeniedException')
  expect(refused.body.message).toContain(
    `${caller} is not authorized to perform: kms:Decrypt on the resource associated with this`,
  )
  expect(refused).toEqual(await attempt('Decrypt', { CiphertextBlob: unknown }, { authorization }))
})

test('source and destination of ReEncrypt need a permission each, for their own context', async () => {
  const principals = { AKIAPARTNER: 'arn:aws:iam::111122223333:user/mover' }
  const { send, attempt } = createClient({ principals })
  const keyWith = async (action: string) => {
    const root = allow('111122223333', ['kms:*'])
    const isMover = { StringEquals: { 'aws:PrincipalArn': principals.AKIAPARTNER } }
    const wrong = { StringNotEquals: { 'kms:EncryptionContext:side': action } }
    const deny = [
      { ...root, Effect: 'Deny', Action: 'kms:ReEncrypt*', Condition: { ...isMover, ...wrong } },
      { ...root, Effect: 'Deny', NotAction: [`kms:${action}`], Action: undefined, Condition: isMover },
    ]
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [root, ...deny] })
    return (await send('CreateKey', { Policy })).KeyMetadata?.KeyId ?? ''
  }
  const [source, destination] = [await keyWith('ReEncryptFrom'), await keyWith('ReEncryptTo')]
  const SourceEncryptionContext = { side: 'ReEncryptFrom' }
  const { CiphertextBlob } = await send('Encrypt', { KeyId: source, Plaintext, EncryptionContext: SourceEncryptionContext })
  const move = (DestinationKeyId: string, side = 'ReEncryptTo') =>
    attempt(
      'ReEncrypt',
      { CiphertextBlob, SourceEncryptionContext, DestinationKeyId, DestinationEncryptionContext: { side } },
      { authorization },
    )
  expect((await move(destination)).status).toBe(200)
  expect((await move(destination, 'ReEncryptFrom')).body.message).toContain('not authorized to perform: kms:ReEncryptTo')
  expect((await move(source)).body.message).toContain('not authorized to perform: kms:ReEncryptTo')
})

test('a dry run that ignores the ciphertext does not look at the one that it is given', async () => {
  const { refuse } = createClient()
  const request = { CiphertextBlob: 'AAAA', DryRun: true, DryRunModifiers: ['IGNORE_CIPHERTEXT'] }
  expect(await refuse('Decrypt', { ...request, KeyId: SANDBOX.app })).toMatch('DryRunOperationException')
  expect(await refuse('Decrypt', { ...request, KeyId: SANDBOX.disabled })).toMatch('DisabledException')
  expect(await refuse('Decrypt', { ...request, KeyId: SANDBOX.rsa })).toMatch('InvalidKeyUsageException')
  expect(await refuse('Decrypt', { ...request, DryRun: false })).toBe('InvalidCiphertextException')
})
