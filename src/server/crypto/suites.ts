/**
 * The cryptography of a server: node:crypto for what it can do, and src/emulator/crypto for the rest. The rest is:
 * - ECDSA of a ready digest, Ed25519ph, and ML-DSA of a ready μ. Here node:crypto hashes the message itself.
 * - RSAES-OAEP decryption and the making of RSA keys. WebCrypto does them with the same OpenSSL, off the thread that handles requests.
 * - Keys that this version of Node.js does not read: ML-DSA before 24.6, ML-KEM before 24.7.
 * - The reading of imported material, so that all back ends accept the same.
 */
import type { Cryptography } from '../../emulator/crypto/suite.ts'
import { suitesOf } from '../../emulator/crypto/suites.ts'
import { open, seal } from './aes-gcm.ts'

export const nodeCryptography: Cryptography = {
  seal,
  open,
  suiteOf: suitesOf({
    hmac: () => import('./hmac.ts'),
    rsa: () => import('./rsa.ts'),
    ec: () => import('./ec.ts'),
    ed25519: () => import('./ed25519.ts'),
    mlDsa: () => import('./ml-dsa.ts'),
    mlKem: () => import('./ml-kem.ts'),
  }),
}
