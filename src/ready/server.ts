/** What `index.ts` exports, for a server: it has every operation and scenario from the start, so that the HTML is whole. */
import * as operations from '../facts/operations/index.ts'
import { LANGUAGES } from '../facts/samples/index.ts'
import * as manual from '../facts/scenarios/index.ts'
import { descriptors, languages } from './known.ts'
import { projection, ROWS } from './projection.ts'
import * as rows from './rows.ts'
import { scenarios } from './scenarios.ts'

export * from './index.ts'

projection.know(ROWS, rows)
for (const operation of Object.values(operations)) {
  descriptors.know(operation.name, operation)
  languages.know(operation.name, LANGUAGES)
}
for (const [name, scenario] of Object.entries(manual)) scenarios.know(name, scenario)
