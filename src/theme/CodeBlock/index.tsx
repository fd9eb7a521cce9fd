import Code from '@theme/CodeBlock/Content/String'
import Original from '@theme-original/CodeBlock'
import type { ComponentProps, ReactNode } from 'react'

/** The theme's renders everything twice, for colours that are known in the browser alone. Ours are those of custom.css. */
export default function CodeBlock({ children, ...props }: ComponentProps<typeof Original>): ReactNode {
  if (typeof children !== 'string') return <Original {...props}>{children}</Original>
  return <Code {...props}>{children}</Code>
}
