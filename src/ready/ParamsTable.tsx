'use client'
import { type ComponentProps, type ReactNode, Suspense } from 'react'
import Table from '../components/ParamsTable/index.tsx'
import { useTableTexts } from '../components/ParamsTable/use-table-texts.ts'
import type { OperationName } from '../facts/index.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { Failure } from './Failure.tsx'
import { projection, ROWS } from './projection.ts'
import type { Part } from './rows.ts'
import type { Without } from './without.ts'

export type { Part }

type TableProps = ComponentProps<typeof Table>
interface OfOperation extends Omit<TableProps, 'parameters'>, Without<'parameters'> {
  /** The operation: its name, or its descriptor. */
  readonly operation: OperationName | KmsOperation
  /** Which of its rows: those of the request unless given. */
  readonly of?: Part
}

/** What a table is told: an operation, or its rows. */
export type ParamsTableProps = (TableProps & Without<'operation' | 'of'>) | OfOperation

const PREFIXES: Readonly<Record<Part, string>> = { headers: 'header', request: 'request', response: 'response' }

const nameOf = (operation: OfOperation['operation']): string => (typeof operation === 'object' ? operation.name : operation)

function OperationTable({ operation, of = 'request', ...rest }: OfOperation): ReactNode {
  const { failedToLoad, unknownOperation } = useTableTexts()
  const name = nameOf(operation)
  const module = projection.read(ROWS)
  if ('error' in module)
    return <Failure name={name} error={module.error} forget={() => projection.forget(ROWS)} say={failedToLoad} />
  const { rowsOf, forget } = module.fact
  const found = rowsOf(operation, of)
  if ('error' in found) return <Failure name={name} error={found.error} forget={forget} say={failedToLoad} />
  if (!found.fact) return <p className="qkms qkms-muted">{unknownOperation(name)}</p>
  return <Table prefix={PREFIXES[of]} {...rest} parameters={found.fact} />
}

/**
 * The parameters of an operation of Q-KMS, or the given rows, as the seed's pages have them. Every row can be linked to (`#request-KeyId`).
 *
 * @example <ParamsTable operation="Encrypt" of="response" />
 */
export function ParamsTable(props: ParamsTableProps): ReactNode {
  const { loading } = useTableTexts()
  if (props.parameters) return <Table {...props} />
  return (
    <Suspense fallback={<p className="qkms qkms-muted">{loading(nameOf(props.operation))}</p>}>
      <OperationTable {...props} />
    </Suspense>
  )
}
