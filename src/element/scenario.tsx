/** What `<qkms-scenario>` shows. It loads when a page has the element. */
import { type ReactNode, useMemo } from 'react'
import Kit, { type Local } from '../components/Scenario/index.tsx'
import type { Api } from '../components/settings.tsx'
import { PAGE_API } from '../ready/page-api.ts'
import { Scenario } from '../ready/Scenario.tsx'
import type { ScenarioName } from '../ready/scenarios.ts'
import type { ScenarioData } from '../vocabulary/scenario.ts'
import type { Values } from './define.tsx'
import { reporting } from './reporting.ts'
import css from './scenario.css'

export type { ScenarioName } from '../ready/scenarios.ts'

interface Told {
  /** A scenario of the manual. */
  name?: ScenarioName
  /** A scenario of the page's own, in the place of a named one. */
  scenario?: ScenarioData
  /** What its local steps do, by name, for an API of the page's own. */
  locals?: Readonly<Record<string, Local>>
  /** The API that it speaks to; Q-KMS, with an emulator in the page, unless given. */
  api?: Api
}

/** `<qkms-scenario>`: steps that a reader runs, each a request. */
export type ScenarioElement = HTMLElement & Told

export type Show = typeof showScenario

const SHEET = new CSSStyleSheet()
SHEET.replaceSync(css)

/** A scenario whose requests its host reports. */
function Shown({ name, scenario, locals, api, host }: Told & { readonly host: HTMLElement }): ReactNode {
  const reported = useMemo(
    (): Api => ({ ...(api ?? PAGE_API), around: (fetch, operation) => reporting(host, operation, fetch) }),
    [api, host],
  )
  if (!scenario && name) return <Scenario name={name} api={reported} />
  if (!scenario) return <p className="qkms qkms-muted">The element names no scenario: give it the attribute name or scenario.</p>
  const { title, sandbox, steps } = scenario
  if (typeof title !== 'string' || !Array.isArray(steps))
    return (
      <p role="alert" className="qkms">
        Failed to show the scenario: it needs a title and steps.
      </p>
    )
  const told = { title, sandbox: sandbox ?? 'own', steps }
  return api ? <Kit {...told} {...(locals && { locals })} api={reported} /> : <Scenario {...told} api={reported} />
}

/** What the element shows of what it is told. */
export const showScenario = (values: Values, host: HTMLElement): ReactNode => {
  const { shadowRoot } = host
  if (shadowRoot && !shadowRoot.adoptedStyleSheets.includes(SHEET))
    shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, SHEET]
  // What an element is told comes from outside: the compiler knows nothing of it.
  return <Shown {...(values as Told)} host={host} />
}
