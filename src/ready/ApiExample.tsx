'use client'
import { type ComponentProps, type ReactNode, useSyncExternalStore } from 'react'
import Example from '../components/ApiExample/index.tsx'
import { hasTester, watchTesters } from '../components/ApiTester/try-out.ts'
import { ApiSettings, useSettings } from '../components/settings.tsx'
import { Tryable, useTryable } from '../components/Tryable.tsx'
import type { OperationName } from '../facts/index.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { requestOf, responseOf } from '../facts/protocol.ts'
import { Described } from './Described.tsx'
import { PAGE_API } from './page-api.ts'
import { kmsTexts } from './texts.ts'

type ExampleProps = ComponentProps<typeof Example>

/** What an example is told: an operation, or a request and a response. */
export interface ApiExampleProps extends ExampleProps {
  /** The operation whose example is shown: its name, or its descriptor. */
  readonly operation?: OperationName | KmsOperation
}

function OperationExample({ operation, ...rest }: ExampleProps & { readonly operation: KmsOperation }): ReactNode {
  const { texts = kmsTexts } = useSettings()
  const around = useTryable()
  const hasOne = useSyncExternalStore(
    watchTesters,
    () => hasTester(PAGE_API.name, operation.name),
    () => false,
  )
  return (
    <ApiSettings api={PAGE_API} texts={texts}>
      <Tryable operation={around ?? (hasOne ? operation.name : undefined)}>
        <Example request={requestOf(operation)} response={responseOf(operation)} {...rest} />
      </Tryable>
    </ApiSettings>
  )
}

/**
 * A request and its response as HTTP: those of the example of an operation of Q-KMS, or the given ones, as the seed's pages have them. Given both,
 * `request` and `response` stand in the place of the operation's; an empty one is not shown. Where the page has a tester of the operation, a
 * button sends the request from there.
 *
 * @example <ApiExample operation="Encrypt" />
 */
export function ApiExample({ operation, ...rest }: ApiExampleProps): ReactNode {
  if (operation === undefined) return <Example {...rest} />
  return <Described operation={operation}>{(described) => <OperationExample operation={described} {...rest} />}</Described>
}
