import { crc32, deflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'

/** A picture with at most 256 colours is a third as large. */

const COLOURS = 256
/** How far from each other the colours of the palette are, so that rare ones come in too: the squares of the channels' differences, added up. */
const APART = 40

/** The pixels of a PNG, each a number of 24 bits, as the browser reads them. */
const pixelsOf = (page: Page, png: Buffer): Promise<{ readonly width: number; readonly pixels: readonly number[] }> =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes]))
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
    if (!context) throw new Error('Failed to read the picture: the browser has no canvas.')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, image.width, image.height)
    const pixels = Array.from({ length: data.length / 4 }, (_, n) => {
      const [red = 0, green = 0, blue = 0] = data.subarray(n * 4)
      return red * 65_536 + green * 256 + blue
    })
    return { width: image.width, pixels }
  }, png.toString('base64'))

const channels = (colour: number): readonly [number, number, number] => [colour >> 16, (colour >> 8) & 255, colour & 255]

const distance = (a: number, b: number): number => {
  const other = channels(b)
  return channels(a).reduce((sum, value, n) => sum + (value - (other[n] ?? 0)) ** 2, 0)
}

/** A chunk (PNG, section 5.3): length, type, data, and the checksum of the two. */
const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

/** The picture in its most frequent colours that differ; every other colour becomes the nearest of them. */
export const withPalette = async (page: Page, png: Buffer): Promise<Buffer> => {
  const { width, pixels } = await pixelsOf(page, png)
  const counts = new Map<number, number>()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const palette: number[] = []
  for (const [colour] of [...counts].sort(([, a], [, b]) => b - a))
    if (palette.length < COLOURS && palette.every((chosen) => distance(chosen, colour) >= APART)) palette.push(colour)
  const nearest = (colour: number) =>
    palette.reduce((best, other, n) => (distance(other, colour) < distance(palette[best] ?? 0, colour) ? n : best), 0)
  const indices = new Map([...counts.keys()].map((colour) => [colour, nearest(colour)]))

  const height = pixels.length / width
  // Each line begins with the number of its filter, which is none.
  const lines = Buffer.alloc(height * (width + 1))
  for (const [n, colour] of pixels.entries()) lines[n + Math.floor(n / width) + 1] = indices.get(colour) ?? 0
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits for a pixel, which is an index.
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
