/** Who asks, and whom policies and grants name: ARNs of IAM and STS. */
export interface Principal {
  readonly partition: string
  readonly account: string
  readonly type: 'Account' | 'User' | 'AssumedRole' | 'FederatedUser'
  /** The ARN that conditions see: for a session, that of its role. */
  readonly arn: string
  /**
   * What stands for the principal, the widest first: everybody, its account, the role of a session, itself. Whom a policy names, it names
   * by the last of these, so that two spellings of one principal are equal. A role's path is left out: a session's ARN does not tell it.
   */
  readonly names: readonly string[]
}

export const EVERYBODY = '*'

const ACCOUNT = /^\d{12}$/
const ARN = /^arn:(aws[a-z0-9-]*):(iam|sts)::(\d{12}):(root|user|role|assumed-role|federated-user)(?:\/([\w+=,.@/-]+))?$/

/** The ARN that stands for an account as a whole. */
export const rootArn = (partition: string, account: string): string => `arn:${partition}:iam::${account}:root`

/** The principal with an ARN, or undefined where no principal can have it. Whether it exists is not known: IAM is not modelled. */
export const principalOf = (arn: string): Principal | undefined => {
  const [, partition, service, account, kind, path] = ARN.exec(arn) ?? []
  if (!partition || !account) return undefined
  const segments = path?.split('/') ?? []
  if (segments.includes('')) return undefined
  const [first, ...rest] = segments
  const last = segments.at(-1)
  const base = { partition, account }
  const role = (name: string) => `role/${account}/${name}`
  switch (`${service} ${kind}`) {
    case 'iam root':
      return first === undefined ? { ...base, type: 'Account', arn, names: [EVERYBODY, account] } : undefined
    case 'iam user':
      return last === undefined ? undefined : { ...base, type: 'User', arn, names: [EVERYBODY, account, arn] }
    case 'iam role':
      return last === undefined ? undefined : { ...base, type: 'AssumedRole', arn, names: [EVERYBODY, account, role(last)] }
    case 'sts assumed-role':
      if (first === undefined || rest.length !== 1) return undefined
      return {
        ...base,
        type: 'AssumedRole',
        arn: `arn:${partition}:iam::${account}:role/${first}`,
        names: [EVERYBODY, account, role(first), arn],
      }
    case 'sts federated-user':
      return first === undefined || rest.length > 0
        ? undefined
        : { ...base, type: 'FederatedUser', arn, names: [EVERYBODY, account, arn] }
    default:
      return undefined
  }
}

/** The one name of the principal that a policy or grant means; an account's number counts. Undefined where it is none. */
export const nameOf = (principal: string): string | undefined =>
  ACCOUNT.test(principal) ? principal : principalOf(principal)?.names.at(-1)
