/** Base64 (RFC 4648, section 4) of bytes. */
export const base64OfBytes = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

/** Base64 of a text's UTF-8 bytes. */
export const base64Of = (text: string): string => base64OfBytes(new TextEncoder().encode(text))

/** The bytes that base64 stands for, as hexadecimal digits; undefined where it is none. */
export const hexOf = (base64: string): string | undefined => {
  try {
    return Array.from(atob(base64), (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  } catch {
    return undefined
  }
}

/** Base64 of the bytes that hexadecimal digits stand for. What stands between these, such as colons, is passed over, and so is half a byte at the end. */
export const base64OfHex = (text: string): string => {
  const digits = text.replace(/^\s*0x/i, '').replace(/[^0-9a-f]/gi, '')
  return base64OfBytes(Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)))
}

/**
 * The text that base64 stands for; undefined where the bytes are not UTF-8, hold control characters that a text area would lose,
 * or would be encoded in another way again.
 */
export const textOf = (base64: string): string | undefined => {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return base64Of(text) === base64 && !/(?![\n\t])\p{Cc}/u.test(text) ? text : undefined
  } catch {
    return undefined
  }
}

const two = (number: number, length = 2): string => String(number).padStart(length, '0')

/** Seconds since 1970-01-01T00:00Z as a `datetime-local` control writes them: local time, no seconds where they are 0. */
export const localTimeOf = (seconds: number): string => {
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime())) return ''
  const day = `${two(date.getFullYear(), 4)}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`
  return `${day}T${time}${date.getSeconds() ? `:${two(date.getSeconds())}` : ''}`
}

/** The reverse of `localTimeOf`; undefined while the control is incomplete. */
export const secondsOf = (local: string): number | undefined => {
  const milliseconds = new Date(local).getTime()
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000
}
