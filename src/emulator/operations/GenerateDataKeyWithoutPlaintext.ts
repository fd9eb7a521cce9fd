import type { Handler } from '../context.ts'
import { dataKey } from '../keys/data-keys.ts'

export { GenerateDataKeyWithoutPlaintext as operation } from '../../facts/operations/GenerateDataKeyWithoutPlaintext.ts'

export const GenerateDataKeyWithoutPlaintext: Handler<'GenerateDataKeyWithoutPlaintext'> = (input, kms) => {
  const { answer, KeyMaterialId } = dataKey(input, kms)
  return { ...answer, KeyMaterialId }
}
