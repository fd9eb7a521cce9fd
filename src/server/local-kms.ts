import type { KeySpec, KeyUsage } from '../facts/key-specs.ts'
import { type FileField, failAt, isMapping, itemsAt, someOf, textAt } from './fields.ts'
import type { SeedKey } from './seed-key.ts'

/**
 * The seed file of local-kms, in the three forms that its versions read: keys by kind below `Symmetric` and `Asymmetric`; a list
 * of keys with `Metadata` and `BackingKeys`; and a list of keys with `Metadata` and `Material`. Fields that local-kms passes over
 * are passed over.
 */

/** What the kinds of the first form say of their keys. */
const KINDS: Readonly<Record<string, NonNullable<SeedKey['defaults']>>> = {
  Aes: { spec: 'SYMMETRIC_DEFAULT' },
  Hmac: {},
  Rsa: {},
  Ecc: { usage: 'SIGN_VERIFY' },
}

/** Whether a key of a seed file has the layout of local-kms. */
export const isLocalKmsKey = (item: FileField): boolean => isMapping(item) && someOf(item, ['Metadata']).Metadata !== undefined

/** The keys of a list of one kind, or, without a kind, the one key that `field` is. */
export const localKmsKeysIn = (kind: string | undefined, field: FileField): readonly SeedKey[] => {
  if (kind === undefined) return [keyIn(field, { usage: 'SIGN_VERIFY' })]
  const defaults = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
  if (!defaults) return failAt(field, `there is no such kind of keys. There are ${Object.keys(KINDS).join(', ')}.`)
  return itemsAt(field).map((item) => keyIn(item, defaults))
}

const keyIn = (field: FileField, defaults: { readonly spec?: KeySpec; readonly usage?: KeyUsage }): SeedKey => {
  const key = someOf(field, ['KeyId', 'Metadata', 'BackingKeys', 'PrivateKeyPem', 'NextKeyRotation', 'Material'])
  const metadata = key.Metadata ? someOf(key.Metadata, ['KeyId', 'KeySpec', 'KeyUsage', 'Origin', 'Description']) : {}
  const material = key.Material ? someOf(key.Material, ['BackingKeys', 'PrivateKeyPem']) : key
  const written = material.BackingKeys ?? material.PrivateKeyPem
  const isExternal = metadata.Origin !== undefined && textAt(metadata.Origin) === 'EXTERNAL'
  return {
    field,
    defaults,
    fields: {
      ...metadata,
      ...(key.KeyId && { KeyId: key.KeyId }),
      ...(written && { Material: written }),
      ...(key.NextKeyRotation && !isExternal && { NextRotationDate: key.NextKeyRotation }),
    },
  }
}
