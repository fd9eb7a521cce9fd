import { type ReactNode, useState } from 'react'
import type { Api, Caller } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import { callerOf, useChosenCaller } from './use-caller.ts'

type Form = typeof import('./CallerForm.tsx').CallerForm

interface CallAsProps {
  readonly id: string
  readonly api: Api
  readonly caller: Caller
}

/** Who asks, in a line; it opens to a form, which loads then. */
export function CallAs({ id, api, caller }: CallAsProps): ReactNode {
  const { caller: texts, response } = useTexts()
  const values = useChosenCaller(api)
  const [form, setForm] = useState<{ readonly Form: Form } | 'failed'>()
  const load = () => {
    if (typeof form === 'object') return
    import('./CallerForm.tsx').then(
      ({ CallerForm: Form }) => setForm({ Form }),
      () => setForm('failed'),
    )
  }
  const current = values ?? callerOf(api) ?? {}
  return (
    <details className="qkms-details qkms-caller" onToggle={({ currentTarget }) => currentTarget.open && load()}>
      <summary>
        {texts.callAs} <span translate="no">{caller.summaryOf(current)}</span>
      </summary>
      {form === 'failed' && <p className="qkms-muted">{response.failedToExplain}</p>}
      {typeof form === 'object' && (
        <form.Form id={id} api={api.name} caller={caller} values={current} isChosen={values !== undefined} />
      )}
    </details>
  )
}
