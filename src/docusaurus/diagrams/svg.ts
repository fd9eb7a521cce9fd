import { KEY_STATES } from '../../facts/key-states.ts'
import type { Look } from './types.ts'

/** Text of the drawings, in px. Lines are set for a font that is a little wider than most. */
export const FONT_SIZE = 13
export const LINE_HEIGHT = 17
const CHARACTER = 7

export interface Point {
  readonly x: number
  readonly y: number
}

/** A drawing in px, and what is in it. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly shapes: readonly string[]
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Text for the content and the attributes of SVG. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)

const round = (value: number): number => Math.round(value * 10) / 10
export const linesOf = (text: string): readonly string[] => text.split('\n')
/** The estimated width of the longest line, in the units of the drawing. */
export const widthOf = (text: string): number => Math.max(...linesOf(text).map((line) => line.length)) * CHARACTER
/** The height of the lines, in the units of the drawing. */
export const heightOf = (text: string): number => linesOf(text).length * LINE_HEIGHT

const classes = (...names: readonly (string | false | undefined)[]): string => names.filter(Boolean).join(' ')

/** A box around a centre. */
export const box = (centre: Point, width: number, height: number, look?: Look | 'group' | 'head'): string => {
  const [x, y] = [round(centre.x - width / 2), round(centre.y - height / 2)]
  const isState = KEY_STATES.some((state) => state === look)
  const kind = isState ? `class="diagram-box" data-key-state="${look}"` : `class="${classes('diagram-box', look)}"`
  return `<rect ${kind} x="${x}" y="${y}" width="${round(width)}" height="${round(height)}" rx="6"/>`
}

/** Lines around a centre; those from `quietFrom` on are said less loudly. */
export const words = (
  centre: Point,
  text: string,
  look: 'name' | 'note' | 'label' | 'heading',
  quietFrom = Number.POSITIVE_INFINITY,
): string => {
  const top = centre.y - heightOf(text) / 2 + LINE_HEIGHT * 0.75
  const spans = linesOf(text).map((line, index) => {
    const quiet = index >= quietFrom ? ' class="quiet"' : ''
    return `<tspan${quiet} x="${round(centre.x)}" y="${round(top + index * LINE_HEIGHT)}">${escaped(line)}</tspan>`
  })
  return `<text class="diagram-${look}">${spans.join('')}</text>`
}

/** A line along path data, with its head at `tip`; `before` is where the line ends. */
export const arrow = (path: string, before: Point, tip: Point, dashed = false): string => {
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1
  const [dx, dy] = [(tip.x - before.x) / length, (tip.y - before.y) / length]
  const corner = (side: number) => `${round(tip.x - 9 * dx - side * 4 * dy)},${round(tip.y - 9 * dy + side * 4 * dx)}`
  return (
    `<path class="${classes('diagram-line', dashed && 'dashed')}" d="${path}"/>` +
    `<polygon class="diagram-head" points="${round(tip.x)},${round(tip.y)} ${corner(1)} ${corner(-1)}"/>`
  )
}

/** Path data: a line through two points. */
export const straight = (from: Point, to: Point): string => polyline([from, to])

/** Path data: a line through several points. */
export const polyline = (points: readonly Point[]): string => `M${points.map(({ x, y }) => `${round(x)},${round(y)}`).join('L')}`

/** Path data: a start, and three points for each Bézier curve. */
export const curve = ([start = { x: 0, y: 0 }, ...points]: readonly Point[]): string =>
  `M${round(start.x)},${round(start.y)}C${points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ')}`

/** The vertical dashed line below a party of a sequence diagram. */
export const lifeline = (x: number, from: number, to: number): string =>
  `<path class="diagram-lifeline" d="${straight({ x, y: from }, { x, y: to })}"/>`
