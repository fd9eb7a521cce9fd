'use client'
import type { ComponentProps, ReactNode } from 'react'
import Samples from '../components/CodeSamples/index.tsx'
import { useTexts } from '../components/use-texts.ts'
import type { OperationName } from '../facts/index.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { Described } from './Described.tsx'
import { Failure } from './Failure.tsx'
import { languages } from './known.ts'
import type { Without } from './without.ts'

type SamplesProps = ComponentProps<typeof Samples>

/** What code samples are told: an operation, or the samples. */
export type CodeSamplesProps =
  | (SamplesProps & Without<'operation'>)
  | (Omit<SamplesProps, 'samples'> &
      Without<'samples'> & {
        /** The operation: its name, or its descriptor. */
        readonly operation: OperationName | KmsOperation
      })

function OfOperation({ operation, ...rest }: Omit<SamplesProps, 'samples'> & { readonly operation: KmsOperation }): ReactNode {
  const { tester: texts } = useTexts()
  const found = languages.read(operation.name)
  if ('error' in found)
    return <Failure name={operation.name} error={found.error} forget={languages.forget} say={texts.failedToLoad} />
  const samples = found.fact.map(({ sample, ...language }) => ({
    ...language,
    code: sample(operation, operation.example.request),
  }))
  return <Samples {...rest} samples={samples} />
}

/**
 * Programs that send the example of an operation of Q-KMS, in each language, or the given samples.
 *
 * @example <CodeSamples operation="Encrypt" />
 */
export function CodeSamples(props: CodeSamplesProps): ReactNode {
  if (props.samples) return <Samples {...props} />
  const { operation, ...rest } = props
  return <Described operation={operation}>{(described) => <OfOperation operation={described} {...rest} />}</Described>
}
