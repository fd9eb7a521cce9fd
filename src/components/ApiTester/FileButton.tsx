import { type ReactNode, useRef } from 'react'
import { useTexts } from '../use-texts.ts'
import { base64OfBytes } from './encoding.ts'

/** Takes the bytes of a file as a member's value, in base64. */
export function FileButton({
  name,
  onChange,
}: {
  readonly name: string
  readonly onChange: (base64: string) => void
}): ReactNode {
  const { field: texts } = useTexts()
  const input = useRef<HTMLInputElement>(null)
  const read = async (file: File | undefined) => {
    if (file) onChange(base64OfBytes(new Uint8Array(await file.arrayBuffer())))
    // The same file can be chosen again.
    if (input.current) input.current.value = ''
  }
  return (
    <>
      <button type="button" className="qkms-toggle" onClick={() => input.current?.click()}>
        {texts.file}
        <span className="qkms-sr"> {texts.fileFor(name)}</span>
      </button>
      <input ref={input} type="file" hidden onChange={({ target }) => void read(target.files?.[0])} />
    </>
  )
}
