import type { Handler } from '../context.ts'
import { primitiveOf } from '../crypto/suites.ts'
import { checkAlgorithm } from '../keys/algorithms.ts'
import { usableMaterial } from '../keys/lifecycle.ts'
import { KmsError } from '../kms-error.ts'

export { Decapsulate as operation } from '../../facts/operations/Decapsulate.ts'

export const Decapsulate: Handler<'Decapsulate'> = async (input, kms) => {
  const { KeyId, SharedSecretCiphertextBlob, EncapsulationAlgorithm } = input
  const key = kms.key(KeyId)
  checkAlgorithm(kms, key, EncapsulationAlgorithm)
  const { bytes } = usableMaterial(key)
  const decapsulate = await primitiveOf(kms.crypto, key.spec, 'decapsulate')
  const SharedSecret = decapsulate(bytes, SharedSecretCiphertextBlob)
  if (!SharedSecret) throw new KmsError('InvalidCiphertextException')
  return { KeyId: key.arn, SharedSecret, EncapsulationAlgorithm }
}
