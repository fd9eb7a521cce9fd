import { spawnSync } from 'node:child_process'
import * as node from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytesToHex } from '@noble/ciphers/utils.js'
import { afterAll, expect, test } from 'vitest'
import { envelop } from './cms.ts'
import { elements } from './der.ts'

const { privateKey, publicKey } = node.generateKeyPairSync('rsa', { modulusLength: 2048 })
const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))
const folder = mkdtempSync(join(tmpdir(), 'cms-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a recipient with the private key finds the content, in the structures that the Nitro Enclaves SDK walks', async () => {
  for (const content of [new Uint8Array(32).fill(1), new Uint8Array(), new Uint8Array(4096).fill(2)]) {
    const envelope = await envelop(spki, content)
    // ContentInfo, [0], EnvelopedData and EncryptedContentInfo are of indefinite length: headers here, ends there.
    const start = '3080' + '06092a864886f70d010703' + 'a080' + '3080' + '020102'
    expect(bytesToHex(envelope).startsWith(start)).toBe(true)
    expect(bytesToHex(envelope).endsWith('0000'.repeat(5))).toBe(true)
    const inner = envelope.subarray(start.length / 2)
    const recipients = inner.subarray(0, 4 + (((inner[2] ?? 0) << 8) | (inner[3] ?? 0)))
    const [recipient] = elements(elements(recipients)[0]?.content ?? recipients)
    const [version, identifier, , encryptedKey] = elements(recipient?.content ?? recipients)
    expect(bytesToHex(version?.whole ?? spki)).toBe('020102')
    expect(identifier?.tag).toBe(0x80)
    const oaep = { key: privateKey, padding: node.constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }
    const key = node.privateDecrypt(oaep, encryptedKey?.content ?? spki)

    const rest = inner.subarray(recipients.length)
    expect(bytesToHex(rest).startsWith('3080' + '06092a864886f70d010701')).toBe(true)
    const [algorithm] = elements(rest.subarray(13, 44))
    const [oid, iv] = elements(algorithm?.content ?? spki)
    expect(bytesToHex(oid?.whole ?? spki)).toBe('060960864801650304012a')
    expect(bytesToHex(rest.subarray(44, 46))).toBe('a080')
    const [ciphertext] = elements(rest.subarray(46, -10))
    expect(ciphertext?.tag).toBe(0x04)
    const decipher = node.createDecipheriv('aes-256-cbc', key, iv?.content ?? spki)
    const plaintext = Buffer.concat([decipher.update(ciphertext?.content ?? spki), decipher.final()])
    expect(new Uint8Array(plaintext)).toEqual(content)
  }
})

test.runIf(spawnSync('openssl', ['version']).status === 0)('openssl cms decrypts the envelope', async () => {
  const content = new TextEncoder().encode('the data key')
  writeFileSync(join(folder, 'envelope.der'), await envelop(spki, content))
  writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const { status, stdout } = spawnSync(
    'openssl',
    ['cms', '-decrypt', '-inform', 'DER', '-in', 'envelope.der', '-inkey', 'key.pem'],
    { cwd: folder },
  )
  expect(status).toBe(0)
  expect(new Uint8Array(stdout)).toEqual(content)
})
