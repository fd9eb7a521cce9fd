import type { ReactNode } from 'react'
import { useTexts } from '../use-texts.ts'

export function AddButton({ name, onClick }: { readonly name: string; readonly onClick: () => void }): ReactNode {
  const { field: texts } = useTexts()
  return (
    <button type="button" className="qkms-button" data-add onClick={onClick}>
      {texts.add}
      <span className="qkms-sr"> {texts.addTo(name)}</span>
    </button>
  )
}
