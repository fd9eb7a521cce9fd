import { expect, test } from 'vitest'
import { ANY_OPERATION, DIFFERENCE_KINDS, DIFFERENCES, DIFFERING, differencesOf } from './differences.ts'
import { ERRORS } from './errors.ts'
import { operations } from './index.ts'

const names = DIFFERENCES.flatMap(({ of }) => of)

test('every operation that a difference names exists', () => {
  const unknown = names.filter((name) => name !== ANY_OPERATION && !Object.hasOwn(operations, name))
  expect(unknown).toEqual([])
})

test('a difference names each operation once, by name, and at least one', () => {
  for (const { of, text } of DIFFERENCES) {
    expect(of, text).not.toHaveLength(0)
    expect([...new Set(of)].sort(), text).toEqual([...of])
  }
})

test('a difference is whole sentences, its code in pairs of backticks', () => {
  for (const { text } of DIFFERENCES) {
    expect(text).toMatch(/^[A-Z`“].*\.$/s)
    expect(text.split('`').length % 2, text).toBe(1)
  }
})

test('no difference is there twice, and every kind is used', () => {
  expect(new Set(DIFFERENCES.map(({ text }) => text)).size).toBe(DIFFERENCES.length)
  expect(new Set(DIFFERENCES.map(({ kind }) => kind))).toEqual(new Set(Object.keys(DIFFERENCE_KINDS)))
})

test('every error that a difference names is one of the service', () => {
  const codes = DIFFERENCES.flatMap(({ text }) => text.match(/`(\w+Exception)`/g) ?? []).map((code) => code.slice(1, -1))
  expect(codes.filter((code) => !Object.hasOwn(ERRORS, code))).toEqual([])
})

test('lists the differences of an operation', () => {
  expect(DIFFERING).toContain('Encrypt')
  expect(DIFFERING).not.toContain(ANY_OPERATION)
  expect(differencesOf('DisconnectCustomKeyStore').map(({ text }) => text)).toContain('A disconnection takes 1 second.')
})
