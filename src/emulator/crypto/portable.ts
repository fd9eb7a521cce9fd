/**
 * The cryptography that runs everywhere: WebCrypto for what it can do, where it is there, and JavaScript for the rest. What it needs beyond
 * AES loads when a spec is first used.
 */
import { open, seal } from './aes-gcm.ts'
import type { Cryptography } from './suite.ts'
import { suitesOf } from './suites.ts'

export const portable: Cryptography = {
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
