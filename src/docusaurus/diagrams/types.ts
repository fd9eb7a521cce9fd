import type { KeyState } from '../../facts/key-states.ts'

/** How a box looks: `good` and `bad` are outcomes, `quiet` is beside the point, and a key state has its colour. */
export type Look = 'good' | 'bad' | 'quiet' | KeyState

/** A line break in a label is one in the drawing. */
export interface Box {
  readonly id: string
  readonly label: string
  /** What stands below the label, less loudly. */
  readonly detail?: string
  readonly look?: Look
}

/** What is drawn around boxes. */
export interface Group {
  readonly id: string
  /** Ids of boxes, and of groups inside this one. */
  readonly members: readonly string[]
}

export interface Arrow {
  /** Id of a box or a group. */
  readonly from: string
  /** Id of a box. */
  readonly to: string
  readonly label?: string
  readonly dashed?: boolean
  /** `level`: both ends are at one height; `up`: it does not put its end below its start, as arrows do otherwise. */
  readonly course?: 'level' | 'up'
}

/** Boxes and arrows. */
export interface Graph {
  readonly kind: 'graph'
  readonly title: string
  readonly caption?: string
  readonly boxes: readonly Box[]
  readonly groups?: readonly Group[]
  readonly arrows: readonly Arrow[]
  /** Where everything stands. Without it, the places are computed. */
  readonly placement?: Placement
}

type XY = readonly [x: number, y: number]

/** Places in px. */
export interface Placement {
  readonly width: number
  readonly height: number
  /** The centres of the boxes, by id. */
  readonly boxes: Readonly<Record<string, XY>>
  /** The corners of the frames, by id. */
  readonly frames: Readonly<Record<string, readonly [left: number, top: number, right: number, bottom: number]>>
  /** By `from to`: the points of the line, the tip last, and the centre of the label. */
  readonly arrows: Readonly<Record<string, { readonly line: readonly XY[]; readonly label: XY }>>
}

/** Something that one participant does, or that passes from one to another, or the title of what follows. */
export type Step =
  | { readonly at: string; readonly label: string; readonly look?: Look }
  | { readonly from: string; readonly to: string; readonly label: string; readonly reply?: boolean }
  | { readonly heading: string }

/** Participants side by side, and what happens between them from top to bottom. */
export interface Sequence {
  readonly kind: 'sequence'
  readonly title: string
  readonly caption?: string
  /** Names by id, from left to right. */
  readonly participants: Readonly<Record<string, string>>
  /** The steps of a row happen at the same time. */
  readonly rows: readonly (readonly Step[])[]
}

export type Diagram = Graph | Sequence
