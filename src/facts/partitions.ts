/** The partitions of AWS: parts that share no accounts. An ARN names its partition, and a Region's name tells which one it is in. */
const PARTITIONS: Readonly<Record<string, string>> = {
  cn: 'aws-cn',
  'us-gov': 'aws-us-gov',
  'us-iso': 'aws-iso',
  'us-isob': 'aws-iso-b',
  'eu-isoe': 'aws-iso-e',
  'us-isof': 'aws-iso-f',
  eusc: 'aws-eusc',
}

const PREFIX = new RegExp(`^(${Object.keys(PARTITIONS).join('|')})-`)

/**
 * The partition of a Region; `aws` for every name that belongs to no other.
 *
 * @example
 * partitionOf('cn-north-1') // 'aws-cn'
 */
export const partitionOf = (region: string): string => PARTITIONS[PREFIX.exec(region)?.[1] ?? ''] ?? 'aws'
