import type { EncryptionAlgorithm } from '../../facts/members.ts'
import { Decrypt } from '../../facts/operations/Decrypt.ts'
import type { Value } from '../../vocabulary/shapes.ts'
import { validationMessage, violations } from '../../vocabulary/violations.ts'
import type { Kms, Use } from '../context.ts'
import { primitiveOf } from '../crypto/suites.ts'
import { KmsError } from '../kms-error.ts'
import type { Key } from '../store/rows.ts'
import { checkAlgorithm, refuseContext } from './algorithms.ts'
import { outOfReach } from './authorize.ts'
import { decrypt, encrypt, materialOf } from './ciphertext.ts'
import { usableMaterial } from './lifecycle.ts'

/**
 * Encryption and decryption under a key: all of Encrypt and Decrypt, and the two halves of ReEncrypt. Either is checked first, at once,
 * and gives back what then does it.
 */
interface Side {
  readonly use: Use
  readonly algorithm: Value<typeof EncryptionAlgorithm> | undefined
}

interface Checked {
  readonly key: Key
  readonly algorithm: Value<typeof EncryptionAlgorithm>
}

/** What comes out, and the id of the material that did it; asymmetric keys show none. */
interface Result {
  readonly bytes: Uint8Array
  readonly materialId?: string
}

const SYMMETRIC = 'SYMMETRIC_DEFAULT'

export interface Encryption extends Checked {
  /** @throws {KmsError} ValidationException, where an RSA key cannot take so much */
  readonly seal: (plaintext: Uint8Array) => Result | Promise<Result>
}

/** @throws {KmsError} what `kms.key` throws, and InvalidKeyUsageException or ValidationException */
export const encryption = (
  kms: Kms,
  { use, identifier, algorithm = SYMMETRIC }: Side & { readonly identifier: string },
): Encryption => {
  const { context } = use
  const key = kms.key(identifier, use)
  checkAlgorithm(kms, key, algorithm)
  const material = usableMaterial(key)
  if (algorithm === SYMMETRIC)
    return {
      key,
      algorithm,
      seal: (plaintext) => ({ bytes: encrypt(kms.crypto, material, plaintext, context), materialId: material.id }),
    }
  refuseContext(context)
  const seal = async (plaintext: Uint8Array) => {
    const [maxPlaintext, encrypt] = await Promise.all([
      primitiveOf(kms.crypto, key.spec, 'maxPlaintext'),
      primitiveOf(kms.crypto, key.spec, 'encrypt'),
    ])
    const most = maxPlaintext(algorithm)
    kms.trace?.at('size', { length: plaintext.length, most })
    if (plaintext.length > most)
      throw new KmsError(
        'ValidationException',
        `Algorithm ${algorithm} and key spec ${key.spec} cannot encrypt data larger than ${most} bytes.`,
      )
    kms.trace?.at('operation', { operation: kms.operation.name })
    return { bytes: await encrypt(material.bytes, algorithm, plaintext) }
  }
  return { key, algorithm, seal }
}

/** What a request to decrypt says beside its ciphertext's side. */
interface Request {
  readonly CiphertextBlob?: Uint8Array | undefined
  readonly DryRun?: boolean | undefined
  readonly DryRunModifiers?: readonly string[] | undefined
}

export interface Decryption extends Checked {
  /** @throws {KmsError} InvalidCiphertextException */
  readonly open: () => Result | Promise<Result>
}

/**
 * @throws {KmsError} what `kms.key` throws, and IncorrectKeyException, InvalidCiphertextException, InvalidKeyUsageException or
 *   ValidationException
 */
export const decryption = (
  kms: Kms,
  side: Side & { readonly identifier: string | undefined; readonly member: string },
  { CiphertextBlob, DryRun, DryRunModifiers }: Request,
): Decryption => {
  const { use, identifier, member, algorithm = SYMMETRIC } = side
  const { context } = use
  const named = (why: string): Key => {
    if (identifier === undefined) throw new KmsError('ValidationException', `${member} is required where ${why}.`)
    const key = kms.key(identifier, use)
    checkAlgorithm(kms, key, algorithm)
    if (algorithm !== SYMMETRIC) refuseContext(context)
    return key
  }

  if (DryRun && DryRunModifiers?.includes('IGNORE_CIPHERTEXT')) {
    const key = named('DryRunModifiers has IGNORE_CIPHERTEXT')
    // Nothing is decrypted: the dry run ends here, or with the other key of ReEncrypt.
    return { key, algorithm, open: () => ({ bytes: new Uint8Array() }) }
  }
  if (!CiphertextBlob) throw new KmsError('ValidationException', CIPHERTEXT_MISSING)

  if (algorithm === SYMMETRIC) {
    const { key, materialId } = keyBehind(kms, side, CiphertextBlob)
    const material = usableMaterial(key, materialId)
    return {
      key,
      algorithm,
      open: () => ({ bytes: opened(decrypt(kms.crypto, material.bytes, CiphertextBlob, context)), materialId }),
    }
  }
  const key = named('the ciphertext was made by an asymmetric key')
  const { bytes } = usableMaterial(key)
  const open = async () => {
    const decrypt = await primitiveOf(kms.crypto, key.spec, 'decrypt')
    return { bytes: opened(await decrypt(bytes, algorithm, CiphertextBlob)) }
  }
  return { key, algorithm, open }
}

/** The member is required unless a dry run does without it, so its shape does not say so. */
const CIPHERTEXT_MISSING = validationMessage(
  violations({ CiphertextBlob: { ...Decrypt.input.CiphertextBlob, required: true } }, {}),
)

const opened = (plaintext: Uint8Array | undefined): Uint8Array => {
  if (!plaintext) throw new KmsError('InvalidCiphertextException')
  return plaintext
}

/** The key and material that a symmetric ciphertext names, which is the key that the request names, if any. */
const keyBehind = (
  kms: Kms,
  { use, identifier }: Side & { readonly identifier: string | undefined },
  ciphertext: Uint8Array,
): { readonly key: Key; readonly materialId: string } => {
  const materialId = materialOf(ciphertext)
  if (materialId === undefined) throw new KmsError('InvalidCiphertextException')
  const holders = kms.tables.keys.list('material', `${kms.region}/${materialId}`)
  const holder = holders.find(({ account }) => account === kms.account) ?? holders[0]
  if (!holder) {
    kms.trace?.at('key', {})
    throw unreachable(kms, use.action)
  }
  if (identifier === undefined) {
    try {
      return { key: kms.key(holder.arn, use), materialId }
    } catch (error) {
      // A caller who may not use a key does not learn from a ciphertext which one it is.
      throw error instanceof KmsError && error.code === 'AccessDeniedException' ? unreachable(kms, use.action) : error
    }
  }
  if (kms.find(identifier).arn !== holder.arn)
    throw new KmsError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    )
  return { key: kms.key(identifier, use), materialId }
}

const unreachable = (kms: Kms, action: string): KmsError =>
  outOfReach(kms, action, 'the resource associated with this ciphertext')
