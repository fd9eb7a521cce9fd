import type { Handler } from '../context.ts'
import { metadataOf } from '../keys/metadata.ts'

export { DescribeKey as operation } from '../../facts/operations/DescribeKey.ts'

export const DescribeKey: Handler<'DescribeKey'> = ({ KeyId }, kms) => ({ KeyMetadata: metadataOf(kms.tables, kms.key(KeyId)) })
