/** Elliptic-curve keys, as src/emulator/crypto/ec.ts has them. A signature of a message is another one each time, as in AWS. */
import { createPublicKey, diffieHellman, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { derItems, readSpki } from '../../emulator/crypto/der.ts'
import * as portable from '../../emulator/crypto/ec.ts'
import type { Suite } from '../../emulator/crypto/suite.ts'
import { orUndefined } from '../../emulator/crypto/support.ts'
import { der, type KeyPair, keyPairOf, plain } from './keys.ts'
import { signing } from './signing.ts'

const generate = promisify(generateKeyPair)

/** The forms of a point in SEC 1 §2.3.3: compressed, and uncompressed. OpenSSL reads a hybrid one too. */
const POINT_FORMS = [2, 3, 4]

/** The peer's public key, if it is a point of the same curve. */
const peerOf = ({ spki }: KeyPair, peer: Uint8Array) => {
  const [identifier] = derItems(spki)
  const point = identifier && readSpki(identifier.whole, peer)
  return point && POINT_FORMS.includes(point[0] ?? 0) ? createPublicKey(der('spki', peer)) : undefined
}

const onCurve = (suite: typeof portable.P256, namedCurve: string, hash: string): Suite => ({
  ...suite,
  ...signing(suite, hash),
  async generate() {
    const { privateKey } = await generate('ec', {
      namedCurve,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'der' },
    })
    return new Uint8Array(privateKey)
  },
  agree(material, peer) {
    const keys = keyPairOf(material)
    if (!keys) return suite.agree(material, peer)
    return orUndefined(() => {
      const publicKey = peerOf(keys, peer)
      return publicKey && plain(diffieHellman({ privateKey: keys.privateKey, publicKey }))
    })
  },
})

export const P256 = onCurve(portable.P256, 'P-256', 'sha256')
export const P384 = onCurve(portable.P384, 'P-384', 'sha384')
export const P521 = onCurve(portable.P521, 'P-521', 'sha512')
export const SECP256K1 = onCurve(portable.SECP256K1, 'secp256k1', 'sha256')
