import type { Handler } from '../context.ts'
import { macOf } from '../keys/macs.ts'

export { GenerateMac as operation } from '../../facts/operations/GenerateMac.ts'

export const GenerateMac: Handler<'GenerateMac'> = async (input, kms) => {
  const { key, mac } = await macOf(input, kms)
  return { Mac: mac, MacAlgorithm: input.MacAlgorithm, KeyId: key.arn }
}
