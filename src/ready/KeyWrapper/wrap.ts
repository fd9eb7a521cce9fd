/** RSAES-OAEP with SHA-256 (RFC 8017, section 7.1), as the wrapping algorithm `RSAES_OAEP_SHA_256` asks for. */
const ALGORITHM = { name: 'RSA-OAEP', hash: 'SHA-256' }

/** What WebCrypto says of a bad key is empty or cryptic. */
const readKey = async (publicKey: string): Promise<CryptoKey> => {
  try {
    const der = Uint8Array.from(atob(publicKey.trim()), (character) => character.charCodeAt(0))
    return await crypto.subtle.importKey('spki', der, ALGORITHM, false, ['encrypt'])
  } catch {
    throw new Error('the text is not a PublicKey. Copy the whole value from the response of GetParametersForImport.')
  }
}

/**
 * Key material, wrapped under a public key.
 *
 * @param publicKey base64 of SubjectPublicKeyInfo DER, as GetParametersForImport returns it
 * @returns base64
 * @throws {Error} where `publicKey` is none, or the page has no WebCrypto
 */
export const wrap = async (publicKey: string, material: Uint8Array<ArrayBuffer>): Promise<string> => {
  if (!globalThis.crypto.subtle)
    throw new Error('this page has no WebCrypto, which needs https or localhost. Wrap with Node.js or OpenSSL.')
  const key = await readKey(publicKey)
  const wrapped = new Uint8Array(await crypto.subtle.encrypt(ALGORITHM, key, material))
  return btoa(String.fromCharCode(...wrapped))
}
