import { dataKeyPair } from '../keys/data-keys.ts'
import { type Handler, honourDryRun } from '../kms.ts'

export { GenerateDataKeyPairWithoutPlaintext as operation } from '../../model/operations/GenerateDataKeyPairWithoutPlaintext.ts'

export const GenerateDataKeyPairWithoutPlaintext: Handler<'GenerateDataKeyPairWithoutPlaintext'> = (input, kms) => {
  const make = dataKeyPair(input, kms)
  honourDryRun(input)
  return make().then(({ answer, KeyMaterialId }) => ({ ...answer, KeyMaterialId }))
}
