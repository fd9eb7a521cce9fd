import type { Cure, Hands } from '../../components/settings.tsx'
import type { Body } from '../../vocabulary/fits.ts'
import { wrap, wrapInTwoSteps } from '../wrap.ts'
import { type Cures, objectIn, sets } from './cure.ts'
import { materialOf } from './materials.ts'

/** Cures with key material. */

/** How material of a spec is wrapped: what is more than a symmetric or HMAC key is too long for RSA alone. */
const wrappingOf = (spec: string) =>
  spec === 'SYMMETRIC_DEFAULT' || spec.startsWith('HMAC_')
    ? { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', wrapped: wrap }
    : { WrappingAlgorithm: 'RSA_AES_KEY_WRAP_SHA_256', wrapped: wrapInTwoSteps }

/** The members that bring a key's material: a token, and the material wrapped under the public key that goes with it. */
export const parametersFor = async ({ send }: Hands, KeyId: unknown): Promise<Body> => {
  const { KeyId: id, KeySpec } = objectIn(await send('DescribeKey', { KeyId }), 'KeyMetadata')
  const { WrappingAlgorithm, wrapped } = wrappingOf(String(KeySpec))
  const parameters = { KeyId, WrappingAlgorithm, WrappingKeySpec: 'RSA_2048' }
  const { ImportToken, PublicKey } = await send('GetParametersForImport', parameters)
  return { ImportToken, EncryptedKeyMaterial: await wrapped(String(PublicKey), await materialOf(String(id), String(KeySpec))) }
}

/** Imports material into a key. */
export const importing = (key: string): Cure => ({
  label: 'import key material',
  act: async (hands) => {
    const parameters = await parametersFor(hands, key)
    await hands.send('ImportKeyMaterial', { KeyId: key, ...parameters, ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' })
    return undefined
  },
})

/** Gets another token, and wraps the key's material under the public key that goes with it. */
export const wrapsAnew: Cures = ({ operation, body }) =>
  operation.input.EncryptedKeyMaterial === undefined
    ? []
    : [{ label: 'get new parameters, and wrap the material', act: (hands) => parametersFor(hands, body.KeyId) }]

/** Brings the bytes as further material. Only a symmetric key has any. */
export const importsAsNew: Cures = ({ operation, body, step }) =>
  operation.input.ImportType !== undefined && step.error.message.includes('never imported')
    ? [
        {
          label: 'import it as new material',
          act: async ({ send }) => {
            const { KeySpec } = objectIn(await send('DescribeKey', { KeyId: body.KeyId }), 'KeyMetadata')
            return KeySpec === 'SYMMETRIC_DEFAULT' ? { ImportType: 'NEW_KEY_MATERIAL' } : undefined
          },
        },
      ]
    : []

/** Material that does not expire needs no date. */
export const neverExpires: Cures = () => [
  sets('let the material never expire', { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE', ValidTo: undefined }),
]
