import { type ReactNode, startTransition, useState } from 'react'
import type { ListShape, MapShape } from '../../model/shapes.ts'
import type { FieldProps } from './Fields.tsx'
import { ListRows, MapRows } from './parts.tsx'

export interface RowsProps extends Omit<FieldProps, 'member'> {
  /** The reader has asked for a first row, and wants to type into it. */
  readonly fresh: boolean
}

/** The rows of a list or a map. Until there is one, only the button that adds it. */
export function Rows({ shape, ...rest }: Omit<FieldProps, 'member'> & { readonly shape: ListShape | MapShape }): ReactNode {
  const [fresh, setFresh] = useState(false)
  const [seen, setSeen] = useState(false)
  // The rows stay when the last one goes, since they keep the focus.
  if (rest.value !== undefined && !seen) setSeen(true)
  if (!fresh && !seen)
    return (
      <div className="qkms-rows">
        <AddButton name={rest.name} onClick={() => startTransition(() => setFresh(true))} />
      </div>
    )
  return shape.kind === 'list' ? <ListRows {...rest} fresh={fresh} item={shape.member} /> : <MapRows {...rest} fresh={fresh} />
}

export function AddButton({ name, onClick }: { readonly name: string; readonly onClick: () => void }): ReactNode {
  return (
    <button type="button" className="qkms-button" onClick={onClick}>
      Add<span className="qkms-sr"> to {name}</span>
    </button>
  )
}
