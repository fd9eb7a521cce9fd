import type { GenerateMac } from '../../facts/operations/GenerateMac.ts'
import type { InputOf } from '../../vocabulary/operation.ts'
import type { Kms } from '../context.ts'
import { primitiveOf } from '../crypto/suites.ts'
import type { Key } from '../store/rows.ts'
import { checkAlgorithm } from './algorithms.ts'
import { usableMaterial } from './lifecycle.ts'

/**
 * What GenerateMac and VerifyMac have in common: the key, fit for the algorithm, and the message's MAC.
 *
 * @throws {KmsError} what `kms.key` throws, and InvalidKeyUsageException
 */
export const macOf = async (
  { KeyId, Message, MacAlgorithm }: Pick<InputOf<typeof GenerateMac>, 'KeyId' | 'Message' | 'MacAlgorithm'>,
  kms: Kms,
): Promise<{ readonly key: Key; readonly mac: Uint8Array }> => {
  const key = kms.key(KeyId)
  checkAlgorithm(kms, key, MacAlgorithm)
  const { bytes } = usableMaterial(key)
  const mac = await primitiveOf(kms.crypto, key.spec, 'mac')
  return { key, mac: mac(bytes, Message) }
}
