'use client'
import type { ReactNode } from 'react'
import Tester, { type ApiTesterProps as TesterProps } from '../components/ApiTester/index.tsx'
import { ApiSettings, useSettings } from '../components/settings.tsx'
import type { OperationName } from '../facts/index.ts'
import type { Operation } from '../vocabulary/operation.ts'
import { Described } from './Described.tsx'
import { PAGE_API } from './page-api.ts'
import { kmsTexts } from './texts.ts'

/** What a tester is told: an operation at least. */
export interface ApiTesterProps extends Omit<TesterProps, 'operation'> {
  /** The operation: its name, or its descriptor. That of another API needs `api`, or `fetch`. */
  readonly operation: OperationName | Operation
}

/**
 * Try It Out for an operation of Q-KMS: a form, and the response of an emulator in the page. The emulator's code loads when a reader touches the
 * form. What it holds is kept in the browser, for all pages of the origin.
 *
 * Given `parameters`, as the seed's pages do, the form has these fields; without them, those of the operation. Given `fetch`, that sends the requests.
 *
 * @example <ApiTester operation="Encrypt" />
 */
export function ApiTester({ operation, ...rest }: ApiTesterProps): ReactNode {
  const { texts = kmsTexts } = useSettings()
  return (
    <ApiSettings api={PAGE_API} texts={texts}>
      {rest.parameters ? (
        <Tester operation={operation} {...rest} />
      ) : (
        <Described operation={operation}>{(described) => <Tester operation={described} {...rest} />}</Described>
      )}
    </ApiSettings>
  )
}
