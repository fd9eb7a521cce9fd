import type { InputOf } from '../../model/operation.ts'
import type { GenerateMac } from '../../model/operations/GenerateMac.ts'
import { primitiveOf } from '../crypto/suite.ts'
import type { Kms } from '../kms.ts'
import type { Key } from '../store/rows.ts'
import { checkAlgorithm } from './algorithms.ts'
import { usableMaterial } from './lifecycle.ts'

/**
 * What GenerateMac and VerifyMac begin with: the key, fit for the algorithm, and what then makes the message's MAC.
 *
 * @throws {KmsError} what `kms.key` throws, and InvalidKeyUsageException
 */
export const macOf = (
  { KeyId, Message, MacAlgorithm }: Pick<InputOf<typeof GenerateMac>, 'KeyId' | 'Message' | 'MacAlgorithm'>,
  kms: Kms,
): { readonly key: Key; readonly make: () => Promise<Uint8Array> } => {
  const key = kms.key(KeyId)
  checkAlgorithm(key, MacAlgorithm)
  const { bytes } = usableMaterial(key)
  const make = async () => {
    const mac = await primitiveOf(key.spec, 'mac')
    return mac(bytes, Message)
  }
  return { key, make }
}
