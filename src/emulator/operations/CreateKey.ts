import { randomBytes } from '@noble/hashes/utils.js'
import { algorithmsOf } from '../../model/key-specs.ts'
import { KEY_LENGTH } from '../crypto/aes-gcm.ts'
import { suiteOf } from '../crypto/suite.ts'
import { keyArn } from '../keys/identifiers.ts'
import { firstMaterial } from '../keys/material.ts'
import { metadataOf } from '../keys/metadata.ts'
import { checkPolicy, defaultPolicy } from '../keys/policy.ts'
import { withTags } from '../keys/tags.ts'
import type { Handler } from '../kms.ts'
import { KmsError } from '../kms-error.ts'
import { randomHex, randomUuid } from '../random.ts'
import type { Key } from '../store/rows.ts'

/** Keys that an account can have in a Region. */
const QUOTA = 100_000

export const CreateKey: Handler<'CreateKey'> = (input, kms) => {
  const { CustomKeyStoreId, Description = '', MultiRegion = false, Origin = 'AWS_KMS', XksKeyId, Tags = [] } = input
  const { spec, usage } = kindOf(input)
  if (spec === 'SM2') throw new KmsError('UnsupportedOperationException', 'KeySpec SM2 is not supported in this Region')
  if (CustomKeyStoreId !== undefined) throw new KmsError('CustomKeyStoreNotFoundException')
  if (Origin === 'AWS_CLOUDHSM' || Origin === 'EXTERNAL_KEY_STORE')
    throw new KmsError('ValidationException', `Origin ${Origin} needs the CustomKeyStoreId of a custom key store.`)
  if (XksKeyId !== undefined) throw new KmsError('ValidationException', 'XksKeyId goes only with Origin EXTERNAL_KEY_STORE.')
  const tags = withTags([], Tags)
  if (input.Policy !== undefined) checkPolicy(input.Policy)
  const policy = input.Policy ?? defaultPolicy(kms)

  const create = (bytes: Uint8Array | undefined) => {
    const { account, region, place, now } = kms
    const used = kms.tables.keys.count('place', place)
    if (used >= QUOTA)
      throw new KmsError(
        'LimitExceededException',
        `Key quota for this account in this region is ${QUOTA} but the current usage is ${used}.`,
      )
    const id = MultiRegion ? `mrk-${randomHex(16)}` : randomUuid()
    const row: Key = {
      arn: keyArn(kms, id),
      id,
      account,
      region,
      spec,
      usage,
      origin: Origin,
      manager: 'CUSTOMER',
      ...(MultiRegion && { primaryRegion: region }),
      description: Description,
      state: bytes ? 'Enabled' : 'PendingImport',
      createdAt: now,
      policy,
      tags,
      materials: bytes ? [firstMaterial(id, bytes)] : [],
    }
    kms.write({ table: 'keys', id: row.arn, row })
    return { KeyMetadata: metadataOf(row) }
  }

  if (Origin === 'EXTERNAL') return create(undefined)
  if (spec === 'SYMMETRIC_DEFAULT') return create(randomBytes(KEY_LENGTH))
  return suiteOf(spec)
    .then(({ generate }) => generate())
    .then((bytes) => kms.atomically(() => create(bytes)))
}

/**
 * What kind of key the request asks for.
 *
 * @throws {KmsError} ValidationException
 */
const kindOf = ({ KeySpec, CustomerMasterKeySpec, KeyUsage }: Parameters<typeof CreateKey>[0]): Pick<Key, 'spec' | 'usage'> => {
  if (KeySpec !== undefined && CustomerMasterKeySpec !== undefined)
    throw new KmsError('ValidationException', 'KeySpec and CustomerMasterKeySpec cannot both be given.')
  const spec = KeySpec ?? CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT'
  if (KeyUsage === undefined && spec !== 'SYMMETRIC_DEFAULT')
    throw new KmsError(
      'ValidationException',
      'You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.',
    )
  const usage = KeyUsage ?? 'ENCRYPT_DECRYPT'
  if (algorithmsOf(spec, usage).length === 0)
    throw new KmsError('ValidationException', `KeyUsage ${usage} is not compatible with KeySpec ${spec}`)
  return { spec, usage }
}
