import type { Handler } from '../context.ts'
import { checkAliasName, checkAliasQuota } from '../keys/aliases.ts'
import { authorizeAccount } from '../keys/authorize.ts'
import { aliasArn } from '../keys/identifiers.ts'
import { KmsError } from '../kms-error.ts'

export { CreateAlias as operation } from '../../facts/operations/CreateAlias.ts'

export const CreateAlias: Handler<'CreateAlias'> = ({ AliasName, TargetKeyId }, kms) => {
  checkAliasName(AliasName)
  const arn = aliasArn(kms, AliasName)
  const { arn: target } = kms.key(TargetKeyId)
  authorizeAccount(kms, { resource: arn })
  if (kms.tables.aliases.get(arn)) throw new KmsError('AlreadyExistsException', `An alias with the name ${arn} already exists`)
  checkAliasQuota(kms.tables, target)
  const { account, region, now } = kms
  const row = { arn, name: AliasName, account, region, target, createdAt: now, updatedAt: now }
  kms.write({ table: 'aliases', id: arn, row })
}
