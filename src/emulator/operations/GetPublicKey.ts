import { ALGORITHM_LISTS, algorithmsOf } from '../../model/key-specs.ts'
import { primitiveOf } from '../crypto/suite.ts'
import { usableMaterial } from '../keys/lifecycle.ts'
import type { Handler } from '../kms.ts'
import { KmsError } from '../kms-error.ts'

export { GetPublicKey as operation } from '../../model/operations/GetPublicKey.ts'

export const GetPublicKey: Handler<'GetPublicKey'> = ({ KeyId }, kms) => {
  const key = kms.key(KeyId)
  const { arn, spec, usage } = key
  if (spec === 'SYMMETRIC_DEFAULT' || usage === 'GENERATE_VERIFY_MAC') throw new KmsError('UnsupportedOperationException')
  const { bytes } = usableMaterial(key)
  return primitiveOf(spec, 'publicKey').then((publicKey) => ({
    KeyId: arn,
    PublicKey: publicKey(bytes),
    CustomerMasterKeySpec: spec,
    KeySpec: spec,
    KeyUsage: usage,
    [ALGORITHM_LISTS[usage]]: algorithmsOf(spec, usage),
  }))
}
