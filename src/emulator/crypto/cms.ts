/**
 * CMS EnvelopedData: RFC 5652 §6 for one recipient, with RSAES-OAEP-SHA-256 key transport (RFC 3560) and AES-256-CBC
 * content (RFC 3565). As in the service's responses to enclaves, the outer structures have BER's indefinite length, on
 * which the Nitro Enclaves SDK relies, and the recipient is named by a key identifier.
 * Backend: der.ts for the encoding, rsa.ts and @noble/ciphers for the cryptography. A CMS library would be ten times this.
 */
import { cbc } from '@noble/ciphers/aes.js'
import { concatBytes, randomBytes } from '@noble/ciphers/utils.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { algorithm, derInteger, derItems, element, NULL, octetString, oid, SEQUENCE, sequence } from './der.ts'
import { encrypt } from './rsa.ts'

const SET = 0x31
const SHA_256 = algorithm('2.16.840.1.101.3.4.2.1', NULL)
const MGF1_SHA_256 = algorithm('1.2.840.113549.1.1.8', SHA_256)
const OAEP_SHA_256 = algorithm('1.2.840.113549.1.1.7', sequence(element(0xa0, SHA_256), element(0xa1, MGF1_SHA_256)))
const AES_256_CBC = '2.16.840.1.101.3.4.1.42'
const DATA = '1.2.840.113549.1.7.1'
const ENVELOPED_DATA = '1.2.840.113549.1.7.3'

/** Octets of a random initialization vector of AES-CBC. */
const IV = 16

/** An element of indefinite length (X.690 §8.1.3.6). */
const indefinite = (tag: number, ...content: readonly Uint8Array[]): Uint8Array =>
  concatBytes(Uint8Array.of(tag, 0x80), ...content, Uint8Array.of(0, 0))

/** The hash of the public key's bits (RFC 5280 §4.2.1.2, method 1). */
const keyIdentifier = (spki: Uint8Array): Uint8Array => sha1(derItems(spki)[1]?.content.subarray(1) ?? spki)

/** Encrypts `content` for the owner of an RSA key, given as SPKI DER. @returns ContentInfo, BER */
export const envelop = async (spki: Uint8Array, content: Uint8Array): Promise<Uint8Array> => {
  const key = randomBytes(32)
  const iv = randomBytes(IV)
  const recipient = sequence(
    derInteger(2n),
    element(0x80, keyIdentifier(spki)),
    OAEP_SHA_256,
    octetString(await encrypt(spki, 'SHA-256', key)),
  )
  const encrypted = indefinite(
    SEQUENCE,
    oid(DATA),
    algorithm(AES_256_CBC, octetString(iv)),
    indefinite(0xa0, octetString(cbc(key, iv).encrypt(content))),
  )
  return indefinite(
    SEQUENCE,
    oid(ENVELOPED_DATA),
    indefinite(0xa0, indefinite(SEQUENCE, derInteger(2n), element(SET, recipient), encrypted)),
  )
}
