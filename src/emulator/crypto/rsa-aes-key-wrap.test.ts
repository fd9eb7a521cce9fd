import * as node from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { publicKey } from './rsa.ts'
import { unwrap, wrap } from './rsa-aes-key-wrap.ts'

let material = new Uint8Array()
let outside: node.KeyObject
beforeAll(() => {
  const pair = node.generateKeyPairSync('rsa', { modulusLength: 3072 })
  material = new Uint8Array(pair.privateKey.export({ type: 'pkcs8', format: 'der' }))
  outside = pair.publicKey
})
const key = new Uint8Array(1218).fill(5)

test.each(['SHA-1', 'SHA-256'] as const)('unwraps what node:crypto wraps with OAEP %s and AES-KWP', async (hash) => {
  const kek = node.randomBytes(32)
  const oaep = { key: outside, padding: node.constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash.replace('-', '') }
  const cipher = node.createCipheriv('id-aes256-wrap-pad', kek, Buffer.from('a65959a6', 'hex'))
  const wrapped = Buffer.concat([node.publicEncrypt(oaep, kek), cipher.update(key), cipher.final()])
  expect(await unwrap(material, hash, wrapped)).toEqual(key)
})

test('unwraps what it wraps, and nothing else', async () => {
  const wrapped = await wrap(publicKey(material), 'SHA-256', key)
  expect(await unwrap(material, 'SHA-256', wrapped)).toEqual(key)
  expect(await unwrap(material, 'SHA-1', wrapped)).toBeUndefined()
  expect(await unwrap(material, 'SHA-256', wrapped.with(7, (wrapped[7] ?? 0) ^ 1))).toBeUndefined()
  expect(await unwrap(material, 'SHA-256', wrapped.with(400, (wrapped[400] ?? 0) ^ 1))).toBeUndefined()
  expect(await unwrap(material, 'SHA-256', wrapped.subarray(0, 384))).toBeUndefined()
  expect(await unwrap(material, 'SHA-256', wrapped.subarray(0, 100))).toBeUndefined()
})
