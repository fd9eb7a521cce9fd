import type { Kms } from '../context.ts'
import { uuidOf } from '../random.ts'
import type { Alias, Key } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'
import { RESERVED } from './aliases.ts'
import { aliasArn, keyArn, type Place } from './identifiers.ts'
import { firstMaterial } from './material.ts'
import { rotationFrom } from './rotation.ts'
import { secretFor } from './tokens.ts'

/** AWS managed keys: what each predefined alias, `alias/aws/` and a service's name, protects. */
const SERVICES: Readonly<Record<string, string>> = {
  acm: 'private keys of ACM certificates',
  backup: 'AWS Backup vaults',
  codecommit: 'CodeCommit repositories',
  connect: 'Amazon Connect data',
  dms: 'replication instances of DMS',
  dynamodb: 'DynamoDB tables',
  ebs: 'EBS volumes',
  elasticfilesystem: 'EFS file systems',
  es: 'OpenSearch domains',
  fsx: 'FSx file systems',
  glue: 'the Glue Data Catalog',
  kafka: 'MSK clusters',
  kinesis: 'Kinesis streams',
  kinesisvideo: 'Kinesis video streams',
  lambda: 'Lambda functions’ environment variables',
  rds: 'RDS databases',
  redshift: 'Redshift clusters',
  s3: 'S3 objects',
  secretsmanager: 'Secrets Manager secrets',
  sns: 'SNS topics',
  sqs: 'SQS queues',
  ssm: 'Systems Manager parameters',
  workspaces: 'WorkSpaces volumes',
  xray: 'X-Ray traces',
}

/**
 * The key of a predefined alias that no request used before, where that is what `identifier` names. It is the same one however often it is
 * asked for, so that it can wait for the first use that succeeds before it is kept. The account can use and look at such a key; its policy,
 * which cannot be replaced, allows no change.
 */
export const newManagedKey = (kms: Kms, identifier: string): { readonly key: Key; readonly alias: Alias } | undefined => {
  const at = identifier.indexOf(RESERVED)
  if (at < 0) return undefined
  const name = identifier.slice(at)
  const service = name.slice(RESERVED.length)
  const alias = aliasArn(kms, name)
  if (!Object.hasOwn(SERVICES, service) || (at > 0 && identifier !== alias) || kms.tables.aliases.get(alias)) return undefined

  const { account, region, now: createdAt } = kms
  const id = uuidOf(secretFor(kms, `id ${alias}`).slice(0, 16))
  const arn = keyArn(kms, id)
  return {
    key: {
      arn,
      id,
      account,
      region,
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      origin: 'AWS_KMS',
      manager: 'AWS',
      description: `Protects ${SERVICES[service]} where no other key is chosen`,
      state: 'Enabled',
      createdAt,
      rotation: rotationFrom(createdAt),
      policy: policyFor(kms, service),
      tags: [],
      materials: [firstMaterial(id, secretFor(kms, `material ${alias}`))],
    },
    alias: { arn: alias, name, account, region, target: arn, createdAt, updatedAt: createdAt },
  }
}

/** The predefined aliases that have no key yet, in the order of their names. */
export const unusedAliases = ({ tables, ...place }: Kms): readonly Pick<Alias, 'name' | 'arn'>[] =>
  Object.keys(SERVICES)
    .sort()
    .map((service) => ({ name: RESERVED + service, arn: aliasArn(place, RESERVED + service) }))
    .filter(({ arn }) => !tables.aliases.get(arn))

/** How many AWS managed keys there are in an account and Region: the account's quota does not count them. */
export const countManagedKeys = (tables: Tables, place: string): number =>
  tables.aliases.list('place', place, RESERVED, Object.keys(SERVICES).length).filter(({ name }) => name.startsWith(RESERVED))
    .length

const policyFor = ({ partition, account }: Place, service: string): string => {
  const Principal = { AWS: `arn:${partition}:iam::${account}:root` }
  const allow = (Sid: string, Action: readonly string[]) => ({ Sid, Effect: 'Allow', Principal, Action, Resource: '*' })
  const policy = {
    Version: '2012-10-17',
    Id: `aws-${service}`,
    Statement: [
      allow('Use', ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:CreateGrant']),
      allow('Look', ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant']),
    ],
  }
  return JSON.stringify(policy, undefined, 2)
}
