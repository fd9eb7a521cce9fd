import CodeBlock from '@theme/CodeBlock'
import TabItem from '@theme/TabItem'
import Tabs from '@theme/Tabs'
import type { ReactNode } from 'react'
import type { KmsOperation } from '../../facts/operation.ts'
import { LANGUAGES } from '../../facts/samples/index.ts'
import { GROUP } from './group.ts'

/** The example above the samples is HTTP already. */
const DEFAULT_LANGUAGE = 'cli'

/** The request of an operation's example in each language. */
export default function CodeSamples({ operation }: { readonly operation: KmsOperation }): ReactNode {
  return (
    <Tabs groupId={GROUP} className="samples" defaultValue={DEFAULT_LANGUAGE}>
      {LANGUAGES.map(({ id, label, highlight, sample }) => (
        <TabItem key={id} value={id} label={label}>
          <CodeBlock language={highlight}>{sample(operation, operation.example.request)}</CodeBlock>
        </TabItem>
      ))}
    </Tabs>
  )
}
