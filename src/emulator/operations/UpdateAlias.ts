import type { Handler } from '../context.ts'
import { checkAliasName, checkAliasQuota } from '../keys/aliases.ts'
import { authorize, authorizeAccount } from '../keys/authorize.ts'
import { aliasArn, findAlias } from '../keys/identifiers.ts'
import { KmsError } from '../kms-error.ts'
import type { Key } from '../store/rows.ts'

export { UpdateAlias as operation } from '../../facts/operations/UpdateAlias.ts'

/** An alias stays with one kind of key: callers that go by it must not notice the change. */
const kindOf = ({ spec, usage }: Key): string => {
  const kind = spec === 'SYMMETRIC_DEFAULT' ? 'symmetric' : spec.startsWith('HMAC_') ? 'HMAC' : 'asymmetric'
  return `${kind} ${usage}`
}

export const UpdateAlias: Handler<'UpdateAlias'> = ({ AliasName, TargetKeyId }, kms) => {
  checkAliasName(AliasName)
  const target = kms.key(TargetKeyId)
  const alias = findAlias(kms.tables, aliasArn(kms, AliasName))
  const current = kms.find(alias.target)
  authorize(kms, current)
  authorizeAccount(kms, { resource: alias.arn })
  if (kindOf(current) !== kindOf(target))
    throw new KmsError(
      'ValidationException',
      `Alias ${alias.arn} cannot move from a ${kindOf(current)} key to a ${kindOf(target)} key.`,
    )
  if (alias.target !== target.arn) checkAliasQuota(kms.tables, target.arn)
  kms.write({ table: 'aliases', id: alias.arn, row: { ...alias, target: target.arn, updatedAt: kms.now } })
}
