import { type From, isFrom, type LocalStep, type RequestStep, type ScenarioData } from '../../vocabulary/scenario.ts'
import { properties, text, writer } from '../samples/javascript.ts'
import { block, indent, type Writer, write, writeMembers } from '../samples/writer.ts'
import { isLocalName, LOCALS } from '../scenarios/locals.ts'
import {
  ABOUT_PRINCIPALS,
  fileNameOf,
  headingOf,
  headOf,
  type Operations,
  operationOf,
  pathsNeeded,
  type Script,
  sendersOf,
  shapeAt,
} from './script.ts'

const access = ({ $from, path }: From): string =>
  `step${$from}${path.replace(/\.?([^.]+)/g, (_, name: string) => (/^\d+$/.test(name) ? `[${name}]` : `.${name}`))}`

const values: Writer = { ...writer, from: access }

const BYTES = { kind: 'blob' } as const

const REFUSED = `/** The service has to refuse the request with this error. */
const refused = async (code, request) => {
  const error = await request.then(() => undefined, (error) => error)
  if (error?.name !== code) throw error ?? new Error(\`Failed: the request succeeded, where \${code} was expected.\`)
}`

const clientOf = (scenario: ScenarioData, { as }: RequestStep): string => {
  if (!as) return 'kms'
  const index = sendersOf(scenario).findIndex(({ name, region }) => name === as.name && region === as.region)
  return `kms${index + 2}`
}

const clients = (scenario: ScenarioData): readonly string[] =>
  sendersOf(scenario).flatMap(({ name, region }, index) => {
    const settings = [
      ...(region === undefined ? [] : [`region: ${text(region)}`]),
      ...(name === undefined ? [] : [`credentials: { accessKeyId: ${text(name)}, secretAccessKey: 'test' }`]),
    ]
    return [
      ...(name === undefined ? [] : [`// ${ABOUT_PRINCIPALS}`]),
      `const kms${index + 2} = new KMSClient({ ${settings.join(', ')} })`,
    ]
  })

const callOf = (scenario: ScenarioData, operations: Operations, step: RequestStep): string => {
  const operation = operationOf(operations, step)
  const lines = properties(writeMembers(values, operation.input, step.body)).map((line) => `${line},`)
  return `${clientOf(scenario, step)}.send(new ${operation.name}Command(${block('{', lines, '}')}))`
}

/** Lines that hold the response to what is expected of it. */
const checks = (operations: Operations, number: number, step: RequestStep | LocalStep): readonly string[] =>
  Object.entries(step.returns ?? {}).map(([path, expected]) => {
    const shape = 'local' in step ? undefined : shapeAt(operationOf(operations, step).output, path)
    const actual = access({ $from: number, path })
    const isBytes = shape?.kind === 'blob' || ('local' in step && typeof expected !== 'boolean')
    const wanted = isBytes || shape ? write(values, shape ?? BYTES, expected) : String(expected)
    if (!isBytes) return `assert.deepEqual(${actual}, ${wanted})`
    return `assert.deepEqual(Buffer.from(${actual}), ${isFrom(expected) ? `Buffer.from(${wanted})` : wanted})`
  })

const localOf = ({ local, input }: LocalStep): string => {
  const members = Object.entries(input).map(([name, value]): [string, string] => [
    name,
    isFrom(value) ? access(value) : typeof value === 'number' ? String(value) : write(values, BYTES, value),
  ])
  return `await ${local}({ ${properties(members).join(', ')} })`
}

const stepOf = (scenario: ScenarioData, operations: Operations, index: number): string => {
  const step = scenario.steps[index]
  if (!step) return ''
  const number = index + 1
  const kept = pathsNeeded(scenario, number).length > 0 ? `const step${number} = ` : ''
  const lines = (): readonly string[] => {
    if ('local' in step) return [`${kept}${localOf(step)}`]
    const call = callOf(scenario, operations, step)
    if (step.refusal) return [`await refused(${text(step.refusal)}, ${call})`]
    if (!step.until) return [`${kept}await ${call}`]
    const value = `${access({ $from: number, path: step.until.path })} !== ${JSON.stringify(step.until.is).replaceAll('"', "'")}`
    return [
      `let step${number}`,
      'do {',
      indent(`await new Promise((resolve) => setTimeout(resolve, 500))\nstep${number} = await ${call}`, '  '),
      `} while (${value})`,
    ]
  }
  const report = 'refusal' in step && step.refusal ? `: refused, as expected, with ${step.refusal}` : ': done'
  return [
    `// ${headingOf(step, number)}`,
    ...lines(),
    ...checks(operations, number, step),
    `console.log(${text(headingOf(step, number) + report)})`,
  ].join('\n')
}

/** Node.js with the AWS SDK for JavaScript, version 3. */
export const javascript: Script = (scenario, operations) => {
  const { steps } = scenario
  const file = `${fileNameOf(scenario)}.mjs`
  const locals = [...new Set(steps.flatMap((step) => ('local' in step && isLocalName(step.local) ? [step.local] : [])))]
  const commands = Object.keys(operations).map((name) => `${name}Command`)
  const program = steps.map((_, index) => stepOf(scenario, operations, index)).join('\n\n')
  return `${[
    headOf(scenario, 'npm install @aws-sdk/client-kms', `node ${file}`)
      .map((line) => `// ${line}`)
      .join('\n'),
    [
      ...(program.includes('assert.') ? ["import assert from 'node:assert/strict'"] : []),
      `import { ${[...commands, 'KMSClient'].sort().join(', ')} } from '@aws-sdk/client-kms'`,
    ].join('\n'),
    ['const kms = new KMSClient({})', ...clients(scenario)].join('\n'),
    ...(steps.some((step) => 'refusal' in step && step.refusal) ? [REFUSED] : []),
    ...locals.map((name) => LOCALS[name].javascript),
    program,
  ].join('\n\n')}\n`
}
