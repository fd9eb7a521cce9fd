import { memo, type ReactNode, useEffect, useMemo, useState } from 'react'
import type { Members } from '../../vocabulary/shapes.ts'
import { CopyButton } from '../CopyButton.tsx'
import type { AnsweredValue, Use } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import { Announce } from './CopyValue.tsx'
import { isNear } from './handing.ts'
import { JsonValue } from './JsonValue.tsx'
import { type Origin, type Outlet, Outlets } from './UseIn.tsx'

/** Not rendered again when a status is announced. */
const Tree = memo(JsonValue)

/** Where the values of an answer can go, once the code that knows is there. Offline, an answer does without. */
function useOutlet(origin: Origin | undefined, response: unknown): Outlet | undefined {
  const [usesOf, setUsesOf] = useState<(value: AnsweredValue) => readonly Use[]>()
  const loadUses = origin?.api.loadUses
  useEffect(() => {
    let current = true
    loadUses?.().then(
      (loaded) => current && setUsesOf(() => loaded),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [loadUses])
  return useMemo(() => {
    if (!origin || !usesOf) return undefined
    const { api, operation, request } = origin
    return {
      ...origin,
      usesOf: (path, value) =>
        usesOf({ operation, request, response, path, value }).filter(
          (use) => api.pageOf || use.operation === operation || isNear(api.name, use.operation),
        ),
    }
  }, [origin, usesOf, response])
}

interface JsonFigureProps {
  readonly value: unknown
  readonly output: Members | undefined
  readonly origin: Origin | undefined
}

/** A body whose values wrap, and can each be copied, or used in another request. */
export function JsonFigure({ value, output, origin }: JsonFigureProps): ReactNode {
  const { response: texts, example } = useTexts()
  const [status, announce] = useState('')
  const shape = useMemo(() => output && { kind: 'structure' as const, members: output }, [output])
  const outlet = useOutlet(origin, value)
  return (
    <Announce.Provider value={announce}>
      <figure className="qkms qkms-figure">
        <figcaption>{texts.bodyCaption}</figcaption>
        <CopyButton what={texts.bodyCaption.toLowerCase()} text={JSON.stringify(value, null, 2)} />
        {/* biome-ignore lint/a11y/useSemanticElements: text is no fieldset, and a region would crowd the landmarks */}
        <pre className="qkms-code qkms-answer" role="group" aria-label={example.textOf(texts.bodyCaption)} translate="no">
          <code>
            <Outlets.Provider value={outlet}>
              <Tree value={value} shape={shape} />
            </Outlets.Provider>
          </code>
        </pre>
        <span role="status" className="qkms-sr">
          {status}
        </span>
      </figure>
    </Announce.Provider>
  )
}
