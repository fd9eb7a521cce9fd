import { equalBytes } from '@noble/ciphers/utils.js'
import type { Handler } from '../context.ts'
import { macOf } from '../keys/macs.ts'
import { KmsError } from '../kms-error.ts'

export { VerifyMac as operation } from '../../facts/operations/VerifyMac.ts'

export const VerifyMac: Handler<'VerifyMac'> = async (input, kms) => {
  const { key, mac } = await macOf(input, kms)
  if (!equalBytes(mac, input.Mac)) throw new KmsError('KMSInvalidMacException')
  return { KeyId: key.arn, MacValid: true, MacAlgorithm: input.MacAlgorithm }
}
