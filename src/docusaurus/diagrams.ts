import { instance, type Viz } from '@viz-js/viz'
import { DIAGRAMS } from './diagrams/data.ts'
import { describe } from './diagrams/describe.ts'
import { drawGraph } from './diagrams/graph.ts'
import { drawPlaced } from './diagrams/placed.ts'
import { drawSequence } from './diagrams/sequence.ts'
import { type Drawing, escaped } from './diagrams/svg.ts'
import type { Diagram } from './diagrams/types.ts'
import { jsonAttribute, jsxElement, type Node, text } from './nodes.ts'

/** What a window of 320 px has room for; a wider drawing is scrolled. */
const NARROW = 288

const drawingOf = (viz: Viz, diagram: Diagram): Drawing => {
  if (diagram.kind === 'sequence') return drawSequence(diagram)
  return diagram.placement ? drawPlaced(diagram, diagram.placement) : drawGraph(viz, diagram)
}

const diagramOf = (viz: Viz, { attributes = [] }: Node): Node => {
  const name = String(attributes.find((attribute) => attribute.name === 'name')?.value)
  const diagram = DIAGRAMS[name]
  if (!diagram) throw new Error(`Failed to draw <Diagram name="${name}" />: no such diagram.`)
  const { width, height, shapes } = drawingOf(viz, diagram)
  const id = `diagram-${name}`
  const svg =
    `<svg role="img" aria-labelledby="${id}-title" aria-describedby="${id}-text" ` +
    `width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}">` +
    `<title id="${id}-title">${escaped(diagram.title)}</title><desc id="${id}-text">${escaped(describe(diagram))}</desc>` +
    `<g aria-hidden="true">${shapes.join('')}</g></svg>`
  // Only what scrolls has to be reached by keyboard.
  const view = jsxElement('div', width > NARROW ? { role: 'region', 'aria-label': diagram.title, tabIndex: '0' } : {})
  // A text rather than elements: React has nothing to compare in it.
  view.attributes?.push(jsonAttribute('dangerouslySetInnerHTML', { __html: svg }))
  return jsxElement('figure', { className: 'diagram' }, [
    view,
    ...(diagram.caption === undefined ? [] : [jsxElement('figcaption', {}, [text(diagram.caption)])]),
  ])
}

const isDiagram = ({ type, name }: Node): boolean => type === 'mdxJsxFlowElement' && name === 'Diagram'

/**
 * A remark plugin that draws the diagram in the place of each `<Diagram name="…" />`, as SVG in the page.
 *
 * @throws {Error} where no diagram has the name
 */
export const diagrams = () => async (root: Node) => {
  const { children = [] } = root
  if (!children.some(isDiagram)) return
  const viz = await instance()
  root.children = children.map((node) => (isDiagram(node) ? diagramOf(viz, node) : node))
}
