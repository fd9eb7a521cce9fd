/** ML-DSA, as src/emulator/crypto/ml-dsa.ts has it. */
import * as portable from '../../emulator/crypto/ml-dsa.ts'
import type { Suite } from '../../emulator/crypto/suite.ts'
import { type Signing, signing } from './signing.ts'

const native = (suite: Suite & Signing): Suite => ({ ...suite, ...signing(suite, null) })

export const ML_DSA_44 = native(portable.ML_DSA_44)
export const ML_DSA_65 = native(portable.ML_DSA_65)
export const ML_DSA_87 = native(portable.ML_DSA_87)
