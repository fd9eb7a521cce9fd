import { constants, generateKeyPairSync, privateDecrypt, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { wrap } from './wrap.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')

test('wraps what the private key opens', async () => {
  const material = new Uint8Array(randomBytes(32))
  const wrapped = await wrap(` ${spki}\n`, material)
  const opened = privateDecrypt(
    { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    Buffer.from(wrapped, 'base64'),
  )
  expect(new Uint8Array(opened)).toEqual(material)
})

test.each(['', 'not base64!', 'aGVsbG8='])('says what to do where the public key is %j', async (text) => {
  await expect(wrap(text, new Uint8Array(32))).rejects.toThrow('Copy the whole value from the response of GetParametersForImport')
})
