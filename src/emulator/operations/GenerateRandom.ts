import { randomBytes } from '@noble/hashes/utils.js'
import { andThen } from '../and-then.ts'
import type { Handler } from '../context.ts'
import { findStore, requireState } from '../keys/key-stores.ts'
import { recipientOf } from '../keys/recipient.ts'
import { KmsError } from '../kms-error.ts'

export { GenerateRandom as operation } from '../../facts/operations/GenerateRandom.ts'

export const GenerateRandom: Handler<'GenerateRandom'> = ({ NumberOfBytes, CustomKeyStoreId, Recipient }, kms) => {
  if (NumberOfBytes === undefined) throw new KmsError('ValidationException', 'NumberOfBytes is required.')
  if (CustomKeyStoreId !== undefined) {
    const store = findStore(kms, CustomKeyStoreId)
    if (store.type === 'EXTERNAL_KEY_STORE')
      throw new KmsError('UnsupportedOperationException', `Custom key store '${store.id}' cannot make random bytes.`)
    requireState(store, 'CONNECTED')
  }
  return andThen(recipientOf(Recipient), (envelop) => {
    const Plaintext = randomBytes(NumberOfBytes)
    return envelop ? envelop(Plaintext) : { Plaintext }
  })
}
