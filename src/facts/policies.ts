import type { KmsOperation } from './operation.ts'

/** Who may do what, as the service reads it. */
export interface Statement {
  readonly Effect: 'Allow'
  /** In a key policy alone: an IAM policy is attached to its principal. */
  readonly Principal?: { readonly AWS: string }
  readonly Action: string | readonly string[]
  readonly Resource: string | readonly string[]
}

export interface MinimalPolicy {
  readonly kind: 'key policy' | 'IAM policy'
  readonly statement: Statement
}

const ACCOUNT = '111122223333'
const ROLE = `arn:aws:iam::${ACCOUNT}:role/orders`
const arn = (resource: string): string => `arn:aws:kms:us-east-1:${ACCOUNT}:${resource}`

const oneOrMany = <T>(items: readonly T[]): T | readonly T[] => {
  const [first] = items
  return first !== undefined && items.length === 1 ? first : items
}

/**
 * The smallest statements that allow an operation, with the sandbox's account and a role of it: for the policy of the key where there is a
 * key, else for an IAM policy of the role. Empty where no permission is asked for.
 */
export const policiesOf = ({ input, key, permissions, example }: KmsOperation): readonly MinimalPolicy[] => {
  const request: Readonly<Record<string, unknown>> = example.request
  const inKeyPolicy = (actions: readonly string[]): MinimalPolicy => ({
    kind: 'key policy',
    statement: { Effect: 'Allow', Principal: { AWS: ROLE }, Action: oneOrMany(actions), Resource: '*' },
  })
  const inIamPolicy = (actions: readonly string[], ...resources: readonly string[]): MinimalPolicy => ({
    kind: 'IAM policy',
    statement: { Effect: 'Allow', Action: oneOrMany(actions), Resource: oneOrMany(resources) },
  })

  if (permissions.length === 0) return []
  if (input.AliasName) return [inIamPolicy(permissions, arn(String(request.AliasName)), arn(`key/${request.TargetKeyId ?? '*'}`))]
  // What can be asked without naming a key or a ciphertext is asked of the account.
  const ofKey = key !== undefined && Object.values(input).some(({ required }) => required)
  if (!ofKey) return [inIamPolicy(permissions, '*')]
  // The policy of a key cannot say who may make another one.
  const created = permissions.indexOf('kms:CreateKey')
  if (created === -1) return [inKeyPolicy(permissions)]
  return [inKeyPolicy(permissions.slice(0, created)), inIamPolicy(permissions.slice(created), '*')]
}
