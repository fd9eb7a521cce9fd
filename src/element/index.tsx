/** Custom elements that document Q-KMS, or another API, on any page. The vocabulary comes along, for pages that describe an API of their own. */
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { Sample } from '../components/CodeSamples/http-samples.ts'
import kit from '../components/qkms.css'
import type { Api } from '../components/settings.tsx'
import { ApiExample, type ApiExampleProps } from '../ready/ApiExample.tsx'
import { ApiTester, type ApiTesterProps } from '../ready/ApiTester.tsx'
import { CodeSamples, type CodeSamplesProps } from '../ready/CodeSamples.tsx'
import { ParamsTable, type ParamsTableProps } from '../ready/ParamsTable.tsx'
import { PAGE_API } from '../ready/page-api.ts'
import type { Row } from '../vocabulary/project.ts'
import { define, type Values } from './define.tsx'
import own from './element.css'
import { EXAMPLE, SAMPLES, SCENARIO, TABLE, TESTER } from './inputs.ts'
import { nameParts } from './parts.ts'
import { type RequestDetail, type ResponseDetail, reporting } from './reporting.ts'
import type { ScenarioElement, Show } from './scenario.tsx'

export type { Api } from '../components/settings.tsx'
export * from '../vocabulary/index.ts'
export type { RequestDetail, ResponseDetail } from './reporting.ts'
export type { ScenarioElement, ScenarioName } from './scenario.tsx'

/** What a page sets as properties, of what the component of an element is told. */
type Told<Props, Name extends keyof Props> = { -readonly [Property in Name]?: Props[Property] }

/** `<qkms-api-tester>`: sends a request of the reader's making, and shows what comes back. */
export type ApiTesterElement = HTMLElement & Told<ApiTesterProps, keyof typeof TESTER>
/** `<qkms-params-table>`: the parameters of an operation. */
export type ParamsTableElement = HTMLElement & {
  operation?: string
  of?: 'headers' | 'request' | 'response'
  caption?: string
  /** First part of each row's anchor. */
  anchorPrefix?: string
  parameters?: readonly Row[]
}
/** `<qkms-api-example>`: a request and its response as HTTP. */
export type ApiExampleElement = HTMLElement & Told<ApiExampleProps, keyof typeof EXAMPLE>
/** `<qkms-code-samples>`: programs that send a request. */
export type CodeSamplesElement = HTMLElement & { operation?: string; samples?: readonly Sample[] }

declare global {
  interface HTMLElementTagNameMap {
    'qkms-api-tester': ApiTesterElement
    'qkms-params-table': ParamsTableElement
    'qkms-api-example': ApiExampleElement
    'qkms-code-samples': CodeSamplesElement
    'qkms-scenario': ScenarioElement
  }
  interface GlobalEventHandlersEventMap {
    'qkms-request': CustomEvent<RequestDetail>
    'qkms-response': CustomEvent<ResponseDetail>
  }
}

/** A tester whose requests its host reports. */
function Tester({ host, api = PAGE_API, ...rest }: ApiTesterProps & { readonly host: HTMLElement }): ReactNode {
  const reported = useMemo((): Api => ({ ...api, around: (fetch, operation) => reporting(host, operation, fetch) }), [api, host])
  return <ApiTester api={reported} {...rest} />
}

/** Loads what a scenario needs when a page has one. */
function Late({ values, host }: { readonly values: Values; readonly host: HTMLElement }): ReactNode {
  const [show, setShow] = useState<Show>()
  useEffect(() => {
    import('./scenario.tsx').then(
      ({ showScenario }) => setShow(() => showScenario),
      (error: unknown) => setShow(() => () => `Failed to load the scenario: ${error}`),
    )
  }, [])
  return show?.(values, host)
}

const CSS = `${own}\n${kit}`
const TO_BE_NAMED = <p className="qkms qkms-muted">The element names no operation: give it the attribute operation.</p>

nameParts()
// What an element is told comes from outside, like the props of a component that MDX calls: the compiler knows nothing of it.
define('qkms-api-tester', TESTER, CSS, (values, host) =>
  values.operation ? <Tester {...(values as unknown as ApiTesterProps)} host={host} /> : TO_BE_NAMED,
)
define('qkms-params-table', TABLE, CSS, ({ anchorPrefix, ...values }) =>
  values.operation || values.parameters ? (
    <ParamsTable
      {...(values as unknown as ParamsTableProps)}
      {...(typeof anchorPrefix === 'string' && { prefix: anchorPrefix })}
    />
  ) : (
    TO_BE_NAMED
  ),
)
define('qkms-api-example', EXAMPLE, CSS, (values) => <ApiExample {...(values as ApiExampleProps)} />)
define('qkms-code-samples', SAMPLES, CSS, (values) =>
  values.operation || values.samples ? <CodeSamples {...(values as unknown as CodeSamplesProps)} /> : TO_BE_NAMED,
)
define('qkms-scenario', SCENARIO, CSS, (values, host) => <Late values={values} host={host} />)
