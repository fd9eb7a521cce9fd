import { metadataOf } from '../keys/metadata.ts'
import type { Handler } from '../kms.ts'

export const DescribeKey: Handler<'DescribeKey'> = ({ KeyId }, kms) => ({ KeyMetadata: metadataOf(kms.key(KeyId)) })
