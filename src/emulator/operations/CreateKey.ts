import { algorithmsOf } from '../../facts/key-specs.ts'
import type { Handler } from '../context.ts'
import { generateKey } from '../crypto/aes-key.ts'
import { authorizeAccount } from '../keys/authorize.ts'
import { keyArn } from '../keys/identifiers.ts'
import { keyStoreOf } from '../keys/key-stores.ts'
import { firstMaterial } from '../keys/material.ts'
import { metadataOf } from '../keys/metadata.ts'
import { checkPolicy, defaultPolicy, keptPolicy } from '../keys/policy.ts'
import { checkKeyQuota } from '../keys/quota.ts'
import { withTags } from '../keys/tags.ts'
import { KmsError } from '../kms-error.ts'
import { randomHex, randomUuid } from '../random.ts'
import type { Key } from '../store/rows.ts'

export { CreateKey as operation } from '../../facts/operations/CreateKey.ts'

export const CreateKey: Handler<'CreateKey'> = (input, kms) => {
  const { Description = '', MultiRegion = false, Origin = 'AWS_KMS', Tags = [] } = input
  const { spec, usage } = kindOf(input)
  if (spec === 'SM2') throw new KmsError('UnsupportedOperationException', 'KeySpec SM2 is not supported in this Region')
  const home = keyStoreOf(input, spec, kms)
  const tags = withTags([], Tags)
  const { account, region, place, now } = kms
  const id = MultiRegion ? `mrk-${randomHex(16)}` : randomUuid()
  const key: Omit<Key, 'state' | 'materials'> = {
    arn: keyArn(kms, id),
    id,
    account,
    region,
    spec,
    usage,
    origin: Origin,
    manager: 'CUSTOMER',
    ...home,
    ...(MultiRegion && { primaryRegion: region }),
    description: Description,
    createdAt: now,
    policy: defaultPolicy(kms),
    tags,
  }
  if (tags.length > 0) authorizeAccount(kms, { action: 'TagResource', resource: key.arn })
  const { Policy } = input
  if (Policy !== undefined) checkPolicy(Policy, kms, key)

  const create = (bytes: Uint8Array | undefined) => {
    checkKeyQuota(kms.tables, place)
    const row: Key = {
      ...key,
      ...(Policy !== undefined && { policy: keptPolicy(Policy, kms) }),
      state: bytes ? 'Enabled' : 'PendingImport',
      materials: bytes ? [firstMaterial(id, bytes)] : [],
    }
    kms.write({ table: 'keys', id: row.arn, row })
    return { KeyMetadata: metadataOf(kms.tables, row) }
  }

  if (Origin === 'EXTERNAL') return create(undefined)
  if (spec === 'SYMMETRIC_DEFAULT') return create(generateKey())
  return kms.generate(spec).then((bytes) => kms.atomically(() => create(bytes)))
}

/**
 * What kind of key the request asks for.
 *
 * @throws {KmsError} ValidationException
 */
const kindOf = ({ KeySpec, CustomerMasterKeySpec, KeyUsage }: Parameters<typeof CreateKey>[0]): Pick<Key, 'spec' | 'usage'> => {
  if (KeySpec !== undefined && CustomerMasterKeySpec !== undefined)
    throw new KmsError(
      'ValidationException',
      'You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.',
    )
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
