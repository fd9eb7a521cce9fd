import { type ComponentProps, type ReactNode, useEffect, useMemo, useState } from 'react'
import type { KmsOperation } from '../../facts/operation.ts'
import { fieldsOf } from '../../facts/protocol.ts'
import type { Field } from '../../vocabulary/project.ts'
import { Prose } from '../Prose.tsx'
import { type Body, membersOf } from './form-body.ts'
import { Workbench } from './Workbench.tsx'
import '../qkms.css'

interface ApiTesterProps extends Omit<ComponentProps<'section'>, 'children'> {
  /** Name of the operation, as in X-Amz-Target. */
  readonly operation: string
  readonly description?: string
  /** The form's fields. Without them they are looked up in the model, which only works in the browser. */
  readonly parameters?: readonly Field[]
  /** The documented request, as JSON: what the form starts with. Without it, the required fields' placeholders. */
  readonly example?: Body
  /** The documented answer, as JSON: shown until a request is sent. */
  readonly exampleResponse?: unknown
  /** Answers the requests in place of the emulator in the page. */
  readonly fetch?: typeof fetch
}

const lookUp = async (name: string): Promise<KmsOperation | undefined> => {
  const { operations } = await import('../../facts/index.ts')
  const known: Readonly<Record<string, KmsOperation>> = operations
  return Object.hasOwn(known, name) ? known[name] : undefined
}

/** The fields of an operation that the page does not describe: undefined until they are here. */
function useOperation(name: string, wanted: boolean): KmsOperation | string | undefined {
  const [found, setFound] = useState<KmsOperation | string>()
  useEffect(() => {
    if (!wanted) return
    let current = true
    lookUp(name).then(
      (operation) => current && setFound(operation ?? `Failed to find the operation ${name} in the model.`),
      (error: unknown) =>
        current && setFound(`Failed to load the form of ${name}: ${error instanceof Error ? error.message : error}`),
    )
    return () => {
      current = false
    }
  }, [name, wanted])
  return found
}

/** Try It Out: sends a request of the reader's making to the emulator in the page, and shows what comes back. */
export default function ApiTester({
  operation,
  description,
  parameters,
  example,
  exampleResponse,
  fetch,
  className,
  ...rest
}: ApiTesterProps): ReactNode {
  const found = useOperation(operation, parameters === undefined)
  const described = typeof found === 'object' ? found : undefined
  const members = useMemo(
    () => (parameters ? membersOf(parameters) : described && membersOf(fieldsOf(described))),
    [parameters, described],
  )
  const text = description ?? described?.summary
  return (
    <section
      aria-label={`Try ${operation}`}
      {...rest}
      className={className ? `qkms qkms-tester ${className}` : 'qkms qkms-tester'}
    >
      <p className="qkms-title">
        <span className="qkms-method">POST</span> {operation}
      </p>
      {text && (
        <p>
          <Prose text={text} />
        </p>
      )}
      {members ? (
        <Workbench
          operation={operation}
          members={members}
          example={example ?? described?.example.request}
          exampleResponse={exampleResponse ?? described?.example.response}
          fetch={fetch}
        />
      ) : (
        <p className="qkms-muted">
          {typeof found === 'string' ? found : `The form of ${operation} is loading. It needs JavaScript.`}
        </p>
      )}
    </section>
  )
}
