import { type ReactNode, useEffect, useState } from 'react'
import type { Caller, CallerValues } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import { choose } from './use-caller.ts'

interface CallerFormProps {
  readonly id: string
  /** The name of the API. */
  readonly api: string
  readonly caller: Caller
  readonly values: CallerValues
  /** Whether a reader has chosen the values. */
  readonly isChosen: boolean
}

/** Says who asks: each part is a text, with those that are known as suggestions. What is chosen counts for all testers of the API. */
export function CallerForm({ id, api, caller, values, isChosen }: CallerFormProps): ReactNode {
  const { caller: texts } = useTexts()
  const [known, setKnown] = useState<Readonly<Record<string, readonly string[]>>>({})
  const problems = caller.problemsOf(values)
  const load = caller.loadKnown
  useEffect(() => {
    let current = true
    load?.().then(
      (found) => current && setKnown(found),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [load])
  return (
    <div>
      {caller.parts.map(({ name, label, hint, initial }) => {
        const problem = problems[name]
        const control = `${id}-${name}`
        const described = [hint && `${control}-hint`, problem && `${control}-error`].filter(Boolean).join(' ')
        return (
          <div key={name} className="qkms-field" data-invalid={problem !== undefined || undefined}>
            <div className="qkms-label">
              <label htmlFor={control}>{label}</label>
            </div>
            <input
              id={control}
              type="text"
              list={`${control}-known`}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              placeholder={initial}
              value={values[name] ?? ''}
              aria-describedby={described || undefined}
              aria-invalid={problem ? true : undefined}
              onChange={({ target }) => choose(api, { ...values, [name]: target.value.trim() })}
            />
            <datalist id={`${control}-known`}>
              {known[name]?.map((value) => (
                <option key={value} value={value} />
              ))}
            </datalist>
            {hint && (
              <p id={`${control}-hint`} className="qkms-hint">
                {hint}
              </p>
            )}
            {problem && (
              <p id={`${control}-error`} className="qkms-field-error">
                {problem}
              </p>
            )}
          </div>
        )
      })}
      {isChosen && (
        <button type="button" className="qkms-button" onClick={() => choose(api, undefined)}>
          {texts.reset}
        </button>
      )}
    </div>
  )
}
