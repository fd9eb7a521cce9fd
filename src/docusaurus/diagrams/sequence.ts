import { arrow, box, type Drawing, heightOf, lifeline, straight, widthOf, words } from './svg.ts'
import type { Sequence, Step } from './types.ts'

/** What fits beside each other on a telephone, in px. */
const WIDTH = 326
const HEAD = 30
const HEAD_WIDTH = 104
const GAP = 12
/** Between the words and the frame around them. */
const PADDING = 8

const stepText = (step: Step): string => ('heading' in step ? step.heading : step.label)

/** Messages stand above their arrow, notes in a box. */
const heightOfRow = (row: readonly Step[]): number =>
  Math.max(...row.map((step) => heightOf(stepText(step)) + ('from' in step ? 6 : 'at' in step ? 2 * PADDING - 4 : 0)))

/** Lays a sequence out. */
export const drawSequence = ({ participants, rows }: Sequence): Drawing => {
  const names = Object.entries(participants)
  const distance = (WIDTH - HEAD_WIDTH) / (names.length - 1)
  const x = (id: string): number => HEAD_WIDTH / 2 + distance * names.findIndex(([name]) => name === id)

  const shapeOf = (step: Step, top: number, height: number): string[] => {
    const middle = top + height / 2
    if ('heading' in step) return [words({ x: WIDTH / 2, y: middle }, step.heading, 'heading')]
    if ('at' in step) {
      const width = widthOf(step.label) + 2 * PADDING
      const inside = Math.min(Math.max(x(step.at), width / 2 + 1), WIDTH - width / 2 - 1)
      const centre = { x: inside, y: middle }
      return [box(centre, width, height, step.look), words(centre, step.label, 'note')]
    }
    const [from, to] = [x(step.from), x(step.to)]
    const y = top + height - 2
    const direction = Math.sign(to - from)
    const end = { x: to - direction * 8, y }
    return [
      arrow(straight({ x: from, y }, end), end, { x: to - direction, y }, step.reply),
      words({ x: (from + to) / 2, y: top + heightOf(step.label) / 2 }, step.label, 'label'),
    ]
  }

  let top = HEAD + GAP
  const shapes = rows.flatMap((row) => {
    const height = heightOfRow(row)
    const drawn = row.flatMap((step) => shapeOf(step, top, height))
    top += height + GAP
    return drawn
  })
  const heads = names.flatMap(([id, name]) => [
    box({ x: x(id), y: HEAD / 2 + 1 }, HEAD_WIDTH - 2, HEAD, 'head'),
    words({ x: x(id), y: HEAD / 2 + 1 }, name, 'name'),
  ])
  return { width: WIDTH, height: top, shapes: [...names.map(([id]) => lifeline(x(id), HEAD, top)), ...heads, ...shapes] }
}
