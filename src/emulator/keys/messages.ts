import type { MessageType, SigningAlgorithm } from '../../facts/members.ts'
import type { Value } from '../../vocabulary/shapes.ts'
import type { Kms } from '../context.ts'
import { DIGEST_LENGTHS } from '../crypto/suites.ts'
import { KmsError } from '../kms-error.ts'
import type { Key, Material } from '../store/rows.ts'
import { checkAlgorithm } from './algorithms.ts'
import { usableMaterial } from './lifecycle.ts'

type Algorithm = Value<typeof SigningAlgorithm>
type Type = Value<typeof MessageType>

/** What an algorithm takes, where it is not a message or its digest. */
const TYPES: Readonly<Partial<Record<Algorithm, readonly Type[]>>> = {
  ED25519_SHA_512: ['RAW'],
  ED25519_PH_SHA_512: ['DIGEST'],
  ML_DSA_SHAKE_256: ['RAW', 'EXTERNAL_MU'],
}

interface Input {
  readonly KeyId: string
  readonly Message: Uint8Array
  readonly MessageType?: Type | undefined
  readonly SigningAlgorithm: Algorithm
}

/**
 * What Sign and Verify begin with: the key, fit for the algorithm, and the message, of a type and length that the algorithm takes.
 *
 * @throws {KmsError} what `kms.key` throws, and InvalidKeyUsageException or ValidationException
 */
export const keyForMessage = (
  { KeyId, Message, MessageType = 'RAW', SigningAlgorithm }: Input,
  kms: Kms,
): { readonly key: Key; readonly material: Material & { readonly bytes: Uint8Array }; readonly messageType: Type } => {
  const key = kms.key(KeyId)
  checkAlgorithm(kms, key, SigningAlgorithm)
  const types = TYPES[SigningAlgorithm] ?? ['RAW', 'DIGEST']
  if (!types.includes(MessageType))
    throw new KmsError(
      'ValidationException',
      `Message type ${MessageType} is incompatible with ${
        SigningAlgorithm.startsWith('ED25519_') ? `algorithm ${SigningAlgorithm}` : `key spec ${key.spec}`
      }.`,
    )
  const exactly = DIGEST_LENGTHS[SigningAlgorithm]
  if (MessageType !== 'RAW') {
    kms.trace?.at('size', { length: Message.length, exactly })
    if (Message.length !== exactly)
      throw new KmsError('ValidationException', `Digest is invalid length for algorithm ${SigningAlgorithm}.`)
    kms.trace?.at('operation', { operation: kms.operation.name })
  }
  return { key, material: usableMaterial(key), messageType: MessageType }
}
