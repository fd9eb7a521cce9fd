import { expect, test } from 'vitest'
import { withHanded } from '../components/ApiTester/handing.ts'
import type { Use } from '../components/settings.tsx'
import { arnOf, createClient, SANDBOX } from '../emulator/test-client.ts'
import * as operations from '../facts/operations/index.ts'
import type { Body } from '../vocabulary/fits.ts'
import { sourcesOf, usesOf } from './uses.ts'

type Name = keyof typeof operations
const APP = arnOf(SANDBOX.app)

/** A reader who sends a request and takes a value of the response on to another operation, whose form shows its example. */
const reader = () => {
  const { send, attempt } = createClient()
  const at = (response: unknown, path: string) =>
    path.split('.').reduce<unknown>((value, step) => (value as Body)[step], response)
  const uses = async (operation: string, request: Body, path: string): Promise<readonly Use[]> => {
    const response = await send(operation as Name, request as never)
    return usesOf({ operation, request, response, path, value: String(at(response, path)) })
  }
  const goOn = async (operation: string, request: Body, path: string, to: string, typed: Body = {}) => {
    const [next, member = ''] = to.split('.')
    const use = (await uses(operation, request, path)).find((use) => use.operation === next && use.member.startsWith(member))
    if (!use) throw new Error(`Failed to find ${to} among the uses of ${path}`)
    const { [use.operation as Name]: descriptor } = operations
    const form = { ...(descriptor.example.request as Body), ...typed }
    return attempt(use.operation as Name, withHanded(form, { ...use.members, ...(await use.complete?.()) }) as never)
  }
  return { uses, goOn }
}

const MESSAGE = { Message: 'aGVsbG8=' }
const CONTEXT = { tenant: '42' }

test.each<[operation: string, request: Body, path: string, to: string]>([
  ['Encrypt', { KeyId: APP, Plaintext: 'aGk=', EncryptionContext: CONTEXT }, 'CiphertextBlob', 'Decrypt'],
  ['Encrypt', { KeyId: APP, Plaintext: 'aGk=' }, 'CiphertextBlob', 'Decrypt'],
  ['Encrypt', { KeyId: APP, Plaintext: 'aGk=', EncryptionContext: CONTEXT }, 'CiphertextBlob', 'ReEncrypt'],
  [
    'Encrypt',
    { KeyId: SANDBOX.rsa, Plaintext: 'aGk=', EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' },
    'CiphertextBlob',
    'Decrypt.CiphertextBlob',
  ],
  ['GenerateDataKey', { KeyId: APP, KeySpec: 'AES_256', EncryptionContext: CONTEXT }, 'CiphertextBlob', 'Decrypt'],
  ['GenerateDataKeyPair', { KeyId: APP, KeyPairSpec: 'ECC_NIST_P256' }, 'PrivateKeyCiphertextBlob', 'Decrypt'],
  ['GenerateDataKeyPair', { KeyId: APP, KeyPairSpec: 'ECC_NIST_P256' }, 'PublicKey', 'DeriveSharedSecret'],
  ['GetPublicKey', { KeyId: 'alias/agreement' }, 'PublicKey', 'DeriveSharedSecret'],
  ['GenerateMac', { KeyId: SANDBOX.mac, MacAlgorithm: 'HMAC_SHA_256', ...MESSAGE }, 'Mac', 'VerifyMac'],
  ['Sign', { KeyId: SANDBOX.signing, SigningAlgorithm: 'ECDSA_SHA_256', ...MESSAGE }, 'Signature', 'Verify'],
  [
    'Encapsulate',
    { KeyId: 'alias/encapsulation', EncapsulationAlgorithm: 'ML_KEM' },
    'SharedSecretCiphertextBlob',
    'Decapsulate',
  ],
  ['Decrypt', operations.Decrypt.example.request, 'Plaintext', 'Encrypt.Plaintext'],
  ['GenerateRandom', { NumberOfBytes: 32 }, 'Plaintext', 'GenerateMac'],
  ['DescribeKey', { KeyId: SANDBOX.signing }, 'KeyMetadata.Arn', 'Sign'],
  ['DescribeKey', { KeyId: 'alias/agreement' }, 'KeyMetadata.KeyId', 'GetPublicKey'],
  ['DescribeKey', { KeyId: 'alias/pending-deletion' }, 'KeyMetadata.KeyId', 'CancelKeyDeletion'],
  ['ListKeys', { Limit: 1 }, 'Keys.0.KeyArn', 'DescribeKey'],
  ['ListKeys', { Limit: 1 }, 'NextMarker', 'ListKeys'],
  ['ListAliases', { Limit: 5 }, 'Aliases.0.AliasName', 'DescribeKey'],
  ['ListAliases', { Limit: 5 }, 'Aliases.0.AliasName', 'DeleteAlias'],
  ['ListGrants', { KeyId: SANDBOX.app }, 'Grants.0.GrantId', 'RevokeGrant'],
  ['ListGrants', { KeyId: SANDBOX.app }, 'Grants.0.GrantId', 'RetireGrant'],
  ['ListGrants', { KeyId: SANDBOX.app }, 'Grants.0.GranteePrincipal', 'ListGrants'],
  ['ListGrants', { KeyId: SANDBOX.app }, 'Grants.0.RetiringPrincipal', 'ListRetirableGrants'],
  ['GetKeyPolicy', { KeyId: SANDBOX.app }, 'Policy', 'PutKeyPolicy'],
  [
    'GetParametersForImport',
    { KeyId: SANDBOX['pending-import'], WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' },
    'PublicKey',
    'ImportKeyMaterial',
  ],
  [
    'GetParametersForImport',
    { KeyId: SANDBOX['pending-import'], WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' },
    'ImportToken',
    'ImportKeyMaterial',
  ],
])('after %s with %j, its %s just works in %s', async (operation, request, path, to) => {
  expect(await reader().goOn(operation, request, path, to)).toMatchObject({ status: 200 })
})

test('what belongs to another value is taken out of the next request', async () => {
  const { goOn } = reader()
  const typed = { EncryptionContext: CONTEXT, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }
  expect(await goOn('Encrypt', { KeyId: APP, Plaintext: 'aGk=' }, 'CiphertextBlob', 'Decrypt', typed)).toMatchObject({
    body: { Plaintext: 'aGk=', KeyId: APP },
  })
})

test('a grant and its token go on to what the grant allows', async () => {
  const { uses, goOn } = reader()
  const request = {
    KeyId: SANDBOX.app,
    GranteePrincipal: 'arn:aws:iam::111122223333:user/bob',
    Operations: ['Decrypt', 'Encrypt'],
  }
  const likely = (await uses('CreateGrant', request, 'GrantToken')).filter((use) => use.likely)
  expect(likely.map(({ operation }) => operation)).toEqual(['RetireGrant', 'Decrypt', 'Encrypt'])
  expect(likely[1]).toMatchObject({ member: 'GrantTokens.0', members: { KeyId: SANDBOX.app } })
  expect(await goOn('CreateGrant', request, 'GrantToken', 'RetireGrant')).toMatchObject({ status: 200 })
  expect(await goOn('CreateGrant', request, 'GrantId', 'RevokeGrant')).toMatchObject({ status: 200 })
})

test.each([
  ['signing', ['Sign', 'GetPublicKey', 'Encrypt', 'CreateAlias']],
  ['disabled', ['EnableKey', 'Encrypt', 'GenerateDataKey', 'CreateAlias']],
  ['pending-import', ['GetParametersForImport', 'Encrypt', 'GenerateDataKey', 'CreateAlias']],
] as const)('a key goes first to what fits it: alias/%s', async (alias, first) => {
  const uses = await reader().uses('DescribeKey', { KeyId: `alias/${alias}` }, 'KeyMetadata.KeyId')
  expect(uses.filter((use) => use.likely).map(({ operation }) => operation)).toEqual(first)
  expect(uses.length).toBe(45)
})

test('values that no request takes have no use', async () => {
  const { uses } = reader()
  expect(await uses('DescribeKey', { KeyId: APP }, 'KeyMetadata.AWSAccountId')).toEqual([])
  expect(await uses('Encrypt', { KeyId: APP, Plaintext: 'aGk=' }, 'EncryptionAlgorithm')).toEqual([])
})

test.each([
  ['Decrypt', 'CiphertextBlob', ['PrivateKeyCiphertextBlob']],
  ['ListKeys', 'Marker', ['NextMarker']],
  ['RetireGrant', 'GrantToken', []],
  ['Encrypt', 'GrantTokens', ['GrantToken']],
  ['EnableKey', 'KeyId', ['KeyArn', 'Arn', 'TargetKeyId', 'SourceKeyId']],
  ['Encrypt', 'EncryptionContext', []],
])('responses have what %s takes as %s under the names %j too', (operation, member, names) => {
  expect(sourcesOf(operation, member)).toEqual(names)
})
