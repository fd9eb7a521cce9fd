import type { Body } from '../../vocabulary/fits.ts'
import type { Explain } from '../settings.tsx'
import type { Answer } from './answer.ts'
import { type Explanation, loadSteps } from './explanation.ts'

/** A `fetch` whose requests also ask how the response came about. Its callers do not notice. */
export const asking = (fetch: typeof globalThis.fetch, explain: Explain | undefined): typeof globalThis.fetch =>
  explain
    ? (input, init) =>
        fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...explain.headers } })
    : fetch

/** The response with the steps that led to it, loaded at once after a refusal. Where they cannot be loaded, such as offline, it comes without them. */
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
