import { memo, type ReactNode, useEffect, useMemo, useState } from 'react'
import type { Members } from '../../vocabulary/shapes.ts'
import { CopyButton } from '../CopyButton.tsx'
import type { AnsweredValue, Use } from '../settings.tsx'
import { useTexts } from '../use-texts.ts'
import { Announce } from './CopyValue.tsx'
import { isNear } from './handing.ts'
import { JsonValue } from './JsonValue.tsx'
import { type Origin, type Outlet, Outlets } from './outlet.ts'

/** Not rendered again when a status is announced. */
const Tree = memo(JsonValue)

/** Where the values of a response can go. Where only testers of this page can take them, the code that knows loads at once; else with a menu. */
function useOutlet(origin: Origin | undefined, response: unknown): Outlet | undefined {
  const { uses, pageOf } = origin?.api ?? {}
  const [loaded, setLoaded] = useState<(value: AnsweredValue) => readonly Use[]>()
  useEffect(() => {
    if (!uses || pageOf) return
    let current = true
    uses.load().then(
      (usesOf) => current && setLoaded(() => usesOf),
      // Offline, a response does without.
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [uses, pageOf])
  return useMemo(() => {
    if (!origin || !uses) return undefined
    const { api, operation, request } = origin
    const isReached = (use: Use) => pageOf !== undefined || use.operation === operation || isNear(api.name, use.operation)
    const among = (usesOf: (value: AnsweredValue) => readonly Use[], path: string, value: string) =>
      usesOf({ operation, request, response, path, value }).filter(isReached)
    return {
      ...origin,
      takes: (path, value) =>
        value !== '' &&
        uses.names.includes(path.slice(path.lastIndexOf('.') + 1)) &&
        (pageOf !== undefined || (loaded !== undefined && among(loaded, path, value).length > 0)),
      usesOf: async (path, value) => among(loaded ?? (await uses.load()), path, value),
    }
  }, [origin, uses, pageOf, loaded, response])
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
      <figure className="qkms-figure">
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
