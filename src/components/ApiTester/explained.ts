import type { Body } from '../../vocabulary/fits.ts'
import type { Explain } from '../settings.tsx'
import type { Answer } from './answer.ts'
import { type Explanation, loadSteps } from './explanation.ts'

/** A `fetch` whose requests ask how the answer comes about. What stands around it does not see that. */
export const asking = (fetch: typeof globalThis.fetch, explain: Explain | undefined): typeof globalThis.fetch =>
  explain
    ? (input, init) =>
        fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...explain.headers } })
    : fetch

/** The answer with the steps that led to it: at hand where it is a refusal. Where they cannot be had, such as offline, it stands without them. */
export const explained = async (
  answer: Answer,
  { header, stepsOf }: Explain,
  request: { readonly operation: string; readonly body: Body },
): Promise<Answer> => {
  const told = answer.headers.find(([name]) => name === header)?.[1]
  if (told === undefined) return answer
  const explain = async (): Promise<Explanation> => {
    const [List, steps] = await Promise.all([loadSteps(), stepsOf(told, request)])
    return { List, steps }
  }
  const explanation = answer.error ? await explain().catch(() => undefined) : undefined
  return { ...answer, headers: answer.headers.filter(([name]) => name !== header), explain, explanation }
}
