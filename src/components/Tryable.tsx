'use client'
import { createContext, type ReactNode, useContext } from 'react'

const OPERATION = createContext<string | undefined>(undefined)

/** The operation whose tester is on the page; undefined where the page has not said that. */
export const useTryable = (): string | undefined => useContext(OPERATION)

interface TryableProps {
  /** Its name. Undefined takes the buttons away. */
  readonly operation: string | undefined
  readonly children: ReactNode
}

/**
 * Says that the page within it has a tester of an operation, so that examples of the operation get a button that sends them from there. It is for
 * protocols that carry a request's members in its body.
 *
 * @example
 * <Tryable operation="IssueToken">
 *   <ApiExample request={requestOf(protocol, IssueToken)} response={responseOf(protocol, IssueToken)} />
 *   <ApiTester operation={IssueToken} api={{ name: 'tokens', protocol }} />
 * </Tryable>
 */
export function Tryable({ operation, children }: TryableProps): ReactNode {
  return <OPERATION.Provider value={operation}>{children}</OPERATION.Provider>
}
