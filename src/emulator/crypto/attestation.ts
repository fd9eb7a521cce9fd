/**
 * Attestation documents of AWS Nitro Enclaves: COSE_Sign1 (RFC 9052 §4.2) around a CBOR map.
 * They are read, not verified: neither the signature nor the certificate chain to the root of AWS is checked, because
 * a test against an emulator has no enclave to sign them.
 * Backend: cborg, set to refuse what these documents do not use.
 */
import { type DecodeOptions, decode } from 'cborg'
import { isPublicKey } from './rsa.ts'
import { orUndefined } from './support.ts'

export interface Attestation {
  /** The RSA public key that the response is encrypted to, SPKI DER. */
  readonly publicKey: Uint8Array
  /** Platform configuration registers: number → measurement. */
  readonly pcrs: ReadonlyMap<number, Uint8Array>
}

const COSE_SIGN1 = 18

/** Maps, because registers have numbers for keys. The tag of COSE_Sign1 is passed over. */
const OPTIONS: DecodeOptions = {
  useMaps: true,
  rejectDuplicateMapKeys: true,
  allowIndefinite: false,
  tags: { [COSE_SIGN1]: (content) => content() },
}

/** What a document says; undefined where it is malformed or holds no RSA public key. */
export const readAttestation = (document: Uint8Array): Attestation | undefined =>
  orUndefined(() => {
    const [, , payload, signature, ...more] = list(decode(document, OPTIONS))
    if (!(payload instanceof Uint8Array && signature instanceof Uint8Array) || more.length > 0) return undefined
    const fields = map(decode(payload, OPTIONS))
    const publicKey = fields.get('public_key')
    if (!(publicKey instanceof Uint8Array) || !isPublicKey(publicKey)) return undefined
    const pcrs = [...map(fields.get('pcrs'))].filter(isRegister)
    return { publicKey, pcrs: new Map(pcrs) }
  })

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const map = (value: unknown): ReadonlyMap<unknown, unknown> => (value instanceof Map ? value : new Map())
const isRegister = (entry: [unknown, unknown]): entry is [number, Uint8Array] =>
  typeof entry[0] === 'number' && entry[1] instanceof Uint8Array
