import { andThen } from '../and-then.ts'
import { primitiveOf } from '../crypto/suite.ts'
import { checkAlgorithm } from '../keys/algorithms.ts'
import { usableMaterial } from '../keys/lifecycle.ts'
import { recipientOf } from '../keys/recipient.ts'
import { type Handler, honourDryRun } from '../kms.ts'
import { KmsError } from '../kms-error.ts'

export { DeriveSharedSecret as operation } from '../../model/operations/DeriveSharedSecret.ts'

export const DeriveSharedSecret: Handler<'DeriveSharedSecret'> = (input, kms) => {
  const { KeyId, KeyAgreementAlgorithm, PublicKey, Recipient } = input
  const key = kms.key(KeyId)
  checkAlgorithm(key, KeyAgreementAlgorithm)
  const { bytes } = usableMaterial(key)
  return andThen(recipientOf(Recipient), async (envelop) => {
    const agree = await primitiveOf(key.spec, 'agree')
    const SharedSecret = agree(bytes, PublicKey)
    if (!SharedSecret) throw new KmsError('ValidationException')
    honourDryRun(input)
    const answer = { KeyId: key.arn, KeyAgreementAlgorithm, KeyOrigin: key.origin }
    return envelop ? { ...answer, ...(await envelop(SharedSecret)) } : { ...answer, SharedSecret }
  })
}
