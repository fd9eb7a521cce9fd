import { enumeration } from '../../vocabulary/shapes.ts'

export const KeyAgreementAlgorithm = enumeration({
  ECDH: 'Elliptic-curve cofactor Diffie-Hellman (SP 800-56A, section 5.7.1.2).',
})
export const EncapsulationAlgorithm = enumeration({ ML_KEM: 'ML-KEM (FIPS 203).' })
