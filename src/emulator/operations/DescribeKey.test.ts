import { expect, test } from 'vitest'
import { aliasArnOf, arnOf, createClient, SANDBOX, STORES } from '../test-client.ts'

const DAY = 24 * 3600
const NOW = Date.UTC(2026, 1, 1) / 1000
const create = () => createClient({ clock: { now: () => NOW * 1000 } })

const BASE = {
  AWSAccountId: '111122223333',
  Enabled: true,
  KeyUsage: 'ENCRYPT_DECRYPT',
  KeyState: 'Enabled',
  Origin: 'AWS_KMS',
  KeyManager: 'CUSTOMER',
  CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
  KeySpec: 'SYMMETRIC_DEFAULT',
  EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
  MultiRegion: false,
}
const materialId = expect.stringMatching(/^[0-9a-f]{64}$/)
const FIRST_DAY = Date.UTC(2026, 0, 5, 9) / 1000

/** What differs from an enabled symmetric key whose material AWS KMS made. */
const SPECIAL: Readonly<Record<keyof typeof SANDBOX, object>> = {
  imported: { Origin: 'EXTERNAL', ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE', CurrentKeyMaterialId: materialId },
  app: { CurrentKeyMaterialId: materialId },
  disabled: { KeyState: 'Disabled', Enabled: false, CurrentKeyMaterialId: materialId },
  'pending-deletion': {
    KeyState: 'PendingDeletion',
    Enabled: false,
    DeletionDate: NOW + 30 * DAY,
    CurrentKeyMaterialId: materialId,
  },
  'pending-import': { Origin: 'EXTERNAL', KeyState: 'PendingImport', Enabled: false },
  expiring: {
    Origin: 'EXTERNAL',
    ExpirationModel: 'KEY_MATERIAL_EXPIRES',
    ValidTo: NOW + 90 * DAY,
    CurrentKeyMaterialId: materialId,
  },
  rsa: {
    KeySpec: 'RSA_2048',
    CustomerMasterKeySpec: 'RSA_2048',
    EncryptionAlgorithms: ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'],
  },
  mac: {
    KeySpec: 'HMAC_256',
    CustomerMasterKeySpec: 'HMAC_256',
    KeyUsage: 'GENERATE_VERIFY_MAC',
    EncryptionAlgorithms: undefined,
    MacAlgorithms: ['HMAC_SHA_256'],
  },
  signing: {
    KeySpec: 'ECC_NIST_P256',
    CustomerMasterKeySpec: 'ECC_NIST_P256',
    KeyUsage: 'SIGN_VERIFY',
    EncryptionAlgorithms: undefined,
    SigningAlgorithms: ['ECDSA_SHA_256'],
  },
  agreement: {
    KeySpec: 'ECC_NIST_P256',
    CustomerMasterKeySpec: 'ECC_NIST_P256',
    KeyUsage: 'KEY_AGREEMENT',
    EncryptionAlgorithms: undefined,
    KeyAgreementAlgorithms: ['ECDH'],
  },
  'post-quantum-signing': {
    KeySpec: 'ML_DSA_65',
    CustomerMasterKeySpec: 'ML_DSA_65',
    KeyUsage: 'SIGN_VERIFY',
    EncryptionAlgorithms: undefined,
    SigningAlgorithms: ['ML_DSA_SHAKE_256'],
  },
  encapsulation: {
    KeySpec: 'ML_KEM_768',
    CustomerMasterKeySpec: 'ML_KEM_768',
    KeyUsage: 'ENCAPSULATE_DECAPSULATE',
    EncryptionAlgorithms: undefined,
    EncapsulationAlgorithms: ['ML_KEM'],
  },
  'rsa-signing': {
    KeySpec: 'RSA_2048',
    CustomerMasterKeySpec: 'RSA_2048',
    KeyUsage: 'SIGN_VERIFY',
    EncryptionAlgorithms: undefined,
    SigningAlgorithms: [
      'RSASSA_PKCS1_V1_5_SHA_256',
      'RSASSA_PKCS1_V1_5_SHA_384',
      'RSASSA_PKCS1_V1_5_SHA_512',
      'RSASSA_PSS_SHA_256',
      'RSASSA_PSS_SHA_384',
      'RSASSA_PSS_SHA_512',
    ],
  },
  'external-store': {
    Origin: 'EXTERNAL_KEY_STORE',
    CustomKeyStoreId: STORES.external,
    XksKeyConfiguration: { Id: 'orders-2026' },
  },
  unavailable: {
    KeyState: 'Unavailable',
    Enabled: false,
    Origin: 'AWS_CLOUDHSM',
    CustomKeyStoreId: STORES.cluster,
    CloudHsmClusterId: 'cluster-sandbox2222',
  },
  global: {
    MultiRegion: true,
    MultiRegionConfiguration: {
      MultiRegionKeyType: 'PRIMARY',
      PrimaryKey: { Arn: arnOf(SANDBOX.global), Region: 'us-east-1' },
      ReplicaKeys: [{ Arn: `arn:aws:kms:eu-west-1:111122223333:key/${SANDBOX.global}`, Region: 'eu-west-1' }],
    },
    CurrentKeyMaterialId: materialId,
  },
}

test.each(Object.entries(SPECIAL))('describes the sandbox key %s, and nothing more of it', async (alias, special) => {
  const { send } = create()
  const KeyId = SANDBOX[alias as keyof typeof SANDBOX]
  const { KeyMetadata } = await send('DescribeKey', { KeyId })
  const CreationDate = FIRST_DAY + Object.keys(SANDBOX).indexOf(alias) * DAY
  expect(KeyMetadata).toEqual({ ...BASE, KeyId, Arn: arnOf(KeyId), CreationDate, Description: expect.any(String), ...special })
})

test.each([SANDBOX.app, arnOf(SANDBOX.app), 'alias/app', aliasArnOf('alias/app')])('finds the key by %s', async (KeyId) => {
  const { send } = create()
  expect((await send('DescribeKey', { KeyId })).KeyMetadata?.Arn).toBe(arnOf(SANDBOX.app))
})

test('follows an alias to its new key', async () => {
  const { send } = create()
  await send('UpdateAlias', { AliasName: 'alias/app', TargetKeyId: SANDBOX.imported })
  expect((await send('DescribeKey', { KeyId: 'alias/app' })).KeyMetadata?.KeyId).toBe(SANDBOX.imported)
})

test('changes nothing', async () => {
  const { send, emulator } = create()
  const before = await emulator.snapshot()
  await send('DescribeKey', { KeyId: 'alias/app' })
  expect(await emulator.snapshot()).toEqual(before)
})

test('finds the replica of the sandbox’s multi-Region key in its Region, and encrypts here what decrypts there', async () => {
  const client = create()
  const europe = client.inRegion('eu-west-1')
  const { KeyMetadata: primary } = await client.send('DescribeKey', { KeyId: 'alias/global' })
  const { KeyMetadata: replica } = await europe.send('DescribeKey', { KeyId: 'alias/global' })
  expect(replica).toMatchObject({
    KeyId: SANDBOX.global,
    Arn: `arn:aws:kms:eu-west-1:111122223333:key/${SANDBOX.global}`,
    KeyState: 'Enabled',
    MultiRegionConfiguration: { ...primary?.MultiRegionConfiguration, MultiRegionKeyType: 'REPLICA' },
    CurrentKeyMaterialId: primary?.CurrentKeyMaterialId,
  })
  const { CiphertextBlob = '' } = await client.send('Encrypt', { KeyId: 'alias/global', Plaintext: 'aGVsbG8=' })
  expect(await europe.send('Decrypt', { CiphertextBlob })).toMatchObject({ KeyId: replica?.Arn, Plaintext: 'aGVsbG8=' })
})
