import { macOf } from '../keys/macs.ts'
import { type Handler, honourDryRun } from '../kms.ts'

export { GenerateMac as operation } from '../../model/operations/GenerateMac.ts'

export const GenerateMac: Handler<'GenerateMac'> = (input, kms) => {
  const { key, make } = macOf(input, kms)
  honourDryRun(input)
  return make().then((Mac) => ({ Mac, MacAlgorithm: input.MacAlgorithm, KeyId: key.arn }))
}
