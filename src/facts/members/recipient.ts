import { blob, enumeration, structure } from '../../vocabulary/shapes.ts'

export const Recipient = structure({
  KeyEncryptionAlgorithm: {
    type: enumeration({ RSAES_OAEP_SHA_256: 'RSAES-OAEP with SHA-256.' }),
    description: 'How the response is encrypted for the enclave.',
  },
  AttestationDocument: {
    type: blob({ min: 1, max: 262_144 }),
    description: 'The signed attestation document (COSE_Sign1) of the enclave, with its public key.',
  },
})
