import { Fragment, type ReactNode } from 'react'

/** Text whose `…` is code. Nothing else of Markdown is read. */
export function Prose({ text }: { readonly text: string }): ReactNode {
  let start = 0
  return text.split(/`([^`]+)`/).map((part, index) => {
    const key = start
    start += part.length + 1
    return <Fragment key={key}>{index % 2 === 1 ? <code>{part}</code> : part}</Fragment>
  })
}
