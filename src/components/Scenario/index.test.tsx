// @vitest-environment jsdom
import { useState } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { IntrospectToken, IssueToken, RevokeToken } from '../../../tests/token-service/operations.ts'
import { protocol, SECRET, tokenService } from '../../../tests/token-service/service.ts'
import type { Body } from '../../vocabulary/fits.ts'
import { from, inputOf, type ScenarioData } from '../../vocabulary/scenario.ts'
import { loadSteps } from '../ApiTester/explanation.ts'
import type { Api, Cure, Sandbox, Step } from '../settings.tsx'
import { onPage } from '../test-api.ts'
import { served, show } from '../test-dom.ts'
import Scenario from './index.tsx'
import type { LocalHands } from './run-step.ts'

const DESCRIBED = Object.fromEntries([IntrospectToken, IssueToken, RevokeToken].map((operation) => [operation.name, operation]))

let made = 0
/** The token service, with a spy between. Each is an API of its own, since secrets are shared by API. */
const tokens = (service = tokenService()): { readonly api: Api; readonly fetch: ReturnType<typeof vi.fn> } => {
  const fetch = vi.fn(service)
  return { api: { name: `scenario ${made++}`, protocol, fetch, lookUp: async (name) => DESCRIBED[name] }, fetch }
}

const TOKEN = from(1, 'token_id')
const REVOKED: ScenarioData = {
  title: 'Revoke a token',
  sandbox: 'own',
  steps: [
    { title: 'Issue it', operation: 'IssueToken', body: { client_id: 'demo', scopes: ['read'] }, text: 'It may `read`.' },
    { title: 'Make its name', local: 'shout', input: { text: TOKEN }, returns: { loud: 'TOK_1' } },
    { title: 'Look into it', operation: 'IntrospectToken', body: { token_id: TOKEN }, returns: { active: true } },
    { title: 'Revoke it', operation: 'RevokeToken', body: { token_id: TOKEN } },
    { title: 'Revoke it again', operation: 'RevokeToken', body: { token_id: TOKEN }, refusal: 'already_revoked' },
  ],
}
const LOCALS = {
  shout: {
    code: 'const shout = …',
    language: 'js',
    run: async ({ text }: Readonly<Record<string, unknown>>) => ({ loud: String(text).toUpperCase() }),
  },
}

const shown = async (api: Api, scenario = REVOKED) => {
  const page = await show(<Scenario {...scenario} locals={LOCALS} />, { api })
  const marks = () => page.all('.qkms-scenario-mark').map(({ textContent }) => textContent)
  return { ...page, marks, status: () => page.one('.qkms-scenario [role=status]').textContent }
}

test('a step at a time: each takes its values from the responses before, and has a mark of its own', async () => {
  const { api, fetch } = tokens()
  const { press, fill, marks, status, all, one } = await shown(api)
  await fill('Bearer token', SECRET)
  expect(marks()).toEqual(Array(5).fill('not run'))
  expect(all('pre')[2]?.textContent).toContain('"token_id": "‹token_id of step 1›"')
  await press('Run step')
  expect(marks()).toEqual(['done', ...Array(4).fill('not run')])
  expect(all('li')[2]?.querySelector('pre')?.textContent).toContain('"token_id": "tok_1"')
  await press('Run step')
  expect(all('li')[1]?.textContent).toContain('TOK_1')
  await press('Run step')
  expect(fetch.mock.lastCall?.[0]).toBe('https://tokens.example/v1/tokens/tok_1')
  await press('Run step')
  await press('Run step')
  expect(marks()).toEqual(Array(5).fill('done'))
  expect(one('.qkms-scenario-refused').textContent).toBe('Refused, as expected: already_revoked.')
  expect(status()).toBe('All 5 steps are done.')
  const sent = fetch.mock.calls.length
  await press('Run step')
  expect(fetch).toHaveBeenCalledTimes(sent)
})

test('all at once, until one fails; that one is run again', async () => {
  const { api } = tokens()
  const { press, fill, marks, status, one } = await shown(api)
  await press('Run all')
  expect(marks()).toEqual(['failed', ...Array(4).fill('not run')])
  expect(one('.qkms-scenario-problem').textContent).toBe('Refused: unauthorized: A bearer token is needed.')
  expect(status()).toBe('0 of 5 steps done. Step 1 failed.')
  await fill('Bearer token', SECRET)
  await press('Run all')
  await vi.waitFor(() => expect(marks()).toEqual(Array(5).fill('done')))
})

test('another scenario in its place begins at its start', async () => {
  const { api } = tokens()
  const [first, second] = REVOKED.steps
  const scenarios: readonly ScenarioData[] = [
    REVOKED,
    { ...REVOKED, steps: [second, first, second].flatMap((step) => step ?? []) },
  ]
  const Page = () => {
    const [chosen, choose] = useState(0)
    return (
      <>
        <button type="button" onClick={() => choose(1)}>
          Next scenario
        </button>
        {scenarios.map((scenario, index) => index === chosen && <Scenario key="one" {...scenario} locals={LOCALS} />)}
      </>
    )
  }
  const { press, fill, all, one } = await show(<Page />, { api })
  await fill('Bearer token', SECRET)
  await press('Run step')
  await press('Next scenario')
  expect(one('.qkms-scenario [role=status]').textContent).toBe('0 of 3 steps done.')
  expect(all('.qkms-scenario-mark').map(({ textContent }) => textContent)).toEqual(Array(3).fill('not run'))
  expect(all('li strong').map(({ textContent }) => textContent)).toEqual(['Make its name', 'Issue it', 'Make its name'])
})

test('a request that succeeds where a refusal is expected has failed', async () => {
  const { api } = tokens()
  const [issue] = REVOKED.steps
  if (!issue) throw new Error('Failed to find the step.')
  const { press, fill, one } = await shown(api, { ...REVOKED, steps: [{ ...issue, refusal: 'unauthorized' }] })
  await fill('Bearer token', SECRET)
  await press('Run step')
  expect(one('.qkms-scenario-problem').textContent).toBe('The request succeeded, where unauthorized was expected.')
})

test('a request that cannot be sent says why, and what was given up does not come back', async () => {
  const answers: ((response: Response) => void)[] = []
  const { api, fetch } = tokens(() => new Promise((resolve) => answers.push(resolve)))
  const { press, marks, one } = await shown(api)
  await press('Run step')
  expect(marks()[0]).toBe('running')
  await press('Run step')
  expect(fetch).toHaveBeenCalledTimes(1)
  await press('Start over')
  expect(marks()[0]).toBe('not run')
  answers[0]?.(Response.json({ token_id: 'late' }))
  await press('Run step')
  expect(marks()).toEqual(['running', ...Array(4).fill('not run')])
  fetch.mockRejectedValue(new TypeError('offline'))
  await press('Start over')
  await press('Run step')
  expect(one('.qkms-scenario-problem').textContent).toBe('Failed to run the step: offline.')
})

/** A sandbox that refuses to issue tokens to `demo`, with a reason and cures, until it is told to let them in. */
const refusing = (cures: readonly Cure[], advance?: Sandbox['advance']) => {
  const { api } = tokens()
  const service = tokenService()
  const asked: string[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const headers = new Headers(init?.headers)
    asked.push(`${String(input).replace(/^.*\/v1\//, '')} ${headers.get('x-why') ?? ''}`.trim())
    const { client_id } = JSON.parse(String(init?.body ?? '{}'))
    if (client_id !== 'demo') return service(input, init)
    return Response.json({ error: { code: 'unauthorized', message: 'Not you.' } }, { status: 401, headers: { 'X-Told': 'it' } })
  }
  const stepsOf = vi.fn(
    async (): Promise<readonly Step[]> => [
      { outcome: 'passed', text: 'Request valid' },
      { outcome: 'failed', text: 'Client known', member: 'client_id', cures },
    ],
  )
  const sandbox: Sandbox = {
    fetch,
    reset: async () => async () => undefined,
    ...(advance && { advance }),
    explain: { headers: { 'X-Why': 'please' }, header: 'x-told', stepsOf },
  }
  return { api: { ...api, sandbox: async () => sandbox }, asked, stepsOf }
}

const [ISSUE, , INTROSPECT] = REVOKED.steps
const steps = [ISSUE, INTROSPECT].flatMap((step) => step ?? [])

test('a step that is refused shows why, and what corrects it; then the scenario goes on', async () => {
  await loadSteps()
  const cure: Cure = { label: 'call it another name', act: async () => ({ client_id: 'other' }) }
  const { api, stepsOf } = refusing([cure])
  const { press, fill, all, one, marks, button } = await shown(api, { title: 'Cured', sandbox: 'reader', steps })
  await fill('Bearer token', SECRET)
  await press('Run step')
  expect(marks()).toEqual(['failed', 'not run'])
  const lines = () => all('ol[aria-label=Why] > li').map(({ textContent }) => textContent)
  expect(lines()[1]).toBe('✗failed Client knownclient_idFix it: call it another name')
  expect(stepsOf).toHaveBeenCalledExactlyOnceWith('it', { operation: 'IssueToken', body: ISSUE && inputOf(ISSUE) })
  // The rows of the members stand on another page.
  expect(one('.qkms-links').innerHTML).toBe('<code translate="no">client_id</code>')

  await press('Fix it: call it another name')
  expect(one('.qkms-scenario-request pre').textContent).toContain('"client_id": "other"')
  expect(marks()).toEqual(['failed', 'not run'])
  await press('Send again')
  expect(marks()).toEqual(['done', 'not run'])
  expect(lines()).toEqual([])
  expect(document.activeElement).toBe(button('Run step'))
  await press('Run step')
  expect(marks()).toEqual(['done', 'done'])
  await press('Start over')
  expect(one('.qkms-scenario-request pre').textContent).toContain('"client_id": "demo"')
})

test('a refusal that a step expects is not explained, though each request asks', async () => {
  const { api, stepsOf, asked } = refusing([])
  const expecting = steps.map((step) => ({ ...step, refusal: 'unauthorized' })).slice(0, 1)
  const { press, marks, all } = await shown(api, { title: 'Expected', sandbox: 'reader', steps: expecting })
  await press('Run step')
  expect(marks()).toEqual(['done'])
  expect(asked).toEqual(['tokens please'])
  expect(stepsOf).not.toHaveBeenCalled()
  expect(all('summary').map(({ textContent }) => textContent)).toEqual([])
})

test('a cure asks as the scenario does, in its own sandbox, and moves that sandbox’s clock', async () => {
  await loadSteps()
  const cure: Cure = {
    label: 'look, and wait',
    act: async ({ send, advance }) => {
      await advance(60)
      await send('IntrospectToken', { token_id: 'tok_1' })
      return undefined
    },
  }
  const { api, asked } = refusing([cure])
  const opened = await api.sandbox()
  const advance = vi.fn(async () => undefined)
  const own = async () => ({ path: 'sandboxes/own/', fetch: opened.fetch, reset: async () => undefined, advance })
  const { press, all } = await shown(
    { ...api, sandbox: async () => ({ ...opened, own }) },
    { title: 'Own', sandbox: 'own', steps },
  )
  await press('Run step')
  await press('Fix it: look, and wait')
  expect(asked[1]).toBe('tokens/tok_1')
  expect(advance).toHaveBeenCalledExactlyOnceWith(60_000)
  expect(all('.qkms-deed').map(({ textContent }) => textContent?.trim())).toEqual([
    'The clock of the sandbox is 60 seconds ahead of before.',
    expect.stringContaining('IntrospectToken {"token_id":"tok_1"} 40'),
  ])
})

test('a local step moves the clock of the sandbox; where there is none it says so', async () => {
  const wait = { title: 'Wait', local: 'wait', input: { seconds: 60 } }
  const scenario: ScenarioData = { title: 'Waiting', sandbox: 'reader', steps: [wait] }
  const locals = {
    wait: {
      code: '',
      language: 'js',
      run: async ({ seconds }: Body, { advance }: LocalHands) => advance(Number(seconds)).then(() => ({})),
    },
  }
  const advance = vi.fn(async () => undefined)
  const { api } = refusing([], advance)
  const { press, all } = await show(<Scenario {...scenario} locals={locals} />, { api })
  await press('Run step')
  expect(advance).toHaveBeenCalledExactlyOnceWith(60_000)
  expect(all('.qkms-scenario-mark').map(({ textContent }) => textContent)).toEqual(['done'])

  const without = await show(<Scenario {...scenario} locals={locals} />, { api: refusing([]).api })
  await without.press('Run step')
  expect(without.one('.qkms-scenario-problem').textContent).toBe('Failed to run the step: this service has no clock to move.')
})

test('runs in a sandbox of its own at a path of its own, and starts over with a new one', async () => {
  const { api } = tokens()
  const own = vi.fn(tokenService())
  const reset = vi.fn(async () => undefined)
  const opened = { path: 'sandboxes/revoke/', fetch: own, reset }
  const sandbox = async () => ({ fetch: tokenService(), reset: async () => async () => undefined, own: async () => opened })
  const { press, fill } = await shown({ ...api, sandbox })
  await fill('Bearer token', SECRET)
  await press('Run step')
  expect(own.mock.lastCall?.[0]).toBe('https://tokens.example/sandboxes/revoke/v1/tokens')
  await press('Start over')
  expect(reset).toHaveBeenCalledTimes(1)
})

test('a server’s page has each step with its request and its end, and the browser takes it over as it is', async () => {
  const { api } = tokens()
  const element = <Scenario {...REVOKED} locals={LOCALS} id="mine" />
  const html = served(onPage(element, api), renderToStaticMarkup)
  for (const { title } of REVOKED.steps) expect(html).toContain(`<strong>${title}</strong>`)
  for (const text of ['aria-label="Scenario: Revoke a token"', 'aria-label="Steps"', 'id="mine"', 'await shout('])
    expect(html).toContain(text)
  expect(html).toContain('<code>already_revoked</code>')
  expect(html).toMatch(/<fieldset[^>]* disabled/)
  const { complaints } = await show(element, { api, hydrate: true })
  expect(complaints).toEqual([])
})

test('writes the scenario as a script when it is asked for, and says where it cannot', async () => {
  const { api } = tokens()
  const scripts = [
    { label: 'Shell', write: async () => ({ file: 'revoke.sh', language: 'bash', text: 'curl …' }) },
    { label: 'COBOL', write: async () => Promise.reject(new Error('nobody knows it')) },
  ]
  const { press, container, one } = await show(<Scenario {...REVOKED} locals={LOCALS} scripts={scripts} />, { api })
  expect(container.textContent).not.toContain('curl')
  await press('Shell')
  expect(one('.qkms-scenario-scripts pre').textContent).toBe('curl …')
  await press('COBOL')
  expect(one('[role=alert]').textContent).toBe('Failed to write the script: nobody knows it')
})
