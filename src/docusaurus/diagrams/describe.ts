import type { Diagram, Graph, Sequence } from './types.ts'

const inLine = (text: string): string => text.replaceAll('\n', ' ')

const describeGraph = ({ boxes, groups = [], arrows }: Graph): readonly string[] => {
  const labelOf = (id: string): string => {
    const group = groups.find((candidate) => candidate.id === id)
    return group ? group.members.map(labelOf).join(', ') : inLine(boxes.find((box) => box.id === id)?.label ?? '')
  }
  return [
    ...boxes.flatMap(({ label, detail }) => (detail === undefined ? [] : [`${inLine(label)}: ${inLine(detail)}`])),
    ...arrows.map(({ from, to, label }) => `${labelOf(from)} → ${labelOf(to)}${label === undefined ? '' : `: ${inLine(label)}`}`),
  ]
}

const describeSequence = ({ participants, rows }: Sequence): readonly string[] =>
  rows.flat().map((step) => {
    if ('heading' in step) return step.heading
    const label = inLine(step.label)
    return 'at' in step ? `${participants[step.at]}: ${label}` : `${participants[step.from]} → ${participants[step.to]}: ${label}`
  })

/** A diagram in words. */
export const describe = (diagram: Diagram): string =>
  (diagram.kind === 'graph' ? describeGraph(diagram) : describeSequence(diagram)).join('; ')
