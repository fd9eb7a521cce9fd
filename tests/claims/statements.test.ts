import { afterAll, expect, test } from 'vitest'
import { CLAIMS } from './extract.ts'
import { PROOFS } from './proofs.ts'

test.each(CLAIMS)('$page: $name', async ({ name, text }) => {
  const prove = PROOFS[name]
  if (!prove) throw new Error(`Failed to prove the claim ${name}: there is no proof of that name.`)
  await prove(text)
})

test('each proof is of a claim that a page makes', () => {
  const claimed = new Set(CLAIMS.map(({ name }) => name))
  expect(Object.keys(PROOFS).filter((name) => !claimed.has(name))).toEqual([])
})

afterAll(() =>
  console.log(
    `${CLAIMS.length} statements on ${new Set(CLAIMS.map(({ page }) => page)).size} pages, ${Object.keys(PROOFS).length} proofs`,
  ),
)
