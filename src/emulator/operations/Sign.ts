import { primitiveOf } from '../crypto/suite.ts'
import { keyForMessage } from '../keys/messages.ts'
import { type Handler, honourDryRun } from '../kms.ts'

export { Sign as operation } from '../../model/operations/Sign.ts'

export const Sign: Handler<'Sign'> = (input, kms) => {
  const { Message, SigningAlgorithm } = input
  const { key, material, messageType } = keyForMessage(input, kms)
  honourDryRun(input)
  return primitiveOf(key.spec, 'sign').then(async (sign) => {
    const Signature = await sign(material.bytes, SigningAlgorithm, Message, messageType)
    return { KeyId: key.arn, Signature, SigningAlgorithm }
  })
}
