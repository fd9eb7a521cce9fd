import type { CSSProperties, ReactNode } from 'react'
import { CopyValue } from './CopyValue.tsx'

interface LineProps {
  readonly depth: number
  /** What the button at the end copies, in words; nothing to copy, no button. */
  readonly copies?: string | false
  readonly value?: unknown
  readonly children: ReactNode
}

/** A line of JSON that wraps below its own start. React sets the depth through the CSSOM, which a strict CSP allows. */
export function Line({ depth, copies, value, children }: LineProps): ReactNode {
  return (
    <span className="qkms-line" style={{ '--qkms-depth': depth } as CSSProperties}>
      {'  '.repeat(depth)}
      {children}
      {copies && <CopyValue name={copies} value={value} />}
      {'\n'}
    </span>
  )
}
