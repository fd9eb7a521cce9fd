import type { Handler } from '../context.ts'
import { primitiveOf } from '../crypto/suites.ts'
import { keyForMessage } from '../keys/messages.ts'

export { Sign as operation } from '../../facts/operations/Sign.ts'

export const Sign: Handler<'Sign'> = async (input, kms) => {
  const { Message, SigningAlgorithm } = input
  const { key, material, messageType } = keyForMessage(input, kms)
  const sign = await primitiveOf(kms.crypto, key.spec, 'sign')
  const Signature = await sign(material.bytes, SigningAlgorithm, Message, messageType)
  return { KeyId: key.arn, Signature, SigningAlgorithm }
}
