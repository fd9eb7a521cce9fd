import { ALGORITHM_LISTS, algorithmsOf } from '../../facts/key-specs.ts'
import type { Handler } from '../context.ts'
import { primitiveOf } from '../crypto/suites.ts'
import { usableMaterial } from '../keys/lifecycle.ts'
import { KmsError } from '../kms-error.ts'

export { GetPublicKey as operation } from '../../facts/operations/GetPublicKey.ts'

export const GetPublicKey: Handler<'GetPublicKey'> = async ({ KeyId }, kms) => {
  const key = kms.key(KeyId)
  const { arn, spec, usage } = key
  if (spec === 'SYMMETRIC_DEFAULT' || usage === 'GENERATE_VERIFY_MAC') throw new KmsError('UnsupportedOperationException')
  const { bytes } = usableMaterial(key)
  const publicKey = await primitiveOf(kms.crypto, spec, 'publicKey')
  return {
    KeyId: arn,
    PublicKey: publicKey(bytes),
    CustomerMasterKeySpec: spec,
    KeySpec: spec,
    KeyUsage: usage,
    [ALGORITHM_LISTS[usage]]: algorithmsOf(spec, usage),
  }
}
