import { useCodeBlockContext } from '@docusaurus/theme-common/internal'
import Original from '@theme-original/CodeBlock/Content'
import type { ComponentProps, ReactNode } from 'react'
import { KEPT, useKept } from '../../../components/use-kept.ts'

/** Code, highlighted by the server; no page waits until the browser has done it again. */
export default function Content(props: ComponentProps<typeof Original>): ReactNode {
  const { metadata, wordWrap } = useCodeBlockContext()
  if (!useKept(metadata.code)) return <Original {...props} />
  return <pre ref={wordWrap.codeBlockRef} {...KEPT} />
}
