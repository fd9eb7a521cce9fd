import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Kms } from '../context.ts'

/**
 * Tokens: what they say is sealed under a key of the sandbox, so that nothing has to be remembered between the call that gives one and the
 * call that takes it, and a reset ends them all.
 */

/** The setting that holds the sealing key. */
export const TOKEN_KEY = 'token key'

const sealingKey = ({ tables }: Kms): Uint8Array => {
  const setting = tables.settings.get(TOKEN_KEY)?.value
  if (!(setting instanceof Uint8Array)) throw new Error('Failed to seal a token: the sandbox has no key for it.')
  return setting
}

/** 32 bytes that stay secret in this sandbox, the same each time for the same purpose. */
export const secretFor = (kms: Kms, purpose: string): Uint8Array => hmac(sha256, sealingKey(kms), utf8ToBytes(purpose))

/** What marks a text as this sandbox's; no secret. A sandbox that was made without a sealing key has none. */
export const markOf = ({ tables }: Pick<Kms, 'tables'>): string => {
  const setting = tables.settings.get(TOKEN_KEY)?.value
  return setting instanceof Uint8Array ? bytesToHex(hmac(sha256, setting, utf8ToBytes('mark')).subarray(0, 8)) : ''
}

/** A token that says `value`, which JSON can hold; it is good for `purpose` alone. */
export const makeToken = (kms: Kms, purpose: string, value: unknown): Uint8Array =>
  kms.crypto.seal(sealingKey(kms), utf8ToBytes(JSON.stringify(value)), utf8ToBytes(purpose))

/** What a token says, or undefined where this sandbox did not make it for `purpose`. */
export const readToken = (kms: Kms, purpose: string, token: Uint8Array): unknown => {
  const opened = kms.crypto.open(sealingKey(kms), token, utf8ToBytes(purpose))
  return opened && JSON.parse(new TextDecoder().decode(opened))
}
