import { expect, test } from 'vitest'
import { ListKeyRotations } from '../../facts/operations/ListKeyRotations.ts'
import { DAY } from '../clock.ts'
import { arnOf, createClient, importMaterial, SANDBOX } from '../test-client.ts'

const clock = { now: () => Date.UTC(2026, 0, 20) }
const seconds = clock.now() / 1000

test('returns the response of the example', async () => {
  const { send } = createClient()
  expect(await send('ListKeyRotations', ListKeyRotations.example.request)).toEqual(ListKeyRotations.example.response)
})

test('lists the rotations, or all the materials, the oldest first', async () => {
  const { send, emulator } = createClient({ clock })
  const KeyId = SANDBOX.app
  const { KeyMetadata } = await send('DescribeKey', { KeyId })
  expect(await send('ListKeyRotations', { KeyId })).toEqual({ Rotations: [], Truncated: false })
  await send('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 })
  await emulator.clock.advance(90 * DAY)
  await send('RotateKeyOnDemand', { KeyId })

  const material = { KeyId: arnOf(KeyId), KeyMaterialId: expect.stringMatching(/^[a-f0-9]{64}$/) }
  const rotations = [
    { ...material, KeyMaterialState: 'NON_CURRENT', RotationDate: seconds + 90 * 86_400, RotationType: 'AUTOMATIC' },
    { ...material, KeyMaterialState: 'CURRENT', RotationDate: seconds + 90 * 86_400, RotationType: 'ON_DEMAND' },
  ]
  expect(await send('ListKeyRotations', { KeyId })).toEqual({ Rotations: rotations, Truncated: false })
  expect(await send('ListKeyRotations', { KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' })).toEqual({
    Rotations: [
      { KeyId: arnOf(KeyId), KeyMaterialId: KeyMetadata?.CurrentKeyMaterialId, KeyMaterialState: 'NON_CURRENT' },
      ...rotations,
    ],
    Truncated: false,
  })
})

test('tells of imported material whether it is there, until when, and what it was called', async () => {
  const client = createClient({ clock })
  const { send } = client
  const KeyId = SANDBOX.imported
  const { KeyMetadata } = await send('DescribeKey', { KeyId })
  const { KeyMaterialId } = await importMaterial(client, KeyId, new Uint8Array(32).fill(7), {
    ImportType: 'NEW_KEY_MATERIAL',
    KeyMaterialDescription: 'second',
    ValidTo: seconds + 3600,
  })
  await send('DeleteImportedKeyMaterial', { KeyId })
  expect(await send('ListKeyRotations', { KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' })).toEqual({
    Rotations: [
      {
        KeyId: arnOf(KeyId),
        KeyMaterialId: KeyMetadata?.CurrentKeyMaterialId,
        ImportState: 'PENDING_IMPORT',
        KeyMaterialState: 'CURRENT',
      },
      {
        KeyId: arnOf(KeyId),
        KeyMaterialId,
        KeyMaterialDescription: 'second',
        ImportState: 'IMPORTED',
        KeyMaterialState: 'PENDING_ROTATION',
        ExpirationModel: 'KEY_MATERIAL_EXPIRES',
        ValidTo: seconds + 3600,
      },
    ],
    Truncated: false,
  })
})

test('shows page after page and refuses the marker of another listing', async () => {
  const { send, refuse } = createClient({ clock })
  const KeyId = SANDBOX.app
  for (let i = 0; i < 3; i++) await send('RotateKeyOnDemand', { KeyId })
  const all = await send('ListKeyRotations', { KeyId })
  const first = await send('ListKeyRotations', { KeyId, Limit: 2 })
  expect(first).toMatchObject({ Truncated: true, NextMarker: expect.any(String) })
  const second = await send('ListKeyRotations', { KeyId, Limit: 2, Marker: first.NextMarker })
  expect(second.Truncated).toBe(false)
  expect(second).not.toHaveProperty('NextMarker')
  expect([...(first.Rotations ?? []), ...(second.Rotations ?? [])]).toEqual(all.Rotations)
  expect(await refuse('ListKeyRotations', { KeyId: SANDBOX.imported, Marker: first.NextMarker })).toMatch(
    /^InvalidMarkerException/,
  )
})

test('refuses keys that never rotate, and lists in every state', async () => {
  const { send, refuse } = createClient()
  expect(await refuse('ListKeyRotations', { KeyId: SANDBOX.rsa })).toBe('UnsupportedOperationException')
  expect(await refuse('ListKeyRotations', { KeyId: SANDBOX.mac })).toBe('UnsupportedOperationException')
  for (const KeyId of [SANDBOX.disabled, SANDBOX['pending-deletion'], SANDBOX['pending-import']])
    expect(await send('ListKeyRotations', { KeyId })).toEqual({ Rotations: [], Truncated: false })
})
