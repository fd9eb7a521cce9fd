import { ERRORS } from './errors.ts'
import { KEY_STATES } from './key-states.ts'
import * as operations from './operations/index.ts'

/** What is known of the service, as data: `model.json` of the site and the package. */
export const model = { operations, errors: ERRORS, keyStates: KEY_STATES }
