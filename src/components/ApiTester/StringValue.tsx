import { type ReactNode, useMemo, useState } from 'react'
import type { Shape } from '../../vocabulary/shapes.ts'
import { useTexts } from '../use-texts.ts'
import { Line } from './Line.tsx'
import { UseIn } from './UseIn.tsx'
import { type Views, viewsOf } from './views.ts'

/** Characters beyond which a text is cut, and those that are left of it: two lines of a narrow column. */
const LONG = 120
const CUT = 64

type View = keyof Views
const VIEWS: readonly View[] = ['json', 'text', 'hex']

interface CutTextProps {
  readonly text: string
  /** Characters of what the text stands for: JSON escapes some. */
  readonly count: number
  /** Stands on both sides of the text. */
  readonly quote: '"' | ''
  readonly className: string
  readonly path: string
  /** What follows the text. */
  readonly end: string
}

/** A text that wraps, and shows its first lines only where it is long. */
function CutText({ text, count, quote, className, path, end }: CutTextProps): ReactNode {
  const { response: texts } = useTexts()
  const [open, setOpen] = useState(false)
  const long = text.length > LONG
  const length = texts.characters(count)
  return (
    <>
      <span className={className} data-prose={/\s/.test(text) || undefined}>
        {quote}
        <span data-value>
          {long && !open ? (
            <>
              <span className="qkms-cut">{text.slice(0, CUT)}</span>
              <span hidden>{text.slice(CUT)}</span>
            </>
          ) : (
            text
          )}
        </span>
        {quote}
      </span>
      {end}
      {long && (
        <button
          type="button"
          className="qkms-tool"
          aria-label={texts.named(path, length)}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {length}
        </button>
      )}
    </>
  )
}

interface StringValueProps {
  /** The member's name, as JSON, with its colon. */
  readonly head: ReactNode
  readonly value: string
  readonly shape: Shape | undefined
  readonly path: string
  readonly depth: number
  readonly end: string
  /** Renders the object or list that the string is the JSON of. */
  readonly unfold: (json: object) => ReactNode
}

/** A string: as JSON, or as what it stands for. */
export function StringValue({ head, value, shape, path, depth, end, unfold }: StringValueProps): ReactNode {
  const { response: texts } = useTexts()
  const views = useMemo(() => viewsOf(value, shape), [value, shape])
  // JSON in a string cannot be read as it is; base64 can, by those who know it.
  const [chosen, choose] = useState<View | undefined>('json')
  const view = chosen && views[chosen] !== undefined ? chosen : undefined
  const decoded = view && view !== 'json' ? views[view] : undefined
  return (
    <>
      <Line
        depth={depth}
        copies={view && decoded !== undefined ? texts.named(path, texts.views[view]) : path}
        value={decoded ?? value}
      >
        {head}
        {!view && (
          <CutText
            text={JSON.stringify(value).slice(1, -1)}
            count={value.length}
            quote={'"'}
            className="token string"
            path={path}
            end={end}
          />
        )}
        {decoded !== undefined && (
          <CutText text={decoded} count={decoded.length} quote="" className="qkms-decoded" path={path} end="" />
        )}
        {VIEWS.filter((name) => views[name] !== undefined).map((name) => (
          <button
            key={name}
            type="button"
            className="qkms-tool"
            aria-label={texts.named(path, texts.views[name])}
            aria-pressed={view === name}
            onClick={() => choose(view === name ? undefined : name)}
          >
            {texts.views[name]}
          </button>
        ))}
        <UseIn path={path} value={value} />
      </Line>
      {view === 'json' && views.json && <span className="qkms-unfolded">{unfold(views.json)}</span>}
    </>
  )
}
