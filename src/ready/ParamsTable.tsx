'use client'
import type { ComponentProps, ReactNode } from 'react'
import Table from '../components/ParamsTable/index.tsx'
import type { OperationName } from '../facts/index.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { HEADERS } from '../facts/protocol.ts'
import { elementsOf, parametersOf, type Row } from '../vocabulary/project.ts'
import { Described } from './Described.tsx'

type TableProps = ComponentProps<typeof Table>
/** What a table shows of an operation. */
export type Part = 'headers' | 'request' | 'response'

/** What a table is told: an operation, or its rows. */
export type ParamsTableProps =
  | TableProps
  | (Omit<TableProps, 'parameters'> & {
      /** The operation: its name, or its descriptor. */
      readonly operation: OperationName | KmsOperation
      /** Which of its rows: those of the request unless given. */
      readonly of?: Part
    })

const ROWS: Readonly<Record<Part, (operation: KmsOperation) => readonly Row[]>> = {
  headers: HEADERS,
  request: parametersOf,
  response: elementsOf,
}
const PREFIXES: Readonly<Record<Part, string>> = { headers: 'header', request: 'request', response: 'response' }

/**
 * The parameters of an operation of Q-KMS, or the given rows, as the seed's pages have them. Every row can be linked to (`#request-KeyId`).
 *
 * @example <ParamsTable operation="Encrypt" of="response" />
 */
export function ParamsTable(props: ParamsTableProps): ReactNode {
  if ('parameters' in props) return <Table {...props} />
  const { operation, of = 'request', ...rest } = props
  return (
    <Described operation={operation}>
      {(described) => <Table prefix={PREFIXES[of]} {...rest} parameters={ROWS[of](described)} />}
    </Described>
  )
}
