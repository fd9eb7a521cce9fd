import { expect, test } from 'vitest'
import { createClient } from '../src/emulator/test-client.ts'
import { operations } from '../src/facts/index.ts'
import type { KmsOperation } from '../src/facts/operation.ts'
import { wrap } from '../src/ready/KeyWrapper/wrap.ts'
import { filesIn, load, only, type Page } from './pages.ts'

/**
 * Sends every form of a guide, one after the other, to a new sandbox, as a reader does who does what the guide says, and expects what it
 * announces. Of its sentences the test knows three kinds, in the text between a form and what comes before it:
 *
 * - “Paste the `X` of step 1 as `Y`”: member X of an answer becomes member Y. Without a step it is the last answer that has one, and
 *   without a Y it is X.
 * - “Repeat step 1”: its request is sent again before.
 * - “The response is a `SomeException`”: the form as it stands is refused so. Where no error is announced, the request succeeds.
 */

const MODEL: Readonly<Record<string, KmsOperation>> = operations
const MANUAL = 'docs/api/q-kms/user-manual'

type Body = Readonly<Record<string, unknown>>

interface Step {
  /** By the heading. */
  readonly number: number | undefined
  readonly prose: string
  /** Undefined for the form that wraps key material: it is no request. */
  readonly operation: string | undefined
  readonly example: Body
}

const FORM = /^<(?:ApiTester|KeyWrapper)\b[\s\S]*?\/>$/m
const CODE_BLOCK = /^```[\s\S]*?^```/gm

const stepsOf = ({ source, parts }: Page): readonly Step[] => {
  const texts = source.replace(CODE_BLOCK, '').split(FORM).slice(0, -1)
  const forms = only(parts, 'ApiTester', 'KeyWrapper')
  expect(texts).toHaveLength(forms.length)
  let number: number | undefined
  return forms.map(({ kind, props }, index) => {
    const text = texts[index] ?? ''
    const [, ...sections] = text.split(/^#+ /m)
    const section = sections.at(-1)
    if (section !== undefined) number = Number.parseInt(section, 10) || undefined
    return {
      number,
      prose: section ?? text,
      operation: kind === 'ApiTester' ? String(props.operation) : undefined,
      example: (props.example ?? {}) as Body,
    }
  })
}

interface Pasted {
  readonly member: string
  /** The member of the answer. */
  readonly from: string
  readonly step?: number
}

const pastedIn = (prose: string): readonly Pasted[] =>
  [...prose.matchAll(/[^.]*\bpaste\b[^.]*/gi)].flatMap(([sentence]) =>
    [...sentence.matchAll(/\bthe `(\w+)`(?: of step (\d+))?(?: as `(\w+)`)?/g)].map(([, from = '', step, member = from]) => ({
      member,
      from,
      ...(step !== undefined && { step: Number(step) }),
    })),
  )

const announced = (prose: string): string | undefined => /The response is an? \[?`(\w+)`/.exec(prose)?.[1]

/** A reader takes longer for a step than the emulator for whatever it does by and by. */
const PACE = 10_000

const read = async (page: Page): Promise<void> => {
  const { attempt, emulator } = createClient({ clock: { now: () => Date.UTC(2026, 0, 15) } })
  const done: { readonly step: Step; readonly request: Body; readonly answer: Body }[] = []

  /** The member as the last answer, or that of a step, has it. */
  const answered = ({ from, step: number }: Omit<Pasted, 'member'>): unknown => {
    const values = done
      .filter(({ step }) => number === undefined || step.number === number)
      .map(({ answer }) => ({ ...(answer.KeyMetadata as Body | undefined), ...answer })[from])
      .filter((value) => value !== undefined)
    if (values.length === 0) throw new Error(`Failed to read ${page.path}: no answer to paste ${from} from.`)
    return values.at(-1)
  }

  const send = async (step: Step, request: Body): Promise<void> => {
    const operation = String(step.operation)
    for (const member of Object.keys(request)) expect(MODEL[operation]?.input, page.path).toHaveProperty(member)
    await emulator.clock.advance(PACE)
    const { status, body } = await attempt(operation, request)
    const what = `${page.path}, step ${step.number}: ${operation} answers ${JSON.stringify(body)}`
    expect(status === 200 ? undefined : body.__type, what).toBe(announced(step.prose))
    done.push({ step, request, answer: body ?? {} })
  }

  for (const step of stepsOf(page)) {
    const { prose, operation, example } = step
    if (operation === undefined) {
      const publicKey = String(answered({ from: 'PublicKey' }))
      const EncryptedKeyMaterial = await wrap(publicKey, crypto.getRandomValues(new Uint8Array(32)))
      done.push({ step, request: {}, answer: { EncryptedKeyMaterial } })
      continue
    }
    for (const [, number] of prose.matchAll(/Repeat step (\d+)/g))
      for (const { step, request } of done.filter((one) => one.step.number === Number(number))) await send(step, request)
    const pasted = pastedIn(prose).map(({ member, ...source }) => [member, answered(source)])
    await send(step, { ...example, ...Object.fromEntries(pasted) })
  }
}

const PAGES = await Promise.all(filesIn(MANUAL, '.mdx').map((file) => load(`${MANUAL}/${file}`)))
const GUIDES = PAGES.filter(({ parts }) => only(parts, 'ApiTester').length > 0)

test.each(GUIDES)('$path leads through its steps as it says', read)
