import { expect, test } from 'vitest'
import { ConnectionErrorCode } from './members/key-stores.ts'
import { SIMULATED_NAMES, type Trouble, troubleOf } from './simulated-names.ts'

type Member = keyof typeof SIMULATED_NAMES
const NAMES = Object.entries(SIMULATED_NAMES).flatMap(([member, troubles]) =>
  Object.entries<Trouble>(troubles).map(([beginning, trouble]) => ({ member: member as Member, beginning, trouble })),
)

test('a name is found by its beginning, and hides no other', () => {
  for (const { member, beginning, trouble } of NAMES) expect(troubleOf(member, `${beginning}2222`)).toBe(trouble)
  expect(troubleOf('CloudHsmClusterId', 'cluster-sandbox2222')).toBeUndefined()
})

test('every way for a connection to fail has a name', () => {
  const met = new Set(NAMES.map(({ trouble }) => trouble.connection))
  expect(Object.keys(ConnectionErrorCode.values).filter((code) => !met.has(code as Trouble['connection']))).toEqual([])
})

test('every name makes some trouble, and every fault has its occasions', () => {
  for (const { beginning, trouble } of NAMES) {
    expect(trouble.fault ?? trouble.connection, beginning).toBeDefined()
    expect(trouble.at !== undefined, beginning).toBe(trouble.fault !== undefined)
  }
})
