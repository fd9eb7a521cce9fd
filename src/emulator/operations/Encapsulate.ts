import { primitiveOf } from '../crypto/suite.ts'
import { checkAlgorithm } from '../keys/algorithms.ts'
import { usableMaterial } from '../keys/lifecycle.ts'
import { type Handler, honourDryRun } from '../kms.ts'

export { Encapsulate as operation } from '../../model/operations/Encapsulate.ts'

export const Encapsulate: Handler<'Encapsulate'> = (input, kms) => {
  const { KeyId, EncapsulationAlgorithm } = input
  const key = kms.key(KeyId)
  checkAlgorithm(key, EncapsulationAlgorithm)
  const { bytes } = usableMaterial(key)
  honourDryRun(input)
  return primitiveOf(key.spec, 'encapsulate').then((encapsulate) => {
    const { sharedSecret, ciphertext } = encapsulate(bytes)
    return { KeyId: key.arn, SharedSecret: sharedSecret, SharedSecretCiphertextBlob: ciphertext, EncapsulationAlgorithm }
  })
}
