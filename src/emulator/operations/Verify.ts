import { primitiveOf } from '../crypto/suite.ts'
import { keyForMessage } from '../keys/messages.ts'
import { type Handler, honourDryRun } from '../kms.ts'
import { KmsError } from '../kms-error.ts'

export { Verify as operation } from '../../model/operations/Verify.ts'

export const Verify: Handler<'Verify'> = (input, kms) => {
  const { Message, Signature, SigningAlgorithm } = input
  const { key, material, messageType } = keyForMessage(input, kms)
  return primitiveOf(key.spec, 'verify').then(async (verify) => {
    if (!(await verify(material.bytes, SigningAlgorithm, Message, messageType, Signature)))
      throw new KmsError('KMSInvalidSignatureException')
    honourDryRun(input)
    return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm }
  })
}
