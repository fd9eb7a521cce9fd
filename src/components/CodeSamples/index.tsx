'use client'
import { type ComponentProps, type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { Code } from '../Code.tsx'
import { CopyButton } from '../CopyButton.tsx'
import { outermost } from '../outermost.ts'
import { useHydrated } from '../use-kept.ts'
import { useTexts } from '../use-texts.ts'
import type { Sample } from './http-samples.ts'
import '../qkms.css'

interface CodeSamplesProps extends Omit<ComponentProps<'section'>, 'children'> {
  readonly samples: readonly Sample[]
}

const MOVES: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/**
 * Programs that send a request, one at a time; without JavaScript, all of them below each other.
 *
 * @example <CodeSamples samples={httpSamplesOf(protocol, IssueToken)} />
 */
export default function CodeSamples({ samples, className, ...rest }: CodeSamplesProps): ReactNode {
  const { samples: texts, example } = useTexts()
  const id = useId()
  const hydrated = useHydrated()
  const [chosen, setChosen] = useState(0)

  const move = (event: KeyboardEvent<HTMLElement>) => {
    const next = MOVES[event.key]?.(chosen, samples.length)
    if (next === undefined) return
    event.preventDefault()
    setChosen(next)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }

  return (
    <section aria-label={texts.region} {...rest} className={outermost('qkms-samples', className)}>
      {hydrated && (
        <div role="tablist" aria-label={texts.region} className="qkms-tabs" onKeyDown={move}>
          {samples.map((sample, index) => (
            <button
              key={sample.id}
              type="button"
              role="tab"
              id={`${id}-tab-${sample.id}`}
              aria-controls={`${id}-${sample.id}`}
              aria-selected={index === chosen}
              tabIndex={index === chosen ? 0 : -1}
              className="qkms-tab"
              onClick={() => setChosen(index)}
            >
              {sample.label}
            </button>
          ))}
        </div>
      )}
      {samples.map(({ id: name, label, highlight, code }, index) => (
        <div
          key={name}
          id={`${id}-${name}`}
          hidden={hydrated && index !== chosen}
          {...(hydrated && { role: 'tabpanel', 'aria-labelledby': `${id}-tab-${name}` })}
        >
          <figure className="qkms-figure">
            <figcaption>{label}</figcaption>
            <CopyButton what={label} text={code} />
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
            {/* biome-ignore lint/a11y/useSemanticElements: text is no fieldset, and a region would crowd the landmarks */}
            <pre className="qkms-code" tabIndex={0} role="group" aria-label={example.textOf(label)}>
              <code>
                <Code code={code} language={highlight} />
              </code>
            </pre>
          </figure>
        </div>
      ))}
    </section>
  )
}
