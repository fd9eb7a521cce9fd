'use client'
import type { ComponentProps, ReactNode } from 'react'
import Example from '../components/ApiExample/index.tsx'
import type { OperationName } from '../facts/index.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { requestOf, responseOf } from '../facts/protocol.ts'
import { Described } from './Described.tsx'

type ExampleProps = ComponentProps<typeof Example>

/** What an example is told: an operation, or a request and a response. */
export interface ApiExampleProps extends ExampleProps {
  /** The operation whose example is shown: its name, or its descriptor. */
  readonly operation?: OperationName | KmsOperation
}

/**
 * A request and its response as HTTP: those of the example of an operation of Q-KMS, or the given ones, as the seed's pages have them. Given both,
 * `request` and `response` stand in the place of the operation's; an empty one is not shown.
 *
 * @example <ApiExample operation="Encrypt" />
 */
export function ApiExample({ operation, ...rest }: ApiExampleProps): ReactNode {
  if (operation === undefined) return <Example {...rest} />
  return (
    <Described operation={operation}>
      {(described) => <Example request={requestOf(described)} response={responseOf(described)} {...rest} />}
    </Described>
  )
}
