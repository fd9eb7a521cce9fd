import type { Explain, Step } from '../components/settings.tsx'
import type { TraceStep } from '../facts/trace.ts'
import { loadDescriptor } from './descriptors.ts'
import { stepsIn } from './steps.ts'

/** The steps that a trace tells of a request. The one that failed has its cures. */
export const explained = async (
  trace: string,
  { operation: name, body }: Parameters<Explain['stepsOf']>[1],
): Promise<readonly Step[]> => {
  const operation = await loadDescriptor(name)
  const told: readonly TraceStep[] = JSON.parse(trace)
  const steps = stepsIn(told, operation ?? {}, body)
  const failed = told.at(-1)
  if (!operation || failed?.outcome !== 'failed') return steps
  const { curesOf } = await import('./cures/index.ts')
  const curesAt = (member: string | undefined) => curesOf({ operation, body, step: failed, member, trace: told })
  return steps.map((step) => (step.outcome === 'failed' ? { ...step, cures: curesAt(step.member) } : step))
}
