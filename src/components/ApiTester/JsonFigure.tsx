import { memo, type ReactNode, useMemo, useState } from 'react'
import type { Members } from '../../vocabulary/shapes.ts'
import { CopyButton } from '../CopyButton.tsx'
import { useTexts } from '../use-texts.ts'
import { Announce } from './CopyValue.tsx'
import { JsonValue } from './JsonValue.tsx'

/** Not rendered again when a status is announced. */
const Tree = memo(JsonValue)

/** A body whose values wrap, and can each be copied. */
export function JsonFigure({ value, output }: { readonly value: unknown; readonly output: Members | undefined }): ReactNode {
  const { response: texts, example } = useTexts()
  const [status, announce] = useState('')
  const shape = useMemo(() => output && { kind: 'structure' as const, members: output }, [output])
  return (
    <Announce.Provider value={announce}>
      <figure className="qkms qkms-figure">
        <figcaption>{texts.bodyCaption}</figcaption>
        <CopyButton what={texts.bodyCaption.toLowerCase()} text={JSON.stringify(value, null, 2)} />
        {/* biome-ignore lint/a11y/useSemanticElements: text is no fieldset, and a region would crowd the landmarks */}
        <pre className="qkms-code qkms-answer" role="group" aria-label={example.textOf(texts.bodyCaption)} translate="no">
          <code>
            <Tree value={value} shape={shape} />
          </code>
        </pre>
        <span role="status" className="qkms-sr">
          {status}
        </span>
      </figure>
    </Announce.Provider>
  )
}
