import { type From, isFrom, type LocalStep, type RequestStep, type ScenarioData } from '../../vocabulary/scenario.ts'
import { snake } from '../samples/names.ts'
import { IMPORTS, writer } from '../samples/python.ts'
import { block, indent, quoted, used, type Writer, write, writeMembers } from '../samples/writer.ts'
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
  `step${$from}${path
    .split('.')
    .map((name) => (/^\d+$/.test(name) ? `[${name}]` : `[${quoted(name)}]`))
    .join('')}`

const values: Writer = { ...writer, from: access }

const BYTES = { kind: 'blob' } as const

const STANDARD = {
  ...IMPORTS,
  os: 'import os',
  secrets: 'import secrets',
  time: 'import time',
  'urllib.request': 'import urllib.request',
}

/** Of the package cryptography. */
const CRYPTOGRAPHY = {
  hashes: 'from cryptography.hazmat.primitives import hashes',
  serialization: 'from cryptography.hazmat.primitives import serialization',
  ec: 'from cryptography.hazmat.primitives.asymmetric import ec',
  padding: 'from cryptography.hazmat.primitives.asymmetric import padding',
  AESGCM: 'from cryptography.hazmat.primitives.ciphers.aead import AESGCM',
  HKDF: 'from cryptography.hazmat.primitives.kdf.hkdf import HKDF',
}

const REFUSED = `def refused(code, call, **request):
    """The service has to refuse the request with this error."""
    try:
        call(**request)
    except ClientError as error:
        if error.response["Error"]["Code"] == code:
            return
        raise
    raise SystemExit(f"Failed: the request succeeded, where {code} was expected.")`

const clientOf = (scenario: ScenarioData, { as }: RequestStep): string => {
  if (!as) return 'kms'
  const index = sendersOf(scenario).findIndex(({ name, region }) => name === as.name && region === as.region)
  return `kms${index + 2}`
}

const clients = (scenario: ScenarioData): readonly string[] =>
  sendersOf(scenario).flatMap(({ name, region }, index) => {
    const settings = [
      ...(region === undefined ? [] : [`region_name=${quoted(region)}`]),
      ...(name === undefined ? [] : [`aws_access_key_id=${quoted(name)}`, 'aws_secret_access_key="test"']),
    ]
    return [
      ...(name === undefined ? [] : [`# ${ABOUT_PRINCIPALS}`]),
      `kms${index + 2} = boto3.client("kms", ${settings.join(', ')})`,
    ]
  })

const callOf = (scenario: ScenarioData, operations: Operations, step: RequestStep): string => {
  const operation = operationOf(operations, step)
  const method = `${clientOf(scenario, step)}.${snake(operation.name)}`
  const lines = writeMembers(values, operation.input, step.body).map(([name, value]) => `${name}=${value},`)
  if (step.refusal) return block('refused(', [`${quoted(step.refusal)},`, `${method},`, ...lines], ')', '    ')
  return block(`${method}(`, lines, ')', '    ')
}

/** Lines that hold the response to what is expected of it. */
const checks = (operations: Operations, number: number, step: RequestStep | LocalStep): readonly string[] =>
  Object.entries(step.returns ?? {}).map(([path, expected]) => {
    const shape = 'local' in step ? undefined : shapeAt(operationOf(operations, step).output, path)
    const isBoolean = typeof expected === 'boolean'
    const wanted = isBoolean ? (expected ? 'True' : 'False') : write(values, shape ?? BYTES, expected)
    return `assert ${access({ $from: number, path })} == ${wanted}`
  })

const localOf = ({ local, input }: LocalStep): string =>
  `${snake(local)}(${Object.entries(input)
    .map(([name, value]) => [
      name,
      isFrom(value) ? access(value) : typeof value === 'number' ? value : write(values, BYTES, value),
    ])
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')})`

const stepOf = (scenario: ScenarioData, operations: Operations, index: number): string => {
  const step = scenario.steps[index]
  if (!step) return ''
  const number = index + 1
  const kept = pathsNeeded(scenario, number).length > 0 ? `step${number} = ` : ''
  const lines = (): readonly string[] => {
    if ('local' in step) return [kept + localOf(step)]
    const call = callOf(scenario, operations, step)
    if (step.refusal || !step.until) return [kept + call]
    const isThere = `${access({ $from: number, path: step.until.path })} == ${quoted(String(step.until.is))}`
    return ['while True:', indent(`${kept}${call}\nif ${isThere}:\n    break\ntime.sleep(0.5)`, '    ')]
  }
  const report = 'refusal' in step && step.refusal ? `: refused, as expected, with ${step.refusal}` : ': done'
  return [
    `# ${headingOf(step, number)}`,
    ...lines(),
    ...checks(operations, number, step),
    `print(${quoted(headingOf(step, number) + report)})`,
  ].join('\n')
}

/** Python with boto3. */
export const python: Script = (scenario, operations) => {
  const { steps } = scenario
  const locals = [...new Set(steps.flatMap((step) => ('local' in step && isLocalName(step.local) ? [step.local] : [])))]
  const program = [
    ['kms = boto3.client("kms")', ...clients(scenario)].join('\n'),
    ...(steps.some((step) => 'refusal' in step && step.refusal) ? [REFUSED] : []),
    ...locals.map((name) => LOCALS[name].python),
    ...steps.map((_, index) => stepOf(scenario, operations, index)),
  ].join('\n\n')
  const standard = used(STANDARD, program)
  const cryptography = used(CRYPTOGRAPHY, program)
  const install = `pip install boto3${cryptography.length > 0 ? ' cryptography' : ''}`
  return `${[
    headOf(scenario, install, `python ${fileNameOf(scenario)}.py`)
      .map((line) => `# ${line}`)
      .join('\n'),
    ...(standard.length > 0 ? [standard.join('\n')] : []),
    [
      'import boto3',
      ...(program.includes('ClientError') ? ['from botocore.exceptions import ClientError'] : []),
      ...cryptography,
    ].join('\n'),
    program,
  ].join('\n\n')}\n`
}
