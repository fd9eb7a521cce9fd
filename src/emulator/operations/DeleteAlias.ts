import type { Handler } from '../context.ts'
import { checkAliasName } from '../keys/aliases.ts'
import { authorize, authorizeAccount } from '../keys/authorize.ts'
import { aliasArn, findAlias } from '../keys/identifiers.ts'

export { DeleteAlias as operation } from '../../facts/operations/DeleteAlias.ts'

export const DeleteAlias: Handler<'DeleteAlias'> = ({ AliasName }, kms) => {
  checkAliasName(AliasName)
  const { arn, target } = findAlias(kms.tables, aliasArn(kms, AliasName))
  authorize(kms, kms.find(target))
  authorizeAccount(kms, { resource: arn })
  kms.write({ table: 'aliases', id: arn, row: undefined })
}
