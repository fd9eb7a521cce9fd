/** The contract of the service: every operation, as data, and what the pages, forms and the emulator derive from it. */
import * as operations from './operations/index.ts'

export * from '../vocabulary/operation.ts'
export * from '../vocabulary/project.ts'
export * from '../vocabulary/shapes.ts'
export * from '../vocabulary/violations.ts'
export { ERRORS, type ErrorCode } from './errors.ts'
export * from './key-specs.ts'
export { KEY_STATES, type KeyState } from './key-states.ts'
export { nextState } from './transitions.ts'
export { operations }
export type OperationName = keyof typeof operations
