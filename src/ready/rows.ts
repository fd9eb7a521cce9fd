import type { OperationName } from '../facts/index.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { HEADERS } from '../facts/protocol.ts'
import { elementsOf, parametersOf, type Row } from '../vocabulary/project.ts'
import { descriptors } from './known.ts'
import type { Found } from './loaded.ts'

/** What a table shows of an operation. */
export type Part = 'headers' | 'request' | 'response'

const ROWS: Readonly<Record<Part, (operation: KmsOperation) => readonly Row[]>> = {
  headers: HEADERS,
  request: parametersOf,
  response: elementsOf,
}

/**
 * The rows of an operation; undefined where there is none of that name.
 *
 * @throws {Promise<void>} while its descriptor loads, for a `Suspense` around the component
 */
export const rowsOf = (operation: OperationName | KmsOperation, part: Part): Found<readonly Row[] | undefined> => {
  if (typeof operation === 'object') return { fact: ROWS[part](operation) }
  const found = descriptors.read(operation)
  return 'error' in found ? found : { fact: found.fact && ROWS[part](found.fact) }
}

export const { forget } = descriptors
