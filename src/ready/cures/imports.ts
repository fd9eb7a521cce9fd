import type { Cure, Hands } from '../../components/settings.tsx'
import { materialTextOf } from '../../facts/sandbox.ts'
import type { Body } from '../../vocabulary/fits.ts'
import { wrap } from '../wrap.ts'
import { type Cures, objectIn, sets } from './cure.ts'

/** Cures with key material. Each key gets material of its own, always the same, since a key takes no other back. */

const MATERIAL = { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' } as const

/** The members that bring a key's material: a token, and the material wrapped under the public key that goes with it. */
export const parametersFor = async ({ send }: Hands, KeyId: unknown): Promise<Body> => {
  const { KeyId: arn, ImportToken, PublicKey } = await send('GetParametersForImport', { KeyId, ...MATERIAL })
  const id = String(arn).replace(/^.*\//, '')
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(materialTextOf(id)))
  return { ImportToken, EncryptedKeyMaterial: await wrap(String(PublicKey), new Uint8Array(digest)) }
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
