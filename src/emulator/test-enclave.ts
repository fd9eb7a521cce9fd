import { constants, createDecipheriv, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import { encode } from 'cborg'
import { elements } from './crypto/der.ts'

/** An attestation document of an enclave (COSE_Sign1), which no test verifies, with a public key in it. */
export const attest = (public_key: unknown): Uint8Array =>
  encode([new Uint8Array(), {}, encode({ module_id: 'i-0', public_key }), new Uint8Array(96)])

/** An enclave, for tests: its attestation document, and the one place that reads what is encrypted for it. */
export const createEnclave = () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    document: attest(new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))),
    /** What the enclave reads of CMS EnvelopedData, as the SDK of Nitro Enclaves walks it: by position. */
    read: (envelope: Uint8Array): Uint8Array => {
      const inner = envelope.subarray(20)
      const [set] = elements(inner.subarray(0, 4 + (((inner[2] ?? 0) << 8) | (inner[3] ?? 0))))
      const [recipient] = elements(set?.content ?? inner)
      const [, , , encryptedKey] = elements(recipient?.content ?? inner)
      const oaep = { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }
      const key = privateDecrypt(oaep, encryptedKey?.content ?? inner)
      const rest = inner.subarray(set?.whole.length)
      const [algorithm] = elements(rest.subarray(13, 44))
      const [, iv] = elements(algorithm?.content ?? inner)
      const [content] = elements(rest.subarray(46, -10))
      const decipher = createDecipheriv('aes-256-cbc', key, iv?.content ?? inner)
      return new Uint8Array(Buffer.concat([decipher.update(content?.content ?? inner), decipher.final()]))
    },
  }
}
