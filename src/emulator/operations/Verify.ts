import type { Handler } from '../context.ts'
import { primitiveOf } from '../crypto/suites.ts'
import { keyForMessage } from '../keys/messages.ts'
import { KmsError } from '../kms-error.ts'

export { Verify as operation } from '../../facts/operations/Verify.ts'

export const Verify: Handler<'Verify'> = async (input, kms) => {
  const { Message, Signature, SigningAlgorithm } = input
  const { key, material, messageType } = keyForMessage(input, kms)
  const verify = await primitiveOf(kms.crypto, key.spec, 'verify')
  if (!(await verify(material.bytes, SigningAlgorithm, Message, messageType, Signature)))
    throw new KmsError('KMSInvalidSignatureException')
  return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm }
}
