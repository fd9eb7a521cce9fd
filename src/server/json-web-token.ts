const BASE64URL = /^[\w-]+$/

const objectIn = (part: string): Readonly<Record<string, unknown>> | undefined => {
  if (!BASE64URL.test(part)) return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/**
 * The claims of a signed JSON Web Token (RFC 7519), or undefined where the text is none. Its signature and dates are not
 * checked: the emulator does not have the provider's keys.
 */
export const claimsOf = (token: string): Readonly<Record<string, unknown>> | undefined => {
  const [header = '', claims = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || !BASE64URL.test(signature) || objectIn(header)?.alg === undefined) return undefined
  return objectIn(claims)
}
