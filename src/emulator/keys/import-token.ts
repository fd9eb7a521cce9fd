import { utf8ToBytes } from '@noble/hashes/utils.js'
import { open, seal } from '../crypto/aes-gcm.ts'
import type { Kms } from '../kms.ts'
import { KmsError } from '../kms-error.ts'
import type { Key } from '../store/rows.ts'
import { fromBase64, toBase64 } from '../wire/base64.ts'

/**
 * The import token: the wrapping key and what it is for, sealed under a key of the sandbox. So nothing has to be remembered between
 * GetParametersForImport and ImportKeyMaterial, as many tokens as one likes are good at a time, and a reset ends them all.
 */
export interface ImportParameters {
  readonly keyArn: Key['arn']
  readonly algorithm: string
  readonly validTo: number
  /** The private wrapping key, PKCS#8 DER. */
  readonly wrappingKey: Uint8Array
}

/** The setting that holds the sealing key. */
export const TOKEN_KEY = 'import token key'

const sealingKey = ({ tables }: Kms): Uint8Array => {
  const setting = tables.settings.get(TOKEN_KEY)?.value
  if (!(setting instanceof Uint8Array)) throw new Error('Failed to seal an import token: the sandbox has no key for it.')
  return setting
}

export const sealToken = (kms: Kms, { wrappingKey, ...rest }: ImportParameters): Uint8Array =>
  seal(sealingKey(kms), utf8ToBytes(JSON.stringify({ ...rest, wrappingKey: toBase64(wrappingKey) })), PURPOSE)

/**
 * What a token says, for the key that it is presented with.
 *
 * @throws {KmsError} InvalidImportTokenException or ExpiredImportTokenException
 */
export const openToken = (kms: Kms, token: Uint8Array, key: Key): ImportParameters => {
  const opened = open(sealingKey(kms), token, PURPOSE)
  if (!opened) throw new KmsError('InvalidImportTokenException', 'The import token is not one that the service made.')
  const parameters = JSON.parse(new TextDecoder().decode(opened))
  if (parameters.keyArn !== key.arn)
    throw new KmsError('InvalidImportTokenException', `The import token was not made for ${key.arn}.`)
  if (parameters.validTo <= kms.now) throw new KmsError('ExpiredImportTokenException', 'The import token has expired.')
  return { ...parameters, wrappingKey: fromBase64(parameters.wrappingKey) }
}

const PURPOSE = utf8ToBytes(TOKEN_KEY)
