/** Who asks, and whom policies and grants name: ARNs of IAM and STS. */
export interface Principal {
  readonly partition: string
  readonly account: string
  readonly type: 'Account' | 'User' | 'AssumedRole' | 'FederatedUser'
  /** The ARN that conditions see: for a session, that of its role. */
  readonly arn: string
  /**
   * The names by which a policy can mean the principal, the widest first: `*`, its account, the role of a session, itself. The
   * last one is its canonical name. Role names leave out the path, because a session's ARN does not have it.
   */
  readonly names: readonly string[]
}

export const ANY_PRINCIPAL = '*'

const ACCOUNT = /^\d{12}$/
const ARN = /^arn:(aws[a-z0-9-]*):(iam|sts)::(\d{12}):(root|user|role|assumed-role|federated-user)(?:\/([\w+=,.@/-]+))?$/

/** The ARN that stands for an account as a whole. */
export const rootArn = (partition: string, account: string): string => `arn:${partition}:iam::${account}:root`

/** How many principals are remembered. */
const MOST = 1000
const known = new Map<string, Principal>()

/**
 * The principal with an ARN, or undefined where no principal can have it. Whether it exists is not known: IAM is not modelled.
 */
export const principalOf = (arn: string): Principal | undefined => {
  const found = known.get(arn)
  if (found) return found
  const principal = read(arn)
  if (known.size >= MOST) known.clear()
  if (principal) known.set(arn, principal)
  return principal
}

const read = (arn: string): Principal | undefined => {
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
      return first === undefined ? { ...base, type: 'Account', arn, names: [ANY_PRINCIPAL, account] } : undefined
    case 'iam user':
      return last === undefined ? undefined : { ...base, type: 'User', arn, names: [ANY_PRINCIPAL, account, arn] }
    case 'iam role':
      return last === undefined ? undefined : { ...base, type: 'AssumedRole', arn, names: [ANY_PRINCIPAL, account, role(last)] }
    case 'sts assumed-role':
      if (first === undefined || rest.length !== 1) return undefined
      return {
        ...base,
        type: 'AssumedRole',
        arn: `arn:${partition}:iam::${account}:role/${first}`,
        names: [ANY_PRINCIPAL, account, role(first), arn],
      }
    case 'sts federated-user':
      return first === undefined || rest.length > 0
        ? undefined
        : { ...base, type: 'FederatedUser', arn, names: [ANY_PRINCIPAL, account, arn] }
    default:
      return undefined
  }
}

/**
 * The canonical name of a principal, so that two spellings of one principal are equal: an account's number, a role without its
 * path, any other ARN as it is. Undefined if the text names no principal.
 *
 * @example canonicalName('arn:aws:iam::111122223333:role/team/reports') //=> 'role/111122223333/reports'
 */
export const canonicalName = (principal: string): string | undefined =>
  ACCOUNT.test(principal) ? principal : principalOf(principal)?.names.at(-1)
