import { equalBytes } from '../crypto/support.ts'
import { macOf } from '../keys/macs.ts'
import { type Handler, honourDryRun } from '../kms.ts'
import { KmsError } from '../kms-error.ts'

export { VerifyMac as operation } from '../../model/operations/VerifyMac.ts'

export const VerifyMac: Handler<'VerifyMac'> = (input, kms) => {
  const { key, make } = macOf(input, kms)
  return make().then((mac) => {
    if (!equalBytes(mac, input.Mac)) throw new KmsError('KMSInvalidMacException')
    honourDryRun(input)
    return { KeyId: key.arn, MacValid: true, MacAlgorithm: input.MacAlgorithm }
  })
}
