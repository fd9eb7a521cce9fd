import { randomBytes } from '@noble/hashes/utils.js'
import type { Handler } from '../kms.ts'
import { KmsError } from '../kms-error.ts'

export const GenerateRandom: Handler<'GenerateRandom'> = ({ NumberOfBytes, CustomKeyStoreId }) => {
  if (NumberOfBytes === undefined) throw new KmsError('ValidationException', 'NumberOfBytes is required.')
  if (CustomKeyStoreId !== undefined) throw new KmsError('CustomKeyStoreNotFoundException')
  return { Plaintext: randomBytes(NumberOfBytes) }
}
