import { algorithmsOf } from '../../facts/key-specs.ts'
import type { Kms } from '../context.ts'
import { KmsError } from '../kms-error.ts'
import type { Key } from '../store/rows.ts'
import type { EncryptionContext } from './ciphertext.ts'

/**
 * Holds an algorithm to the key's spec.
 *
 * @throws {KmsError} InvalidKeyUsageException
 */
export const checkAlgorithm = (
  { trace, operation }: Pick<Kms, 'trace' | 'operation'>,
  { spec, usage }: Pick<Key, 'spec' | 'usage'>,
  algorithm: string,
): void => {
  trace?.at('algorithm', { algorithm, spec })
  if (!algorithmsOf(spec, usage).includes(algorithm))
    throw new KmsError('InvalidKeyUsageException', `Algorithm ${algorithm} is incompatible with key spec ${spec}.`)
  trace?.at('operation', { operation: operation.name })
}

/**
 * An encryption context goes with symmetric encryption alone.
 *
 * @throws {KmsError} ValidationException
 */
export const refuseContext = (context: EncryptionContext | undefined): void => {
  if (context && Object.keys(context).length > 0)
    throw new KmsError(
      'ValidationException',
      'EncryptionContext is not supported when encrypting/decrypting with asymmetric CMKs.',
    )
}
