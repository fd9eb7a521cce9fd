import { dataKey } from '../keys/data-keys.ts'
import { type Handler, honourDryRun } from '../kms.ts'

export { GenerateDataKeyWithoutPlaintext as operation } from '../../model/operations/GenerateDataKeyWithoutPlaintext.ts'

export const GenerateDataKeyWithoutPlaintext: Handler<'GenerateDataKeyWithoutPlaintext'> = (input, kms) => {
  const make = dataKey(input, kms)
  honourDryRun(input)
  const { answer, KeyMaterialId } = make()
  return { ...answer, KeyMaterialId }
}
