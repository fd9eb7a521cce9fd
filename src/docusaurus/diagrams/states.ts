import type { Arrow, Box, Graph, Group, Look, Placement } from './types.ts'

/** A row of a transition table. */
export interface Move {
  readonly from: string
  readonly event: string
  readonly to: string
}

interface StateDiagram {
  readonly title: string
  readonly caption?: string
  /** From top to bottom. */
  readonly states: readonly string[]
  readonly moves: readonly Move[]
  /** Events in other words, and with line breaks. */
  readonly events?: Readonly<Record<string, string>>
  readonly notes?: Readonly<Record<string, string>>
  readonly looks?: Readonly<Record<string, Look>>
  /** Events that get one arrow from a frame wherever two states or more know them. */
  readonly framed?: readonly string[]
  readonly placement?: Placement
}

/** From this many sources, arrows to one state are drawn as a single arrow from a frame around the sources. */
const MANY = 3

const grouped = (moves: readonly Move[], by: (move: Move) => string): readonly Move[][] =>
  Object.values(Object.groupBy(moves, by)).filter((group) => group !== undefined)

const idOf = (members: readonly string[]): string => members.join('_')

/** The state diagram of a transition table. An event that keeps its state is listed in the state's box, behind ↻. */
export const stateGraph = ({
  title,
  caption,
  states,
  moves,
  events = {},
  notes = {},
  looks = {},
  framed = [],
  placement,
}: StateDiagram): Graph => {
  const eventText = ({ event }: Move): string => events[event] ?? event
  const changing = moves.filter(({ from, to }) => from !== to)
  const alike = grouped(changing, ({ event, to }) => `${event} ${to}`).filter(
    ({ length, 0: first }) => length >= MANY || (length > 1 && first !== undefined && framed.includes(first.event)),
  )
  const single = changing.filter((move) => !alike.flat().includes(move))

  const frames = alike
    .map((group) => states.filter((state) => group.some(({ from }) => from === state)))
    .toSorted((one, other) => one.length - other.length)
  // A frame holds the smaller frames that lie within it. Its last member is where its arrow starts.
  const groups = frames.map((members, index): Group => {
    const within = frames.slice(0, index).filter((frame) => frame.every((state) => members.includes(state)))
    const inner = within.filter(
      (frame, place) => !within.slice(place + 1).some((other) => frame.every((state) => other.includes(state))),
    )
    return { id: idOf(members), members: [...members.filter((state) => !inner.flat().includes(state)), ...inner.map(idOf)] }
  })

  const boxOf = (state: string): Box => {
    const stays = moves.filter(({ from, to }) => from === state && to === state).map((move) => `↻ ${eventText(move)}`)
    const detail = [...(notes[state] === undefined ? [] : [notes[state]]), ...stays].join('\n')
    const look = looks[state]
    return { id: state, label: state, ...(detail !== '' && { detail }), ...(look && { look }) }
  }
  const arrowOf = (group: readonly Move[], from: string, to: string): Arrow => ({
    from,
    to,
    label: [...new Set(group.map(eventText))].join('\n'),
    ...(states.indexOf(to) < states.indexOf(from) && { course: 'up' }),
  })
  return {
    kind: 'graph',
    title,
    ...(caption !== undefined && { caption }),
    ...(placement && { placement }),
    boxes: states.map(boxOf),
    groups,
    arrows: [
      ...grouped(single, ({ from, to }) => `${from} ${to}`).flatMap((group) =>
        group.slice(0, 1).map(({ from, to }) => arrowOf(group, from, to)),
      ),
      ...alike.flatMap((group) => {
        const members = states.filter((state) => group.some(({ from }) => from === state))
        return group.slice(0, 1).map(({ to }) => arrowOf(group, idOf(members), to))
      }),
    ],
  }
}
