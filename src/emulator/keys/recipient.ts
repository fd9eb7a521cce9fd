import type { Recipient } from '../../facts/members.ts'
import type { Value } from '../../vocabulary/shapes.ts'
import { KmsError } from '../kms-error.ts'

/** Encrypts a plaintext for an enclave: what a response then has in the place of it. */
export type Envelop = (plaintext: Uint8Array) => Promise<{ readonly CiphertextForRecipient: Uint8Array }>

/**
 * The enclave that a request names, if it does. Its attestation is read, not verified.
 *
 * @throws {KmsError} ValidationException, where the attestation document is missing or cannot be read
 */
export const recipientOf = (recipient: Value<typeof Recipient> | undefined): Promise<Envelop> | undefined => {
  if (!recipient) return undefined
  const { AttestationDocument } = recipient
  if (!AttestationDocument) throw new KmsError('ValidationException', 'AttestationDocument is required where Recipient is given.')
  return Promise.all([import('../crypto/attestation.ts'), import('../crypto/cms.ts')]).then(
    ([{ readAttestation }, { envelop }]) => {
      const attestation = readAttestation(AttestationDocument)
      if (!attestation)
        throw new KmsError('ValidationException', 'AttestationDocument is not an attestation document with an RSA public key.')
      return async (plaintext) => ({ CiphertextForRecipient: await envelop(attestation.publicKey, plaintext) })
    },
  )
}
