import { expect, test } from 'vitest'
import { dueAt, type Key, type Material } from '../store/rows.ts'
import { currentMaterial, usableMaterial, withMaterials, withoutBytes } from './lifecycle.ts'

const bytes = new Uint8Array(32)
const material = (id: string, state: Material['state'], rest: Partial<Material> = {}): Material => ({ id, state, bytes, ...rest })
const key = (rest: Partial<Key> = {}): Key => ({
  arn: 'arn:aws:kms:us-east-1:111122223333:key/1',
  id: '1',
  account: '111122223333',
  region: 'us-east-1',
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'EXTERNAL',
  manager: 'CUSTOMER',
  description: '',
  state: 'Enabled',
  createdAt: 0,
  policy: '',
  tags: [],
  materials: [material('a', 'CURRENT')],
  ...rest,
})
const gone = { bytes: undefined }

test.each([
  ['its only material is there', [material('a', 'CURRENT')], 'Enabled'],
  ['its only material is gone', [material('a', 'CURRENT', gone)], 'PendingImport'],
  ['it has none', [], 'PendingImport'],
  ['an older material is gone', [material('a', 'NON_CURRENT', gone), material('b', 'CURRENT')], 'PendingImport'],
  ['all of its materials are there', [material('a', 'NON_CURRENT'), material('b', 'CURRENT')], 'Enabled'],
  ['a waiting material is there', [material('a', 'CURRENT'), material('b', 'PENDING_ROTATION')], 'Enabled'],
  ['a waiting material is gone', [material('a', 'CURRENT'), material('b', 'PENDING_ROTATION', gone)], 'Enabled'],
  ['only a waiting material is there', [material('a', 'CURRENT', gone), material('b', 'PENDING_ROTATION')], 'PendingImport'],
] as const)('has a key be enabled only with all of its materials: %s', (_, materials, state) => {
  expect(withMaterials(key(), materials).state).toBe(state)
  expect(withMaterials(key({ state: 'PendingImport' }), materials).state).toBe(state)
  expect(withMaterials(key({ state: 'PendingDeletion' }), materials).state).toBe('PendingDeletion')
  expect(withMaterials(key({ state: 'Disabled' }), materials).state).toBe(state === 'Enabled' ? 'Disabled' : state)
})

test('keeps the place of a material that is gone, unless it only waited', () => {
  const materials = [
    material('a', 'NON_CURRENT', { validTo: 5, description: 'first' }),
    material('b', 'CURRENT'),
    material('c', 'PENDING_ROTATION'),
  ]
  expect(withoutBytes(materials, ({ id }) => id !== 'b')).toEqual([
    { id: 'a', state: 'NON_CURRENT', bytes: undefined, description: 'first' },
    materials[1],
  ])
})

test('is due at the first of its dates', () => {
  expect(dueAt(key())).toBe(Number.POSITIVE_INFINITY)
  expect(dueAt(key({ deletionDate: 9 }))).toBe(9)
  const materials = [material('a', 'CURRENT', { validTo: 7 }), material('b', 'PENDING_ROTATION', { validTo: 5 })]
  expect(dueAt(key({ deletionDate: 9, materials }))).toBe(5)
  expect(dueAt(key({ materials: [material('a', 'CURRENT', { validTo: 7, ...gone })] }))).toBe(Number.POSITIVE_INFINITY)
})

test('uses the current material, or the one that is named, if it is there', () => {
  const materials = [material('a', 'NON_CURRENT'), material('b', 'CURRENT'), material('c', 'NON_CURRENT', gone)]
  expect(currentMaterial({ materials })?.id).toBe('b')
  expect(usableMaterial(key({ materials })).id).toBe('b')
  expect(usableMaterial(key({ materials }), 'a').id).toBe('a')
  for (const id of ['c', 'd']) expect(() => usableMaterial(key({ materials }), id)).toThrow('is pending import.')
})
