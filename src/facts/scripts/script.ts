import { type RequestStep, type ScenarioData, type ScenarioStep, sourcesOf } from '../../vocabulary/scenario.ts'
import type { Members, Shape } from '../../vocabulary/shapes.ts'
import { LOCAL_URL } from '../local-server.ts'
import type { KmsOperation } from '../operation.ts'

/** What scripts of a scenario are made of, in every language. */

/** The descriptors of the operations of a scenario. */
export type Operations = Readonly<Record<string, KmsOperation>>

/** Writes a scenario as a program. */
export type Script = (scenario: ScenarioData, operations: Operations) => string

/**
 * Looks up the operations of a scenario.
 *
 * @throws {Error} where there is none of a name
 */
export const operationsOf = async (
  { steps }: ScenarioData,
  lookUp: (name: string) => Promise<KmsOperation | undefined>,
): Promise<Operations> => {
  const names = new Set(steps.flatMap((step) => ('local' in step ? [] : [step.operation])))
  const found = await Promise.all(
    [...names].map(async (name) => {
      const operation = await lookUp(name)
      if (!operation) throw new Error(`Failed to write the script: there is no operation ${name}.`)
      return [name, operation] as const
    }),
  )
  return Object.fromEntries(found)
}

/** @throws {Error} where the scenario has another operation than those */
export const operationOf = (operations: Operations, { operation: name }: RequestStep): KmsOperation => {
  const operation = operations[name]
  if (!operation) throw new Error(`Failed to write the script: there is no operation ${name}.`)
  return operation
}

/** The shape of what a response has at a path; undefined where it can have nothing there. */
export const shapeAt = (members: Members, path: string): Shape | undefined => {
  const [first = '', ...rest] = path.split('.')
  return rest.reduce<Shape | undefined>((shape, name) => {
    if (shape?.kind === 'list') return shape.member
    return shape?.kind === 'structure' ? shape.members[name]?.type : undefined
  }, members[first]?.type)
}

/** The paths in the response of a step that the scenario needs again. */
export const pathsNeeded = ({ steps }: ScenarioData, number: number): readonly string[] => {
  const step = steps[number - 1]
  const later = steps.flatMap((other) => sourcesOf(other)).filter(({ $from }) => $from === number)
  const held = step && !('local' in step) && step.until ? [step.until.path] : []
  return [...new Set([...held, ...Object.keys(step?.returns ?? {}), ...later.map(({ path }) => path)])]
}

/** The title of a step as a comment and a report have it. */
export const headingOf = ({ title }: ScenarioStep, number: number): string => `${number}. ${title}`

/** The lines of a script's head. */
export const headOf = ({ title }: ScenarioData, install: string, run: string): readonly string[] => [
  `${title}.`,
  `It needs: ${install}`,
  'Run it against the emulator, whose sandbox has the keys that it names:',
  `AWS_ENDPOINT_URL_KMS=${LOCAL_URL} AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 \\`,
  `  AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test ${run}`,
]

/** What scripts say of a client that is another principal. */
export const ABOUT_PRINCIPALS =
  'The emulator takes the ARN itself for an access key. AWS KMS needs credentials of this principal.'

/** The senders of a scenario but for the reader, each with a number. */
export const sendersOf = ({ steps }: ScenarioData): readonly { readonly name?: string; readonly region?: string }[] => {
  const all = steps.flatMap((step) => ('local' in step || !step.as ? [] : [step.as]))
  return all.filter(({ name, region }, index) => all.findIndex((one) => one.name === name && one.region === region) === index)
}

/** The name of a script's file, without its ending. */
export const fileNameOf = ({ title }: Pick<ScenarioData, 'title'>): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
