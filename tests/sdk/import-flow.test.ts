import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto'
import {
  CreateKeyCommand,
  DecryptCommand,
  DeleteImportedKeyMaterialCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GetParametersForImportCommand,
  ImportKeyMaterialCommand,
  IncorrectKeyMaterialException,
  KMSInvalidStateException,
} from '@aws-sdk/client-kms'
import { expect, test } from 'vitest'
import { createSdk, refusalOf } from './client.ts'

test('imports key material, loses it, and gets it back', async () => {
  const { kms } = createSdk()
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Origin: 'EXTERNAL', Description: 'Bring your own key' }))
  const KeyId = KeyMetadata?.KeyId
  expect(KeyMetadata?.KeyState).toBe('PendingImport')
  expect(KeyMetadata?.CreationDate).toBeInstanceOf(Date)

  const importMaterial = async (material: Uint8Array) => {
    const parameters = await kms.send(
      new GetParametersForImportCommand({ KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' }),
    )
    const key = createPublicKey({ key: Buffer.from(parameters.PublicKey ?? []), format: 'der', type: 'spki' })
    const EncryptedKeyMaterial = publicEncrypt({ key, oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING }, material)
    return kms.send(
      new ImportKeyMaterialCommand({
        KeyId,
        ImportToken: parameters.ImportToken,
        EncryptedKeyMaterial,
        ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
      }),
    )
  }
  const material = randomBytes(32)
  const { KeyMaterialId } = await importMaterial(material)

  const Plaintext = new TextEncoder().encode('attack at dawn')
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext }))
  expect((await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext).toEqual(Plaintext)

  await kms.send(new DeleteImportedKeyMaterialCommand({ KeyId }))
  const refusal = await refusalOf(kms.send(new DecryptCommand({ CiphertextBlob })))
  expect(refusal).toBeInstanceOf(KMSInvalidStateException)
  expect(refusal).toMatchObject({ name: 'KMSInvalidStateException', message: `${KeyMetadata?.Arn} is pending import.` })
  expect((await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState).toBe('PendingImport')

  expect(await refusalOf(importMaterial(randomBytes(32)))).toBeInstanceOf(IncorrectKeyMaterialException)
  expect((await importMaterial(material)).KeyMaterialId).toBe(KeyMaterialId)
  const opened = await kms.send(new DecryptCommand({ CiphertextBlob }))
  expect(opened.Plaintext).toEqual(Plaintext)
  expect(opened.KeyMaterialId).toBe(KeyMaterialId)
})
