import { arrow, box, type Drawing, heightOf, linesOf, type Point, polyline, widthOf, words } from './svg.ts'
import type { Graph, Placement } from './types.ts'

/** Around the words of a box. */
const PADDING = { x: 12, y: 7 }
const LEAST_WIDTH = 110
/** From the tip of an arrow to where its line ends. */
const HEAD = 8

const at = ([x, y]: readonly [number, number]): Point => ({ x, y })

/** The end of a line that leaves room for the head of an arrow. */
const before = (tip: Point, from: Point): Point => {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y)
  const share = (length - HEAD) / length
  return { x: from.x + (tip.x - from.x) * share, y: from.y + (tip.y - from.y) * share }
}

const found = <T>(values: Readonly<Record<string, T>>, kind: string, name: string): T => {
  const value = values[name]
  if (value === undefined) throw new Error(`Failed to draw the diagram: the ${kind} ${name} has no place.`)
  return value
}

/**
 * Draws a graph whose places are given, for one that a computed layout makes hard to read.
 *
 * @throws {Error} where a box, a frame or an arrow has no place
 */
export const drawPlaced = ({ boxes, groups = [], arrows }: Graph, placement: Placement): Drawing => {
  const frames = groups.map(({ id }) => {
    const [left, top, right, bottom] = found(placement.frames, 'frame', id)
    return box({ x: (left + right) / 2, y: (top + bottom) / 2 }, right - left, bottom - top, 'group')
  })
  const drawnBoxes = boxes.flatMap(({ id, label, detail, look }) => {
    const text = detail === undefined ? label : `${label}\n${detail}`
    const centre = at(found(placement.boxes, 'box', id))
    const width = Math.max(LEAST_WIDTH, widthOf(text) + 2 * PADDING.x)
    return [box(centre, width, heightOf(text) + 2 * PADDING.y, look), words(centre, text, 'name', linesOf(label).length)]
  })
  const routes = arrows.map(({ from, to, label, dashed }) => {
    const { line, label: place } = found(placement.arrows, 'arrow', `${from} ${to}`)
    const points = line.map(at)
    const [tip, last] = points.toReversed()
    if (!tip || !last) throw new Error(`Failed to draw the diagram: the arrow ${from} ${to} has no line.`)
    const end = before(tip, last)
    return {
      line: arrow(polyline([...points.slice(0, -1), end]), end, tip, dashed),
      label: label === undefined ? '' : words(at(place), label, 'label'),
    }
  })
  return {
    width: placement.width,
    height: placement.height,
    shapes: [...frames, ...routes.map(({ line }) => line), ...drawnBoxes, ...routes.map(({ label }) => label)],
  }
}
