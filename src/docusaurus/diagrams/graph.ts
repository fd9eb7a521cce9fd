import type { Subgraph, Viz } from '@viz-js/viz'
import { arrow, box, curve, type Drawing, FONT_SIZE, linesOf, type Point, words } from './svg.ts'
import type { Box, Graph, Group } from './types.ts'

/** Graphviz measures in inches and points, and text by a font of its own. */
const INCH = 72
const FONT = { fontname: 'Arial', fontsize: FONT_SIZE * 1.1 }

const boxText = ({ label, detail }: Box): string => (detail === undefined ? label : `${label}\n${detail}`)

/** The output of Graphviz (format json0), as far as it is read: places and sizes, as texts. */
interface Layout {
  readonly bb: string
  readonly objects: readonly Placed[]
  readonly edges: readonly { readonly id: string; readonly pos: string; readonly lp?: string }[]
}

/** A box has a centre and a size, a frame two corners. */
interface Placed {
  readonly name: string
  readonly pos?: string
  readonly width?: string
  readonly height?: string
  readonly bb?: string
}

/** The last box in a group. */
const lastIn = (groups: readonly Group[], id: string): string => {
  const group = groups.find((candidate) => candidate.id === id)
  return group ? lastIn(groups, group.members.at(-1) ?? '') : id
}

const inputOf = ({ boxes, groups = [], arrows }: Graph) => {
  const clusterOf = ({ id, members }: Group): Subgraph => ({
    name: `cluster_${id}`,
    graphAttributes: { margin: 8 },
    nodes: members.filter((member) => boxes.some((box) => box.id === member)).map((name) => ({ name })),
    subgraphs: groups.filter((group) => members.includes(group.id)).map(clusterOf),
  })
  const inside = new Set(groups.flatMap(({ members }) => members))
  return {
    directed: true,
    graphAttributes: { compound: true, ranksep: 0.35, nodesep: 0.15, margin: 0, pad: 0 },
    nodeAttributes: { ...FONT, shape: 'box', margin: '0.12,0.08', height: 0.1, width: 0.1 },
    edgeAttributes: { ...FONT, arrowsize: 0.9 },
    nodes: boxes.map((box) => ({ name: box.id, attributes: { label: boxText(box) } })),
    edges: arrows.map(({ from, to, label, course }, index) => ({
      tail: lastIn(groups, from),
      head: to,
      attributes: {
        id: String(index),
        ...(label !== undefined && { label: label.replace(/^|$/gm, ' ') }),
        ...(groups.some(({ id }) => id === from) && { ltail: `cluster_${from}` }),
        ...(course === 'up' && { constraint: false }),
      },
    })),
    subgraphs: [
      ...groups.filter(({ id }) => !inside.has(id)).map(clusterOf),
      ...arrows
        .filter(({ course }) => course === 'level')
        .map(({ from, to }) => ({
          graphAttributes: { rank: 'same' },
          nodes: [{ name: from }, { name: to }],
        })),
    ],
  }
}

/** Room around the drawing, for lines at its edge. */
const MARGIN = 1

const numbersOf = (text = ''): readonly number[] => text.split(/[ ,]/).map(Number)
const pointOf = (text?: string): Point => {
  const [x = 0, y = 0] = numbersOf(text)
  return { x: x + MARGIN, y: y + MARGIN }
}

/**
 * Lays a graph out with Graphviz, from top to bottom.
 *
 * @throws {Error} where Graphviz fails
 */
export const drawGraph = (viz: Viz, graph: Graph): Drawing => {
  const layout: Layout = JSON.parse(viz.renderString(inputOf(graph), { format: 'json0', yInvert: true }))
  const placed = new Map(layout.objects.map((object) => [object.name, object]))

  const frames = (graph.groups ?? []).map(({ id }) => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbersOf(placed.get(`cluster_${id}`)?.bb)
    return box({ x: (x1 + x2) / 2 + MARGIN, y: (y1 + y2) / 2 + MARGIN }, x2 - x1, Math.abs(y2 - y1), 'group')
  })
  const boxes = graph.boxes.flatMap((content) => {
    const { pos, width, height } = placed.get(content.id) ?? {}
    return [
      box(pointOf(pos), Number(width) * INCH, Number(height) * INCH, content.look),
      words(pointOf(pos), boxText(content), 'name', linesOf(content.label).length),
    ]
  })
  const edges = layout.edges.map((edge) => ({ ...edge, content: graph.arrows[Number(edge.id)] }))
  const arrows = edges.map(({ pos, content }) => {
    // "e,x,y" is the tip; the points of the curve follow.
    const [tip, ...points] = pos.replace(/^e,/, '').split(' ').map(pointOf)
    return tip ? arrow(curve(points), points.at(-1) ?? tip, tip, content?.dashed) : ''
  })
  const labels = edges.map(({ lp, content }) => (content?.label === undefined ? '' : words(pointOf(lp), content.label, 'label')))

  const [left = 0, top = 0, right = 0, bottom = 0] = numbersOf(layout.bb)
  return {
    width: right - left + 2 * MARGIN,
    height: Math.abs(bottom - top) + 2 * MARGIN,
    shapes: [...frames, ...arrows, ...boxes, ...labels],
  }
}
