/** The contract of the service: every operation, as data, and what the pages, forms and the emulator derive from it. */
import * as operations from './operations/index.ts'

export { ERRORS, type ErrorCode } from './errors.ts'
export * from './key-specs.ts'
export { KEY_STATES, type KeyState } from './key-states.ts'
export * from './operation.ts'
export * from './project.ts'
export * from './shapes.ts'
export { nextState } from './transitions.ts'
export * from './violations.ts'
export { operations }
export type OperationName = keyof typeof operations
