import { primitiveOf } from '../crypto/suite.ts'
import { checkAlgorithm } from '../keys/algorithms.ts'
import { usableMaterial } from '../keys/lifecycle.ts'
import { type Handler, honourDryRun } from '../kms.ts'
import { KmsError } from '../kms-error.ts'

export { Decapsulate as operation } from '../../model/operations/Decapsulate.ts'

export const Decapsulate: Handler<'Decapsulate'> = (input, kms) => {
  const { KeyId, SharedSecretCiphertextBlob, EncapsulationAlgorithm } = input
  const key = kms.key(KeyId)
  checkAlgorithm(key, EncapsulationAlgorithm)
  const { bytes } = usableMaterial(key)
  return primitiveOf(key.spec, 'decapsulate').then((decapsulate) => {
    const SharedSecret = decapsulate(bytes, SharedSecretCiphertextBlob)
    if (!SharedSecret) throw new KmsError('InvalidCiphertextException')
    honourDryRun(input)
    return { KeyId: key.arn, SharedSecret, EncapsulationAlgorithm }
  })
}
