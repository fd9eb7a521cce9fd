import { enumeration } from '../../vocabulary/shapes.ts'
import { KEY_SPECS, KEY_USAGES, type KeySpec as KeySpecName } from '../key-specs.ts'

const meanings = <const T extends Readonly<Record<string, { readonly meaning: string }>>>(
  table: T,
): Readonly<Record<keyof T & string, string>> =>
  Object.fromEntries(Object.entries(table).map(([value, { meaning }]) => [value, meaning])) as Record<keyof T & string, string>

/** The order in which the service was seen to print a set; what came later is put behind it. */
const printed = (seen: readonly string[], all: object): readonly string[] => [
  ...seen,
  ...Object.keys(all).filter((value) => !seen.includes(value)),
]
const SEEN_SPECS =
  'RSA_2048 ECC_NIST_P384 ECC_NIST_P256 ECC_NIST_P521 HMAC_384 RSA_3072 ECC_SECG_P256K1 RSA_4096 SYMMETRIC_DEFAULT HMAC_256 HMAC_224 HMAC_512'
const SEEN_USAGES = 'ENCRYPT_DECRYPT SIGN_VERIFY GENERATE_VERIFY_MAC'

export const KeySpec = enumeration<KeySpecName>(meanings(KEY_SPECS), { printed: printed(SEEN_SPECS.split(' '), KEY_SPECS) })
export const KeyUsage = enumeration(KEY_USAGES, { printed: printed(SEEN_USAGES.split(' '), KEY_USAGES) })

/** The older name of KeySpec. */
export const CustomerMasterKeySpec = KeySpec

export const Origin = enumeration({
  AWS_KMS: 'AWS KMS makes the key material.',
  EXTERNAL: 'You import the key material.',
  AWS_CLOUDHSM: 'The material is made in the CloudHSM cluster of a custom key store.',
  EXTERNAL_KEY_STORE: 'An external key manager holds one of the two keys that encrypt; AWS KMS holds the other.',
})

export const KeyState = enumeration({
  Creating: 'A multi-Region replica that is being made.',
  Enabled: 'Ready for use.',
  Disabled: 'Cannot be used until you call EnableKey.',
  PendingDeletion: 'Waits for its deletion date; CancelKeyDeletion keeps the key.',
  PendingImport: 'Lacks some or all of its key material; import it to use the key.',
  PendingReplicaDeletion: 'A multi-Region primary that waits for its replicas to be deleted.',
  Unavailable: 'Its custom key store is disconnected.',
  Updating: 'A multi-Region key whose primary Region is moving.',
})
export const KeyManager = enumeration({ AWS: 'An AWS service manages the key for you.', CUSTOMER: 'You manage the key.' })

export const ResourceOwner = enumeration({
  SELF: 'Keys of your own account.',
  OTHER_ACCOUNTS_VIA_RAM: 'Keys of other accounts that AWS RAM shares with yours.',
})

export const MultiRegionKeyType = enumeration({
  PRIMARY: 'The key that replicas are made from.',
  REPLICA: 'A copy in another Region.',
})
