/** Base64 as RFC 4648, section 4 has it, with padding. */

const CANONICAL = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/**
 * The bytes of base64 text, or undefined if the text is not canonical base64 with padding.
 *
 * @example fromBase64('aGk=') //=> Uint8Array [104, 105]
 */
export const fromBase64 = (text: string): Uint8Array | undefined => {
  if (!CANONICAL.test(text)) return undefined
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}

/** @example toBase64(Uint8Array.of(104, 105)) //=> 'aGk=' */
export const toBase64 = (bytes: Uint8Array): string => {
  let binary = ''
  // The arguments of a call have to fit the stack; to spread them would go byte by byte.
  for (let i = 0; i < bytes.length; i += 8192) binary += Reflect.apply(String.fromCharCode, null, bytes.subarray(i, i + 8192))
  return btoa(binary)
}
