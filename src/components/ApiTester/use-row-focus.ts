import { useEffect, useRef } from 'react'

const CONTROL = 'input:not([hidden]), select, textarea'

/**
 * Keeps the keyboard where the reader works: a new row's first control gets the focus, and after a removal the next row's control
 * where a control had it, else its remove button, or the add button. Rows are marked `data-row`, the add button is the container's last one.
 */
export function useRowFocus() {
  const container = useRef<HTMLDivElement>(null)
  const wanted = useRef<{ readonly row: number; readonly control: typeof CONTROL | '[data-remove]' }>(undefined)

  useEffect(() => {
    if (!wanted.current || !container.current) return
    const { row, control } = wanted.current
    wanted.current = undefined
    const rows = container.current.querySelectorAll(':scope > [data-row]')
    const target = rows[Math.min(row, rows.length - 1)]?.querySelector<HTMLElement>(control)
    const add = container.current.querySelector<HTMLElement>(':scope > button')
    ;(target ?? add)?.focus()
  })

  return {
    container,
    added: (row: number) => {
      wanted.current = { row, control: CONTROL }
    },
    removed: (row: number) => {
      const isInControl = container.current?.querySelector(':is(input, select, textarea):focus')
      wanted.current = { row, control: isInControl ? CONTROL : '[data-remove]' }
    },
  }
}
