import { partitionOf } from '../../facts/partitions.ts'
import type { Handler } from '../context.ts'
import { authorize, authorizeAccount } from '../keys/authorize.ts'
import { guard } from '../keys/guard.ts'
import { keyArn } from '../keys/identifiers.ts'
import { metadataOf } from '../keys/metadata.ts'
import { checkPolicy, defaultPolicy, keptPolicy } from '../keys/policy.ts'
import { checkKeyQuota } from '../keys/quota.ts'
import { inheritedMaterials, notPrimary, SETTLING_TIME, settlePending } from '../keys/regions.ts'
import { withTags } from '../keys/tags.ts'
import { KmsError } from '../kms-error.ts'
import { isPrimary, type Key, placeOf } from '../store/rows.ts'

export { ReplicateKey as operation } from '../../facts/operations/ReplicateKey.ts'

export const ReplicateKey: Handler<'ReplicateKey'> = ({ KeyId, ReplicaRegion, Policy, Description = '', Tags = [] }, kms) => {
  const primary = kms.find(KeyId)
  authorize(kms, primary, {}, KeyId)
  // What is no primary key is told so in any state, also while it is being made.
  if (!primary.primaryRegion || !isPrimary(primary)) throw notPrimary(primary)
  guard(kms, primary)
  if (partitionOf(ReplicaRegion) !== kms.partition)
    throw new KmsError('UnsupportedOperationException', `Region ${ReplicaRegion} is not in the partition of ${primary.arn}.`)
  const where = { partition: kms.partition, account: primary.account, region: ReplicaRegion }
  const arn = keyArn(where, primary.id)
  if (kms.tables.keys.get(arn)) throw new KmsError('AlreadyExistsException', `Key '${arn}' already exists`)
  const tags = withTags([], Tags)
  authorizeAccount(kms, { action: 'CreateKey' })
  if (tags.length > 0) authorizeAccount(kms, { action: 'TagResource', resource: arn })
  checkKeyQuota(kms.tables, placeOf(where))

  const { id, account, spec, usage, origin, manager, primaryRegion, rotation, onDemandRotations } = primary
  const bare: Key = {
    arn,
    id,
    account,
    region: ReplicaRegion,
    spec,
    usage,
    origin,
    manager,
    primaryRegion,
    ...(rotation && { rotation }),
    ...(onDemandRotations !== undefined && { onDemandRotations }),
    description: Description,
    state: 'Creating',
    settlesAt: kms.now + SETTLING_TIME,
    createdAt: kms.now,
    policy: defaultPolicy(where),
    tags,
    materials: inheritedMaterials(primary),
  }
  if (Policy !== undefined) checkPolicy(Policy, kms, bare)
  const row = Policy === undefined ? bare : { ...bare, policy: keptPolicy(Policy, kms) }
  kms.write({ table: 'keys', id: arn, row })
  settlePending(kms, row)
  return {
    ReplicaKeyMetadata: metadataOf(kms.tables, row),
    ReplicaPolicy: row.policy,
    ...(tags.length > 0 && { ReplicaTags: tags }),
  }
}
