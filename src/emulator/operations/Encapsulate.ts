import type { Handler } from '../context.ts'
import { primitiveOf } from '../crypto/suites.ts'
import { checkAlgorithm } from '../keys/algorithms.ts'
import { usableMaterial } from '../keys/lifecycle.ts'

export { Encapsulate as operation } from '../../facts/operations/Encapsulate.ts'

export const Encapsulate: Handler<'Encapsulate'> = async (input, kms) => {
  const { KeyId, EncapsulationAlgorithm } = input
  const key = kms.key(KeyId)
  checkAlgorithm(kms, key, EncapsulationAlgorithm)
  const { bytes } = usableMaterial(key)
  const encapsulate = await primitiveOf(kms.crypto, key.spec, 'encapsulate')
  const { sharedSecret, ciphertext } = encapsulate(bytes)
  return { KeyId: key.arn, SharedSecret: sharedSecret, SharedSecretCiphertextBlob: ciphertext, EncapsulationAlgorithm }
}
