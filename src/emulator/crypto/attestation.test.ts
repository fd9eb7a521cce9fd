import * as node from 'node:crypto'
import { concatBytes, hexToBytes } from '@noble/ciphers/utils.js'
import { expect, test } from 'vitest'
import { readAttestation } from './attestation.ts'

const { publicKey } = node.generateKeyPairSync('rsa', { modulusLength: 2048 })
const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))

const head = (major: number, length: number) => Uint8Array.of((major << 5) | 25, length >> 8, length & 255)
const octets = (bytes: Uint8Array) => concatBytes(head(2, bytes.length), bytes)
const text = (string: string) => concatBytes(head(3, string.length), new TextEncoder().encode(string))
const map = (...entries: Uint8Array[]) => concatBytes(head(5, entries.length / 2), ...entries)
const NULL = Uint8Array.of(0xf6)
const PCR = new Uint8Array(48).fill(7)
const PCRS = map(Uint8Array.of(0), octets(PCR), Uint8Array.of(8), octets(new Uint8Array(48)))

/** COSE_Sign1 of ES384, as the Nitro Secure Module makes it, with a signature that fits nothing. */
const document = (payload: Uint8Array) => concatBytes(hexToBytes('8444a1013822a0'), octets(payload), octets(new Uint8Array(96)))
const payload = (key: Uint8Array) =>
  map(
    ...[text('module_id'), text('i-0'), text('digest'), text('SHA384'), text('timestamp'), hexToBytes('1b0000019b0000abcd')],
    ...[text('pcrs'), PCRS, text('certificate'), octets(new Uint8Array(300)), text('cabundle'), hexToBytes('814100')],
    ...[text('public_key'), key, text('user_data'), NULL, text('nonce'), NULL],
  )

test('reads the public key and the measurements, with and without the tag of COSE_Sign1', () => {
  const plain = document(payload(octets(spki)))
  for (const bytes of [plain, concatBytes(Uint8Array.of(0xd2), plain)]) {
    const attestation = readAttestation(bytes)
    expect(attestation?.publicKey).toEqual(spki)
    expect(attestation?.pcrs).toEqual(
      new Map([
        [0, PCR],
        [8, new Uint8Array(48)],
      ]),
    )
  }
})

test('reads nothing from a document without an RSA public key or of another form', () => {
  const whole = document(payload(octets(spki)))
  const ec = node.generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' })
  expect(readAttestation(document(payload(NULL)))).toBeUndefined()
  expect(readAttestation(document(payload(octets(ec))))).toBeUndefined()
  expect(readAttestation(document(NULL))).toBeUndefined()
  // Another tag, an indefinite length, and a key given twice.
  expect(readAttestation(concatBytes(Uint8Array.of(0xd1), whole))).toBeUndefined()
  expect(readAttestation(concatBytes(Uint8Array.of(0x9f), whole.subarray(1), Uint8Array.of(0xff)))).toBeUndefined()
  expect(readAttestation(document(map(text('public_key'), octets(spki), text('public_key'), octets(spki))))).toBeUndefined()
  expect(readAttestation(whole.subarray(0, -1))).toBeUndefined()
  expect(readAttestation(concatBytes(whole, NULL))).toBeUndefined()
  expect(readAttestation(payload(octets(spki)))).toBeUndefined()
  expect(readAttestation(spki)).toBeUndefined()
  expect(readAttestation(new Uint8Array())).toBeUndefined()
  expect(readAttestation(new Uint8Array(262_144).fill(0x81))).toBeUndefined()
})
