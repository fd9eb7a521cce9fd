import { checkAliasName } from '../keys/aliases.ts'
import { aliasArn, findAlias } from '../keys/identifiers.ts'
import type { Handler } from '../kms.ts'

export const DeleteAlias: Handler<'DeleteAlias'> = ({ AliasName }, kms) => {
  checkAliasName(AliasName)
  const { arn } = findAlias(kms.tables, aliasArn(kms, AliasName))
  kms.write({ table: 'aliases', id: arn, row: undefined })
}
