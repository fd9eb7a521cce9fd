import type { Cure, Hands } from '../../components/settings.tsx'
import { GrantOperation } from '../../facts/members/access.ts'
import type { Weighed } from '../../facts/trace.ts'
import type { Body } from '../../vocabulary/fits.ts'
import { type Cures, listIn } from './cure.ts'

/** Cures of a denial. The account lets the caller in: what a cure sends, it sends as its root. */

const ROOT = /^arn:[^:]+:iam::\d+:root$/
const DEFAULT = 'default'

/** Replaces the statements of a key's policy. */
const changingPolicy = (label: string, KeyId: string, change: (statements: readonly Body[]) => readonly Body[]): Cure => ({
  label,
  act: async ({ send }: Hands) => {
    const { Policy } = await send('GetKeyPolicy', { KeyId, PolicyName: DEFAULT })
    const policy: Body = JSON.parse(String(Policy))
    await send('PutKeyPolicy', {
      KeyId,
      PolicyName: DEFAULT,
      Policy: JSON.stringify({ ...policy, Statement: change(listIn(policy, 'Statement')) }),
    })
    return undefined
  },
})

const deniedBy = (weighed: readonly Weighed[]): Weighed | undefined => weighed.find(({ effect }) => effect === 'Deny')

/** Lets the caller in, by a grant or by the key policy; or takes out the statement that keeps it out. The root itself cannot be let in. */
export const letsIn: Cures = ({ step }) => {
  if (step.check !== 'access' || ROOT.test(step.caller) || step.resource === '*') return []
  const { caller, action, resource, weighed = [] } = step
  const denial = deniedBy(weighed)
  if (denial) {
    const { index, policy } = denial.statement ?? {}
    if (denial.source !== 'key policy' || index === undefined || policy !== undefined) return []
    return [
      changingPolicy('take the statement that denies it out of the key policy', resource, (statements) =>
        statements.filter((_, place) => place !== index),
      ),
    ]
  }
  const operation = action.replace('kms:', '')
  const grant: Cure = {
    label: 'grant it',
    act: async ({ send }) => {
      await send('CreateGrant', { KeyId: resource, GranteePrincipal: caller, Operations: [operation] })
      return undefined
    },
  }
  const statement = { Effect: 'Allow', Principal: { AWS: caller }, Action: action, Resource: '*' }
  return [
    ...(operation in GrantOperation.values ? [grant] : []),
    changingPolicy('allow it in the key policy', resource, (statements) => [...statements, statement]),
  ]
}
