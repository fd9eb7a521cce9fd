/** Ed25519, as src/emulator/crypto/ed25519.ts has it. Ed25519ph, which takes digests alone, is left to that. */
import * as portable from '../../emulator/crypto/ed25519.ts'
import type { Suite } from '../../emulator/crypto/suite.ts'
import { signing } from './signing.ts'

const native = signing(portable.Ed25519, null)

/** The identity for R, which no honest signer makes. Only newer versions of OpenSSL refuse it. */
const hasIdentity = (signature: Uint8Array): boolean =>
  signature[0] === 1 && signature.subarray(1, 32).every((octet) => octet === 0)

export const Ed25519: Suite = {
  ...portable.Ed25519,
  ...native,
  verify: (material, algorithm, message, messageType, signature) =>
    !hasIdentity(signature) && native.verify(material, algorithm, message, messageType, signature),
}
