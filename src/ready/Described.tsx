import { type ReactNode, Suspense } from 'react'
import { useTexts } from '../components/use-texts.ts'
import type { OperationName } from '../facts/index.ts'
import type { KmsOperation } from '../facts/operation.ts'
import type { Operation } from '../vocabulary/operation.ts'
import { Failure } from './Failure.tsx'
import { descriptors } from './known.ts'

interface DescribedProps<O> {
  /** The operation: its name, or its descriptor. */
  readonly operation: OperationName | O
  readonly children: (operation: KmsOperation | O) => ReactNode
}

interface NamedProps {
  readonly name: string
  readonly children: (operation: KmsOperation) => ReactNode
}

function Named({ name, children }: NamedProps): ReactNode {
  const { tester: texts } = useTexts()
  const found = descriptors.read(name)
  if ('error' in found) return <Failure name={name} error={found.error} forget={descriptors.forget} say={texts.failedToLoad} />
  return found.fact ? children(found.fact) : <p className="qkms qkms-muted">{texts.unknownOperation(name)}</p>
}

function Loading({ name }: { readonly name: string }): ReactNode {
  const { tester: texts } = useTexts()
  return <p className="qkms qkms-muted">{texts.loading(name)}</p>
}

/**
 * What is made from the descriptor of an operation. A server has every descriptor, so that its HTML is whole. A browser loads the one, and
 * keeps the server's HTML until it is here.
 */
export function Described<O extends Operation = KmsOperation>({ operation, children }: DescribedProps<O>): ReactNode {
  const name = typeof operation === 'object' ? operation.name : operation
  return (
    <Suspense fallback={<Loading name={name} />}>
      {typeof operation === 'object' ? children(operation) : <Named name={name}>{children}</Named>}
    </Suspense>
  )
}
