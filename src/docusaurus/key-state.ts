import type { KeyState } from '../facts/key-states.ts'
import { type Node, textElement } from './nodes.ts'

/** The name of a key state, with a dot in the state's colour before it (src/css/key-states.css); the word says it without the colour. */
export const keyState = (state: KeyState, ...children: Node[]): Node =>
  textElement('span', { className: 'key-state', 'data-key-state': state }, children)
