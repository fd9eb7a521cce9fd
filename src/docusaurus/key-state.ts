import type { KeyState } from '../facts/key-states.ts'
import { type Node, textElement } from './nodes.ts'

/**
 * The name of a key state, behind a dot in the state's colour (src/css/key-states.css). The word says it without the colour.
 *
 * @example
 * keyState('Enabled', inlineCode('Enabled'))
 */
export const keyState = (state: KeyState, ...children: Node[]): Node =>
  textElement('span', { className: 'key-state', 'data-key-state': state }, children)
