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

/** The setting that holds what marks the texts that the sandbox returns as its own. */
export const MARK = 'mark'

/**
 * What marks a text as this sandbox's; no secret. The sandbox of the docs has none, so that a marker that a page shows is good for every reader.
 */
export const markOf = ({ tables }: Pick<Kms, 'tables'>): string => {
  const mark = tables.settings.get(MARK)?.value
  return mark instanceof Uint8Array ? `${bytesToHex(mark)} ` : ''
}

/** A token that says `value`, which JSON can hold; it is good for `purpose` alone. */
export const makeToken = (kms: Kms, purpose: string, value: unknown): Uint8Array =>
  kms.crypto.seal(sealingKey(kms), utf8ToBytes(JSON.stringify(value)), utf8ToBytes(purpose))

/** What a token says, or undefined where this sandbox did not make it for `purpose`. */
export const readToken = (kms: Kms, purpose: string, token: Uint8Array): unknown => {
  const opened = kms.crypto.open(sealingKey(kms), token, utf8ToBytes(purpose))
  return opened && JSON.parse(new TextDecoder().decode(opened))
}
