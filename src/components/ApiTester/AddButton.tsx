import type { ReactNode } from 'react'

export function AddButton({ name, onClick }: { readonly name: string; readonly onClick: () => void }): ReactNode {
  return (
    <button type="button" className="qkms-button" onClick={onClick}>
      Add<span className="qkms-sr"> to {name}</span>
    </button>
  )
}
