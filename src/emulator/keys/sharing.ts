import { operations } from '../../facts/index.ts'
import type { KmsOperation } from '../../facts/operation.ts'
import type { Key } from '../store/rows.ts'
import { rootArn } from './principals.ts'

/**
 * Keys shared with other accounts, as AWS RAM does it: beside its own policy such a key has one that lets them in. Loaded where a key is shared,
 * since it looks at every operation.
 */

/** What an account that a key is shared with may do: everything that can be done with a key of another account. */
const ACTIONS: readonly string[] = [
  ...new Set(
    Object.values<KmsOperation>(operations).flatMap(({ crossAccount, permissions }) => (crossAccount ? permissions : [])),
  ),
].sort()

const ACCOUNT = /^\d{12}$/

/**
 * The key shared with `accounts` and no others; with none it is shared no more.
 *
 * @throws {Error} where one of them is not 12 digits, or the key's own
 */
export const shared = ({ shared: _, ...key }: Key, accounts: readonly string[]): Key => {
  const wrong = accounts.find((account) => !ACCOUNT.test(account) || account === key.account)
  if (wrong !== undefined) throw new Error(`'${wrong}' is not the number of another account.`)
  if (accounts.length === 0) return key
  const partition = key.arn.split(':')[1] ?? 'aws'
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'SharedThroughRam',
        Effect: 'Allow',
        Principal: { AWS: accounts.map((account) => rootArn(partition, account)) },
        Action: ACTIONS,
        Resource: '*',
      },
    ],
  }
  return { ...key, shared: { accounts, policy: JSON.stringify(policy, undefined, 2) } }
}
