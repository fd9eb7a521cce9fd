// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { SECOND } from '../emulator/clock.ts'
import { createClient } from '../emulator/test-client.ts'
import { KEY_STATES } from '../facts/key-states.ts'
import { ConnectionState } from '../facts/members/key-stores.ts'
import { CreateCustomKeyStore } from '../facts/operations/CreateCustomKeyStore.ts'
import { LIFECYCLE, nextState } from '../facts/transitions.ts'
import { CONNECTIONS } from './diagrams/connection-states.ts'
import { DIAGRAMS } from './diagrams/data.ts'
import { describe } from './diagrams/describe.ts'
import { keyStatesDiagram } from './diagrams/key-states.ts'
import { drawPlaced } from './diagrams/placed.ts'
import { stateGraph } from './diagrams/states.ts'
import type { Graph, Placement } from './diagrams/types.ts'
import { diagrams } from './diagrams.ts'
import { jsxElement, type Node, walk } from './nodes.ts'

const expand = async (name: string): Promise<readonly Node[]> => {
  const root: Node = { type: 'root', children: [jsxElement('Diagram', { name })] }
  await diagrams()(root)
  return [...walk(root)]
}

/** The element that holds the drawing: its attributes, and what is in it. */
const viewOf = async (name: string): Promise<{ readonly names: readonly string[]; readonly html: string }> => {
  const attributes = (await expand(name)).find((node) => node.name === 'div')?.attributes ?? []
  const inner = attributes.find((attribute) => attribute.name === 'dangerouslySetInnerHTML')?.value as { readonly value: string }
  return { names: attributes.map((attribute) => attribute.name), html: JSON.parse(inner.value).__html }
}

test.each(Object.entries(DIAGRAMS))('%s is a well-formed image with a title and its facts in words', async (name, diagram) => {
  const { html } = await viewOf(name)
  const page = new DOMParser().parseFromString(html.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"'), 'image/svg+xml')
  const svg = page.documentElement
  const textOf = (attribute: string) => page.getElementById(svg.getAttribute(attribute) ?? '')?.textContent
  expect(svg.nodeName).toBe('svg')
  expect(svg.getAttribute('role')).toBe('img')
  expect(textOf('aria-labelledby')).toBe(diagram.title)
  expect(textOf('aria-describedby')).toBe(describe(diagram))
})

test.each(Object.keys(DIAGRAMS))('%s has a place for everything, and nothing that a strict policy forbids', async (name) => {
  expect((await viewOf(name)).html).not.toMatch(/NaN|undefined|Infinity|style=|<style|<script|href=|\son\w+=/)
})

test.each(Object.keys(DIAGRAMS))('%s is reached by keyboard if and only if a telephone has to scroll it', async (name) => {
  const { html, names } = await viewOf(name)
  expect(names.includes('tabIndex')).toBe(Number(/width="(\d+)"/.exec(html)?.[1]) > 288)
})

test('refuses a diagram that does not exist', async () => {
  await expect(expand('nothing')).rejects.toThrow('Failed to draw <Diagram name="nothing" />: no such diagram.')
})

/** The rows of a transition table, read from its diagram. */
const rowsOf = ({ boxes, groups = [], arrows }: Graph): readonly string[] => {
  const statesIn = (id: string): readonly string[] => groups.find((group) => group.id === id)?.members.flatMap(statesIn) ?? [id]
  return [
    ...boxes.flatMap(({ id, detail = '' }) => [...detail.matchAll(/↻ (\w+)/g)].map(([, event]) => `${id} ${event} ${id}`)),
    ...arrows.flatMap(({ from, to, label = '' }) =>
      statesIn(from).flatMap((state) => label.split('\n').map((event) => `${state} ${event} ${to}`)),
    ),
  ].toSorted()
}

const MOVES = KEY_STATES.flatMap((from) =>
  LIFECYCLE.flatMap((event) => {
    const to = nextState(from, event)
    return to === undefined ? [] : [{ from, event, to }]
  }),
)

test('a state diagram says what its table says, row by row', () => {
  const drawn = stateGraph({ title: '', states: KEY_STATES, moves: MOVES })
  expect(drawn.groups?.length).toBeGreaterThan(0)
  expect(rowsOf(drawn)).toEqual(MOVES.map(({ from, event, to }) => `${from} ${event} ${to}`).toSorted())
})

test('the diagram of key states has every state', () => {
  expect(keyStatesDiagram.boxes.map(({ id }) => id).toSorted()).toEqual(KEY_STATES.toSorted())
})

test('the connection states are the model’s, and the emulator moves a store between them as drawn', async () => {
  expect(Object.keys(CONNECTIONS).toSorted()).toEqual(Object.keys(ConnectionState.values).toSorted())

  type State = keyof typeof CONNECTIONS
  /** What to do with a new store to have it in a state: operations, and seconds to wait. */
  const ways: Readonly<Record<State, readonly (string | number)[]>> = {
    DISCONNECTED: [],
    CONNECTING: ['ConnectCustomKeyStore'],
    CONNECTED: ['ConnectCustomKeyStore', 1],
    FAILED: ['ConnectCustomKeyStore', 1],
    DISCONNECTING: ['ConnectCustomKeyStore', 1, 'DisconnectCustomKeyStore'],
  }
  const found = async (from: State, event: string | number): Promise<unknown> => {
    const { send, attempt, emulator } = createClient()
    const { CustomKeyStoreId } = await send('CreateCustomKeyStore', {
      ...CreateCustomKeyStore.example.request,
      XksProxyUriEndpoint: `https://${from === 'FAILED' ? 'later-unreachable' : 'proxy'}.example`,
    })
    for (const step of [...ways[from], event])
      if (typeof step === 'number') await emulator.clock.advance(step * SECOND)
      else await attempt(step, { CustomKeyStoreId })
    const { CustomKeyStores } = await send('DescribeCustomKeyStores', { CustomKeyStoreId })
    return CustomKeyStores?.[0]?.ConnectionState
  }
  for (const state of Object.keys(CONNECTIONS) as State[]) {
    for (const operation of ['ConnectCustomKeyStore', 'DisconnectCustomKeyStore'])
      expect(await found(state, operation), `${operation} of a store that is ${state}`).toBe(
        CONNECTIONS[state][operation] ?? state,
      )
  }
  expect(await found('CONNECTING', 1)).toBe(CONNECTIONS.CONNECTING['it succeeds'])
  expect(await found('FAILED', 0)).toBe(CONNECTIONS.CONNECTING['it fails'])
  expect(await found('DISCONNECTING', 1)).toBe(CONNECTIONS.DISCONNECTING.done)
})

test('the diagram of key states says what the transition table says, but for what keeps a state', () => {
  const { groups = [], arrows } = keyStatesDiagram
  const statesIn = (id: string): readonly string[] => groups.find((group) => group.id === id)?.members.flatMap(statesIn) ?? [id]
  const drawn = arrows.flatMap(({ from, to }) => statesIn(from).map((state) => `${state} ${to}`))
  const moving = MOVES.filter(({ from, to }) => from !== to).map(({ from, to }) => `${from} ${to}`)
  expect(drawn.toSorted()).toEqual([...new Set(moving)].toSorted())
})

test('no line of the diagram of key states crosses another, and no two end at one point', () => {
  const lines = Object.values(keyStatesDiagram.placement?.arrows ?? {}).map(({ line }) => line)
  const legs = lines.flatMap((line, index) => line.slice(1).map((to, leg) => ({ index, from: line[leg] ?? to, to })))
  const range = (one: number, other: number) => [Math.min(one, other), Math.max(one, other)] as const
  const meet = ([low, high]: readonly [number, number], [from, to]: readonly [number, number]) => low <= to && from <= high
  const crossings = legs.flatMap((one) =>
    legs.filter(
      (other) =>
        one.index < other.index &&
        meet(range(one.from[0], one.to[0]), range(other.from[0], other.to[0])) &&
        meet(range(one.from[1], one.to[1]), range(other.from[1], other.to[1])),
    ),
  )
  expect(lines.length).toBe(keyStatesDiagram.arrows.length)
  expect(crossings).toEqual([])
})

const placementOf = ({ placement }: Graph): Placement => {
  if (!placement) throw new Error('The diagram has no placement.')
  return placement
}

test('refuses a placed diagram with something that has no place', () => {
  expect(() =>
    drawPlaced({ ...keyStatesDiagram, boxes: [{ id: 'Lost', label: 'Lost' }] }, placementOf(keyStatesDiagram)),
  ).toThrow('Failed to draw the diagram: the box Lost has no place.')
})
