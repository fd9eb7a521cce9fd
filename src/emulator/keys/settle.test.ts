import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../clock.ts'
import { createClient } from '../test-client.ts'

const clock = { now: () => Date.UTC(2026, 0, 20) }
const REGIONS = ['us-east-1', 'eu-west-1'] as const

/** What a client does, and for how many days it then waits. */
const steps = fc.array(
  fc.record({
    region: fc.constantFrom(...REGIONS),
    request: fc.constantFrom<[operation: string, body: object]>(
      ['EnableKey', {}],
      ['DisableKey', {}],
      ['EnableKeyRotation', { RotationPeriodInDays: 90 }],
      ['EnableKeyRotation', { RotationPeriodInDays: 120 }],
      ['DisableKeyRotation', {}],
      ['RotateKeyOnDemand', {}],
      ['ScheduleKeyDeletion', { PendingWindowInDays: 7 }],
      ['ScheduleKeyDeletion', { PendingWindowInDays: 30 }],
      ['CancelKeyDeletion', {}],
      ['ReplicateKey', { ReplicaRegion: 'eu-west-1' }],
      ['UpdatePrimaryRegion', { PrimaryRegion: 'us-east-1' }],
      ['UpdatePrimaryRegion', { PrimaryRegion: 'eu-west-1' }],
    ),
    days: fc.constantFrom(0, 1, 10, 45, 100, 300),
  }),
  { minLength: 5, maxLength: 25 },
)
type Steps = typeof steps extends fc.Arbitrary<infer S> ? S : never

/**
 * Plays the steps on a fresh multi-Region key and tells what a client can see after each. Every wait passes in so many `pieces`, with a
 * request after each.
 */
const play = async (steps: Steps, pieces: number) => {
  const client = createClient({ clock })
  const KeyId = (await client.send('CreateKey', { MultiRegion: true })).KeyMetadata?.KeyId ?? ''

  const look = async (region: string) => {
    const { attempt } = client.inRegion(region)
    const { KeyMetadata } = (await attempt('DescribeKey', { KeyId })).body as { KeyMetadata?: Record<string, unknown> }
    const { Rotations } = (await attempt('ListKeyRotations', { KeyId })).body as { Rotations?: Record<string, unknown>[] }
    return {
      shown: {
        state: KeyMetadata?.KeyState,
        deletion: KeyMetadata?.DeletionDate,
        window: KeyMetadata?.PendingDeletionWindowInDays,
        related: (KeyMetadata?.MultiRegionConfiguration as Record<string, unknown> | undefined)?.MultiRegionKeyType,
        rotations: Rotations?.map(({ RotationDate, RotationType }) => `${RotationType} ${RotationDate}`),
        status: (await attempt('GetKeyRotationStatus', { KeyId })).body,
      },
      materials: Rotations?.map(({ KeyMaterialId }) => KeyMaterialId),
    }
  }

  const seen: unknown[] = []
  for (const { region, request, days } of steps) {
    const [operation, body] = request
    const { status, body: answer } = await client.inRegion(region).attempt(operation, { KeyId, ...body })
    seen.push([operation, status, status === 200 ? undefined : answer.message])
    for (let i = 0; i < pieces; i++) {
      await client.emulator.clock.advance((days * DAY) / pieces)
      await client.send('ListKeys', {})
    }
    const [home, abroad] = [await look('us-east-1'), await look('eu-west-1')]
    if (home.materials && abroad.materials) expect(abroad.materials).toEqual(home.materials)
    seen.push(home.shown, abroad.shown)
  }
  return JSON.parse(JSON.stringify(seen).replaceAll(KeyId, 'KEY'))
}

test('time does the same in one leap as in small steps, and related keys share their material all along', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      expect(await play(steps, 8)).toEqual(await play(steps, 1))
    }),
    { numRuns: 40 },
  )
})
