import { afterAll, expect, test } from 'vitest'
import { type Document, type Found, PAGES, policiesIn, policiesOfExamples } from './extract.ts'
import { POLICY_PROOFS } from './proofs-policies.ts'

const POLICIES: readonly Found<Document>[] = [...PAGES.flatMap(policiesIn), ...policiesOfExamples()]

test.each(POLICIES)('$where', async ({ where, found }) => {
  const prove = POLICY_PROOFS[where]
  if (!prove) throw new Error(`Failed to prove the policy “${where}”: there is no proof of it.`)
  await prove(found)
})

/** What an older text of a page had: with it, the same requests fail. */
const REFUTED: readonly (readonly [where: string, what: string, older: (policy: Document) => Document])[] = [
  [
    'key-policies: Make a key with a denial',
    'a denial of Encrypt alone',
    (policy) => ({
      ...policy,
      Statement: policy.Statement.map((one) => (one.Effect === 'Deny' ? { ...one, Action: 'kms:Encrypt' } : one)),
    }),
  ],
  [
    'key-policies: separation.json',
    'the actions that the page gave administrators before',
    (policy) => ({
      ...policy,
      Statement: policy.Statement.filter(({ Effect }) => Effect === 'Allow').map((one) =>
        one.Sid === 'Administrators'
          ? { ...one, Action: ['kms:Create*', 'kms:Put*', 'kms:Disable*', 'kms:ScheduleKeyDeletion'] }
          : one,
      ),
    }),
  ],
  [
    'ReEncrypt: same-key.json',
    'no condition',
    (policy) => ({ ...policy, Statement: policy.Statement.map(({ Condition: _, ...one }) => one) }),
  ],
]

test.each(REFUTED)('%s fails with %s', async (where, _what, older) => {
  const policy = POLICIES.find((one) => one.where === where)
  if (!policy) throw new Error(`Failed to find the policy “${where}”.`)
  await expect(POLICY_PROOFS[where]?.(older(policy.found))).rejects.toThrow()
})

/** Each action that a denial has, one at a time. */
const DENIED = POLICIES.flatMap(({ where, found }) =>
  found.Statement.flatMap(({ Effect, Action }, at) =>
    Effect === 'Deny' ? [Action].flat().map((action) => ({ where, found, at, action })) : [],
  ),
)

test.each(DENIED)('$where needs its denial of $action', async ({ where, found, at, action }) => {
  const without = found.Statement.map((one, index) =>
    index === at ? { ...one, Action: [one.Action].flat().filter((other) => other !== action) } : one,
  )
  await expect(POLICY_PROOFS[where]?.({ ...found, Statement: without })).rejects.toThrow()
})

test('each proof is of a policy that a page has', () => {
  const there = new Set(POLICIES.map(({ where }) => where))
  expect(Object.keys(POLICY_PROOFS).filter((where) => !there.has(where))).toEqual([])
})

afterAll(() => console.log(`${POLICIES.length} policies`))
