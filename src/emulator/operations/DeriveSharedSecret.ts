import type { Handler } from '../context.ts'
import { primitiveOf } from '../crypto/suites.ts'
import { checkAlgorithm } from '../keys/algorithms.ts'
import { usableMaterial } from '../keys/lifecycle.ts'
import { recipientOf } from '../keys/recipient.ts'
import { KmsError } from '../kms-error.ts'

export { DeriveSharedSecret as operation } from '../../facts/operations/DeriveSharedSecret.ts'

export const DeriveSharedSecret: Handler<'DeriveSharedSecret'> = async (input, kms) => {
  const { KeyId, KeyAgreementAlgorithm, PublicKey, Recipient } = input
  const key = kms.key(KeyId)
  checkAlgorithm(kms, key, KeyAgreementAlgorithm)
  const { bytes } = usableMaterial(key)
  const envelop = await recipientOf(Recipient)
  const agree = await primitiveOf(kms.crypto, key.spec, 'agree')
  const SharedSecret = agree(bytes, PublicKey)
  if (!SharedSecret) throw new KmsError('ValidationException')
  const answer = { KeyId: key.arn, KeyAgreementAlgorithm, KeyOrigin: key.origin }
  return envelop ? { ...answer, ...(await envelop(SharedSecret)) } : { ...answer, SharedSecret }
}
