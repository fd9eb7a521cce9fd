import type { KmsOperation } from '../facts/operation.ts'
import type { Language } from '../facts/samples/index.ts'
import { loadDescriptor } from './descriptors.ts'
import { loaded } from './loaded.ts'

/** The descriptors of the operations, by name. */
export const descriptors = loaded<KmsOperation | undefined>(loadDescriptor)

/** The languages of the code samples. */
export const languages = loaded<readonly Language[]>(async () => (await import('../facts/samples/index.ts')).LANGUAGES)
