'use client'
import { type ComponentProps, type ReactNode, useEffect, useMemo, useState } from 'react'
import type { Body } from '../../vocabulary/fits.ts'
import type { HttpResponse } from '../../vocabulary/http.ts'
import type { Operation } from '../../vocabulary/operation.ts'
import { type Field, fieldsOf } from '../../vocabulary/project.ts'
import { responseOf } from '../../vocabulary/protocol.ts'
import { outermost } from '../outermost.ts'
import { Prose } from '../Prose.tsx'
import { type Api, useSettings } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import { membersOf } from './form-body.ts'
import { Workbench } from './Workbench.tsx'
import '../qkms.css'

/** What a tester is told. */
export interface ApiTesterProps extends Omit<ComponentProps<'section'>, 'children'> {
  /** The operation: its descriptor, or its name in the API. */
  readonly operation: string | Operation
  /** What stands above the form; the operation's summary unless given. */
  readonly description?: string
  /** The form's fields; those of the descriptor unless given. That of a mere name is looked up, which only works in the browser. */
  readonly parameters?: readonly Field[]
  /** The documented request, as JSON: what the form starts with. Without it, the required fields' placeholders. */
  readonly example?: Body
  /** The documented response, as JSON: shown until a request is sent. */
  readonly exampleResponse?: unknown
  /** The API; that of the settings unless given. */
  readonly api?: Api
  /** Sends the requests, in place of the API's sandbox or service. */
  readonly fetch?: typeof globalThis.fetch
}

/** The descriptor of an operation of which the page has but the name: undefined until it is here, a text where it cannot be had. */
function useOperation(api: Api, name: string | undefined): Operation | string | undefined {
  const texts = useTexts()
  const [found, setFound] = useState<{ readonly name: string; readonly operation: Operation | string }>()
  useEffect(() => {
    if (name === undefined) return
    let current = true
    const unknown = texts.tester.unknownOperation(name)
    const set = (operation: Operation | string) => current && setFound({ name, operation })
    // Also a look-up that throws at once is one that failed.
    const search = async () => api.lookUp?.(name)
    search().then(
      (operation) => set(operation ?? unknown),
      (error: unknown) => set(texts.tester.failedToLoad(name, error instanceof Error ? error.message : String(error))),
    )
    return () => {
      current = false
    }
  }, [api, name, texts])
  return found && found.name === name ? found.operation : undefined
}

/** The method of an operation, or why it has none. */
const methodOf = ({ protocol }: Api, operation: Operation | { readonly name: string }) => {
  try {
    const { method, path } = protocol.bindingOf(operation)
    return { method, path }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * Try It Out: sends a request of the reader's making, and shows what comes back.
 *
 * @throws {Error} where neither the page nor the tester names an API
 * @example <ApiTester operation={IssueToken} api={{ name: 'tokens', protocol: restJson({ url: 'https://tokens.example' }) }} />
 */
export default function ApiTester({
  operation: wanted,
  description,
  parameters,
  example,
  exampleResponse,
  api: given,
  fetch,
  className,
  ...rest
}: ApiTesterProps): ReactNode {
  const settings = useSettings()
  const texts = useTexts()
  const api = given ?? settings.api
  const name = typeof wanted === 'string' ? wanted : wanted.name
  if (!api)
    throw new Error(
      `Failed to show the tester of ${name}: the page names no API. Put it into <ApiSettings api={…}>, or give the tester \`api\`.`,
    )
  // With its parameters, a name is enough for a protocol that has one address; REST needs the descriptor's.
  const isEnough = parameters !== undefined && methodOf(api, { name }).method !== undefined
  const found = useOperation(api, typeof wanted === 'string' && !isEnough ? wanted : undefined)
  const described = typeof wanted === 'object' ? wanted : typeof found === 'object' ? found : undefined
  const operation = described ?? { name }
  const members = useMemo(() => {
    const { memberOf, fieldOf } = api.protocol
    return parameters ? membersOf(parameters, memberOf) : described && membersOf(fieldsOf(described, fieldOf), memberOf)
  }, [parameters, described, api])
  const isKnown = isEnough || described !== undefined || typeof wanted === 'object'
  const bound = members && isKnown ? methodOf(api, operation) : undefined
  // By its text: an example that is written into the page is another object at each render.
  const exampleText = example && JSON.stringify(example)
  const draft = useMemo(() => ({ api: api.name, operation: name, example: exampleText }), [api.name, name, exampleText])
  const documented = useMemo((): HttpResponse | undefined => {
    if (exampleResponse !== undefined) return { body: exampleResponse }
    return described && bound?.method ? responseOf(api.protocol, described) : undefined
  }, [exampleResponse, described, bound?.method, api])
  const text = description ?? described?.summary
  const problem = typeof found === 'string' ? found : bound?.reason && texts.tester.failedToLoad(name, bound.reason)
  return (
    <section
      aria-label={texts.tester.region(name)}
      // For programs that read the page: what the form sends first.
      data-operation={name}
      data-request={exampleText}
      {...rest}
      className={outermost('qkms-tester', className)}
    >
      <p className="qkms-title">
        {bound?.method && <span className="qkms-method">{bound.method}</span>} <span translate="no">{name}</span>
        {bound?.path && bound.path !== '/' && <code className="qkms-path">{bound.path}</code>}
      </p>
      {text && (
        <p>
          <Prose text={text} />
        </p>
      )}
      {members && isKnown && !problem ? (
        <Workbench
          // Another operation is another form.
          key={name}
          api={api}
          operation={operation}
          members={members}
          draft={draft}
          example={example ?? described?.example.request}
          documented={documented}
          fetch={fetch}
        />
      ) : (
        <p className="qkms-muted">{problem ?? texts.tester.loading(name)}</p>
      )}
    </section>
  )
}
