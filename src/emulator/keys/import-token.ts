import { fromBase64, toBase64 } from '../../vocabulary/base64.ts'
import type { Kms } from '../context.ts'
import { KmsError } from '../kms-error.ts'
import type { Key } from '../store/rows.ts'
import { makeToken, readToken } from './tokens.ts'

/** The import token: the wrapping key and what it is for. As many as one likes are good at a time. */
export interface ImportParameters {
  readonly keyArn: Key['arn']
  readonly algorithm: string
  readonly validTo: number
  /** The private wrapping key, PKCS#8 DER. */
  readonly wrappingKey: Uint8Array
}

const PURPOSE = 'import'

/** An encrypted import token, which `openToken` opens. */
export const sealToken = (kms: Kms, { wrappingKey, ...rest }: ImportParameters): Uint8Array =>
  makeToken(kms, PURPOSE, { ...rest, wrappingKey: toBase64(wrappingKey) })

/**
 * What a token says, for the key that it is presented with.
 *
 * @throws {KmsError} InvalidImportTokenException or ExpiredImportTokenException
 */
export const openToken = (kms: Kms, token: Uint8Array, key: Key): ImportParameters => {
  const opened = readToken(kms, PURPOSE, token)
  if (!opened) throw new KmsError('InvalidImportTokenException', 'The import token is not one that the service made.')
  const { wrappingKey, ...parameters } = opened as Omit<ImportParameters, 'wrappingKey'> & { readonly wrappingKey: string }
  if (parameters.keyArn !== key.arn)
    throw new KmsError('InvalidImportTokenException', `The import token was not made for ${key.arn}.`)
  if (parameters.validTo <= kms.now) throw new KmsError('ExpiredImportTokenException', 'The import token has expired.')
  const bytes = fromBase64(wrappingKey)
  if (!bytes) throw new Error('Failed to open an import token: its wrapping key is not base64.')
  return { ...parameters, wrappingKey: bytes }
}
