import { QUOTAS } from '../../facts/quotas.ts'
import { HOUR } from '../clock.ts'
import type { Handler } from '../context.ts'
import { primitiveOf } from '../crypto/suites.ts'
import { requireExternal } from '../keys/guard.ts'
import { sealToken } from '../keys/import-token.ts'
import { KmsError } from '../kms-error.ts'

export { GetParametersForImport as operation } from '../../facts/operations/GetParametersForImport.ts'

const LIFETIME = QUOTAS.importTokenHours * HOUR

export const GetParametersForImport: Handler<'GetParametersForImport'> = async (
  { KeyId, WrappingAlgorithm, WrappingKeySpec },
  kms,
) => {
  const key = kms.key(KeyId)
  requireExternal(key)
  if (WrappingAlgorithm === 'SM2PKE' || WrappingKeySpec === 'SM2')
    throw new KmsError('UnsupportedOperationException', 'SM2 is not supported in this Region')
  if (WrappingAlgorithm === 'RSAES_PKCS1_V1_5')
    throw new KmsError('UnsupportedOperationException', `Wrapping algorithm ${WrappingAlgorithm} is no longer supported.`)
  if (!canWrap(WrappingAlgorithm, WrappingKeySpec, key.spec))
    throw new KmsError(
      'UnsupportedOperationException',
      `Wrapping algorithm ${WrappingAlgorithm} with wrapping key spec ${WrappingKeySpec} cannot carry key material of key spec ${key.spec}.`,
    )
  const publicKey = await primitiveOf(kms.crypto, WrappingKeySpec, 'publicKey')
  const wrappingKey = await kms.generate(WrappingKeySpec)
  const validTo = kms.now + LIFETIME
  const ImportToken = sealToken(kms, { keyArn: key.arn, algorithm: WrappingAlgorithm, validTo, wrappingKey })
  return { KeyId: key.arn, ImportToken, PublicKey: publicKey(wrappingKey), ParametersValidTo: validTo }
}

/** OAEP alone carries what fits the wrapping key; symmetric and HMAC material never needs the other way, and may not take it. */
const canWrap = (algorithm: string, wrappingKeySpec: string, spec: string): boolean => {
  if (spec === 'SYMMETRIC_DEFAULT' || spec.startsWith('HMAC_')) return algorithm.startsWith('RSAES_OAEP_')
  if (algorithm.startsWith('RSA_AES_KEY_WRAP_')) return true
  return spec.startsWith('ECC_') && !(spec === 'ECC_NIST_P521' && wrappingKeySpec === 'RSA_2048')
}
