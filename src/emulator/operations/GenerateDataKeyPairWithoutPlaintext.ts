import type { Handler } from '../context.ts'
import { dataKeyPair } from '../keys/data-keys.ts'

export { GenerateDataKeyPairWithoutPlaintext as operation } from '../../facts/operations/GenerateDataKeyPairWithoutPlaintext.ts'

export const GenerateDataKeyPairWithoutPlaintext: Handler<'GenerateDataKeyPairWithoutPlaintext'> = async (input, kms) => {
  const { answer, KeyMaterialId } = await dataKeyPair(input, kms)()
  return { ...answer, KeyMaterialId }
}
