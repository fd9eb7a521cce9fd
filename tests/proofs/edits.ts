import fc from 'fast-check'

/** Something real, changed a little. */

/** One change of bytes or of a text: something goes, comes, or becomes something else. */
export type Edit = readonly [kind: number, at: number, length: number, value: number]
export const edits = (most: number): fc.Arbitrary<readonly Edit[]> =>
  fc.array(fc.tuple(fc.nat(4), fc.nat(65_535), fc.nat(8), fc.nat(255)), { minLength: 1, maxLength: most })

export const edit = (bytes: Uint8Array, changes: readonly Edit[]): Uint8Array =>
  changes.reduce((before: Uint8Array, [kind, place, length, value]) => {
    const at = before.length === 0 ? 0 : place % before.length
    const [head, cut, tail] = [before.subarray(0, at), before.subarray(at, at + length), before.subarray(at + length)]
    if (kind === 0) return Buffer.concat([head, tail])
    if (kind === 1) return Buffer.concat([head, cut, cut, tail])
    if (kind === 2) return Buffer.concat([head, Uint8Array.of(value), before.subarray(at)])
    const copy = Uint8Array.from(before)
    copy[at] = kind === 3 ? value : (copy[at] ?? 0) ^ (1 << (value % 8))
    return copy
  }, bytes)

export const edited = (text: string, changes: readonly Edit[]): Uint8Array => edit(Buffer.from(text), changes)
