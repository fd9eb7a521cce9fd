import { KEY_SPECS } from '../key-specs.ts'
import { enumeration } from '../shapes.ts'

export const DataKeySpec = enumeration(
  { AES_256: 'A 256-bit key: 32 bytes.', AES_128: 'A 128-bit key: 16 bytes.' },
  { printed: Object.keys(KEY_SPECS) },
)
