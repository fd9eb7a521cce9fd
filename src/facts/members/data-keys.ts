import { enumeration } from '../../vocabulary/shapes.ts'
import { KEY_SPECS } from '../key-specs.ts'

export const DataKeySpec = enumeration(
  { AES_256: 'A 256-bit key: 32 bytes.', AES_128: 'A 128-bit key: 16 bytes.' },
  { printed: Object.keys(KEY_SPECS) },
)

const DATA_KEY_PAIR_SPECS = [
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'ECC_NIST_P256',
  'ECC_NIST_P384',
  'ECC_NIST_P521',
  'ECC_SECG_P256K1',
  'SM2',
  'ECC_NIST_EDWARDS25519',
  'ML_KEM_512',
  'ML_KEM_768',
  'ML_KEM_1024',
] as const

export const DataKeyPairSpec = enumeration(
  Object.fromEntries(DATA_KEY_PAIR_SPECS.map((spec) => [spec, KEY_SPECS[spec].meaning])) as Record<
    (typeof DATA_KEY_PAIR_SPECS)[number],
    string
  >,
)
