/**
 * Reading CBOR: RFC 8949 without floating-point numbers and indefinite lengths, which attestation documents do not use.
 * Written here, being one short function: a CBOR library is mostly the other half, and nothing here writes CBOR.
 */
export type Cbor = number | bigint | boolean | null | undefined | string | Uint8Array | readonly Cbor[] | ReadonlyMap<Cbor, Cbor>

const SIMPLE: ReadonlyMap<number, boolean | null | undefined> = new Map([
  [20, false],
  [21, true],
  [22, null],
  [23, undefined],
])

const refuse = (reason: string): never => {
  throw new Error(`Failed to read CBOR: ${reason}`)
}

/** The one data item that `bytes` is; a tag is passed over. @throws Error where the bytes are not one well-formed item. */
export const read = (bytes: Uint8Array): Cbor => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) refuse('it ends early.')
    at += length
    return bytes.subarray(at - length, at)
  }

  /** The argument of a head (§3): a value, a length or a count. */
  const argument = (information: number): number | bigint => {
    if (information < 24) return information
    if (information > 27) return refuse('a length is indefinite or reserved.')
    const start = at
    take(2 ** (information - 24))
    if (information === 24) return view.getUint8(start)
    if (information === 25) return view.getUint16(start)
    if (information === 26) return view.getUint32(start)
    return view.getBigUint64(start)
  }

  const item = (): Cbor => {
    const [head = 0] = take(1)
    const major = head >> 5
    if (major === 7) return SIMPLE.has(head & 31) ? SIMPLE.get(head & 31) : refuse('it holds a float or an unassigned value.')
    const value = argument(head & 31)
    if (major === 0) return value
    if (major === 1) return typeof value === 'bigint' ? -1n - value : -1 - value
    if (major === 2) return take(Number(value))
    if (major === 3) return new TextDecoder('utf-8', { fatal: true }).decode(take(Number(value)))
    if (major === 6) return item()
    const list: Cbor[] = []
    if (major === 4) {
      while (list.length < value) list.push(item())
      return list
    }
    const entries = new Map<Cbor, Cbor>()
    for (let left = value; left > 0; left--) entries.set(item(), item())
    return entries
  }

  const only = item()
  return at === bytes.length ? only : refuse('octets follow the item.')
}
