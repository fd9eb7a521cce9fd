import { enumeration } from '../../vocabulary/shapes.ts'
import { KEY_SPECS, KEY_USAGES, type KeySpec as KeySpecName } from '../key-specs.ts'

const meanings = <const T extends Readonly<Record<string, { readonly meaning: string }>>>(
  table: T,
): Readonly<Record<keyof T & string, string>> =>
  Object.fromEntries(Object.entries(table).map(([value, { meaning }]) => [value, meaning])) as Record<keyof T & string, string>

export const KeySpec = enumeration<KeySpecName>(meanings(KEY_SPECS))
export const KeyUsage = enumeration(KEY_USAGES)

/** The older name of KeySpec. */
export const CustomerMasterKeySpec = KeySpec

export const Origin = enumeration({
  AWS_KMS: 'The service makes the key material.',
  EXTERNAL: 'You import the key material.',
  AWS_CLOUDHSM: 'The material is made in the CloudHSM cluster of a custom key store.',
  EXTERNAL_KEY_STORE: 'The material stays in a key manager outside, behind an external key store.',
})

export const KeyState = enumeration({
  Creating: 'A multi-Region replica that is being made.',
  Enabled: 'Ready for use.',
  Disabled: 'Switched off until EnableKey.',
  PendingDeletion: 'Waiting for its deletion date; CancelKeyDeletion keeps it.',
  PendingImport: 'Has no key material, or not all of it; import it to use the key.',
  PendingReplicaDeletion: 'A multi-Region primary that waits for its replicas to be deleted.',
  Unavailable: 'Its custom key store is disconnected.',
  Updating: 'A multi-Region key whose primary Region is moving.',
})
export const KeyManager = enumeration({ AWS: 'A service keeps the key for you.', CUSTOMER: 'You keep the key.' })

export const MultiRegionKeyType = enumeration({
  PRIMARY: 'The key that replicas are made from.',
  REPLICA: 'A copy in another Region.',
})
