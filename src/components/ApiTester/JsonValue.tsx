import type { ReactNode } from 'react'
import { join } from '../../vocabulary/paths.ts'
import type { Shape } from '../../vocabulary/shapes.ts'
import { useTexts } from '../use-texts.ts'
import { Line } from './Line.tsx'
import { StringValue } from './StringValue.tsx'
import { shapeAt, shapeOf } from './views.ts'

/** The last moment that a `Date` can hold, in seconds. */
const LAST = 8.64e12

function Moment({ seconds }: { readonly seconds: number }): ReactNode {
  const { response: texts } = useTexts()
  const date = new Date(seconds * 1000)
  return (
    <>
      {' '}
      <time className="qkms-note" dateTime={date.toISOString()} title={date.toISOString()}>
        · {texts.date(date)}
      </time>
    </>
  )
}

interface JsonValueProps {
  readonly value: unknown
  /** What the value is, where the operation is described. */
  readonly shape?: Shape | undefined
  /** The member that the value has; undefined for a list's item and for the whole. */
  readonly name?: string
  readonly path?: string
  readonly depth?: number
  /** What follows the value: a comma, or nothing. */
  readonly end?: string
}

/** A value as JSON, one line below the other. What can be taken out of it has a button: members, and the plain items of lists. */
export function JsonValue({ value, shape: declared, name, path = '', depth = 0, end = '' }: JsonValueProps): ReactNode {
  const shape = shapeOf(declared, value)
  const head = name !== undefined && (
    <>
      <span className="token property">{JSON.stringify(name)}</span>
      {': '}
    </>
  )
  const isList = Array.isArray(value)
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    if (typeof value === 'string')
      return (
        <StringValue
          head={head}
          value={value}
          shape={shape}
          path={path}
          depth={depth}
          end={end}
          unfold={(json) => <JsonValue value={json} path={path} depth={depth + 1} end={end} />}
        />
      )
    return (
      <Line depth={depth} copies={path} value={value}>
        {head}
        <span className={`token ${value === null ? 'null' : typeof value}`} data-value>
          {JSON.stringify(value)}
        </span>
        {end}
        {shape?.kind === 'timestamp' && typeof value === 'number' && Math.abs(value) <= LAST && <Moment seconds={value} />}
      </Line>
    )
  }
  const entries = Object.entries(value)
  return (
    <>
      <Line depth={depth} copies={name !== undefined && path} value={value}>
        {head}
        {isList ? '[' : '{'}
      </Line>
      {entries.map(([step, item], index) => (
        <JsonValue
          key={step}
          value={item}
          shape={shapeAt(shape, step)}
          {...(!isList && { name: step })}
          path={join(path, step)}
          depth={depth + 1}
          end={index < entries.length - 1 ? ',' : ''}
        />
      ))}
      <Line depth={depth}>
        {isList ? ']' : '}'}
        {end}
      </Line>
    </>
  )
}
