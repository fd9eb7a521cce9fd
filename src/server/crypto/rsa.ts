/**
 * RSA, as src/emulator/crypto/rsa.ts has it. A ready digest is encoded by rsa-bigint.ts, and OpenSSL does the operation with the key.
 * What signs a whole message runs off the thread that handles requests.
 */
import { constants, type KeyObject, privateEncrypt, publicDecrypt, publicEncrypt, sign, verify } from 'node:crypto'
import { promisify } from 'node:util'
import * as portable from '../../emulator/crypto/rsa.ts'
import type { Suite } from '../../emulator/crypto/suite.ts'
import { orUndefined } from '../../emulator/crypto/support.ts'
import { keyPairOf, plain } from './keys.ts'

const signLater = promisify(sign)

const bigint = () => import('../../emulator/crypto/rsa-bigint.ts')

/** node:crypto's name of a hash. */
const nameOf = (hash: portable.Hash): string => hash.replace('-', '').toLowerCase()

const padded = (key: KeyObject, scheme: portable.Scheme) =>
  scheme === 'RSA-PSS'
    ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : { key, padding: constants.RSA_PKCS1_PADDING }

const unpadded = (key: KeyObject) => ({ key, padding: constants.RSA_NO_PADDING })

const withModulus = (suite: typeof portable.RSA_2048, bits: number): Suite => ({
  ...suite,
  async encrypt(material, algorithm, plaintext) {
    const keys = keyPairOf(material)
    if (!keys) return suite.encrypt(material, algorithm, plaintext)
    const oaepHash = nameOf(portable.encryptionHash(algorithm))
    return plain(publicEncrypt({ key: keys.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, plaintext))
  },
  async sign(material, algorithm, message, messageType) {
    const keys = keyPairOf(material)
    if (!keys) return suite.sign(material, algorithm, message, messageType)
    const [scheme, hash] = portable.signingScheme(algorithm)
    if (messageType === 'RAW') return plain(await signLater(nameOf(hash), message, padded(keys.privateKey, scheme)))
    const { encodeDigest } = await bigint()
    return plain(privateEncrypt(unpadded(keys.privateKey), encodeDigest(bits, scheme, hash, message)))
  },
  async verify(material, algorithm, message, messageType, signature) {
    const keys = keyPairOf(material)
    if (!keys) return suite.verify(material, algorithm, message, messageType, signature)
    // OpenSSL forgives a leading zero that was cut off.
    if (signature.length !== bits / 8) return false
    const [scheme, hash] = portable.signingScheme(algorithm)
    if (messageType === 'RAW') return verify(nameOf(hash), message, padded(keys.publicKey, scheme), signature)
    const { isEncodingOf } = await bigint()
    // It throws where the number is not below the modulus.
    const encoded = orUndefined(() => publicDecrypt(unpadded(keys.publicKey), signature))
    return encoded !== undefined && isEncodingOf(bits, scheme, hash, message, encoded)
  },
})

export const RSA_2048 = withModulus(portable.RSA_2048, 2048)
export const RSA_3072 = withModulus(portable.RSA_3072, 3072)
export const RSA_4096 = withModulus(portable.RSA_4096, 4096)
