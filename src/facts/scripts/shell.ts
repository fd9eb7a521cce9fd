import { isFrom, type LocalStep, type RequestStep, type ScenarioData } from '../../vocabulary/scenario.ts'
import { optionsOf, variableOf } from '../samples/cli.ts'
import { kebab, snake } from '../samples/names.ts'
import { command, word } from '../samples/shell.ts'
import { isLocalName, LOCALS, type LocalProgram } from '../scenarios/locals.ts'
import {
  ABOUT_PRINCIPALS,
  fileNameOf,
  headingOf,
  headOf,
  type Operations,
  operationOf,
  pathsNeeded,
  type Script,
} from './script.ts'

const REFUSED = `# The service has to refuse the command behind the error's code.
refused() {
  local code=$1 message
  shift
  if message=$("$@" 2>&1); then
    echo "Failed: the request succeeded, where $code was expected." >&2
    exit 1
  fi
  [[ $message == *"($code)"* ]] || { echo "$message" >&2; exit 1; }
}`

const SAME = `same() {
  [[ $1 == "$2" ]] || { echo "Failed: '$1' is not '$2'." >&2; exit 1; }
}`

const FILES = `work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
bytes() { openssl base64 -d -A <<< "$1"; }
hex() { bytes "$1" | od -An -v -tx1 | tr -d ' \\n'; }`

/** `Rotations.1.KeyMaterialId` as the CLI's queries have it. */
const queryOf = (path: string): string => path.replace(/\.(\d+)/g, '[$1]')

/** Values that are one word in the output of the CLI. */
const isWord = (value: unknown): boolean => typeof value !== 'object' || isFrom(value)

const wordOf = (value: unknown, isLocal: boolean): string => {
  if (isFrom(value)) return `"$${variableOf(value)}"`
  if (typeof value === 'boolean' && !isLocal) return value ? 'True' : 'False'
  return word(String(value))
}

const checks = (number: number, step: RequestStep | LocalStep): readonly string[] =>
  Object.entries(step.returns ?? {})
    .filter(([, expected]) => isWord(expected))
    .map(([path, expected]) => `same "$${variableOf({ $from: number, path })}" ${wordOf(expected, 'local' in step)}`)

const requestOf = (scenario: ScenarioData, operations: Operations, number: number, step: RequestStep): readonly string[] => {
  const { as, refusal, until, returns = {} } = step
  const operation = operationOf(operations, step)
  const options = [...optionsOf(operation, step.body), ...(as?.region === undefined ? [] : [`--region ${as.region}`])]
  const who = as?.name === undefined ? '' : `AWS_ACCESS_KEY_ID=${as.name} `
  const call = `aws kms ${kebab(operation.name)}`
  const about = as?.name === undefined ? [] : [`# ${ABOUT_PRINCIPALS}`]
  if (refusal) return [...about, command([`${who}refused ${refusal} ${call}`, ...options])]
  const paths = pathsNeeded(scenario, number).filter((path) => !(path in returns) || isWord(returns[path]))
  if (paths.length === 0) return [...about, `${command([`${who}${call}`, ...options])} > /dev/null`]
  const query = `--query '[${paths.map(queryOf).join(', ')}]' --output text`
  const variables = paths.map((path) => variableOf({ $from: number, path }))
  const lines = [`values=$(${command([`${who}${call}`, ...options, query])})`, `read -r ${variables.join(' ')} <<< "$values"`]
  if (!until) return [...about, ...lines]
  const isThere = `[[ $${variableOf({ $from: number, path: until.path })} == ${word(String(until.is))} ]] && break`
  return [...about, 'while true; do', ...[...lines, isThere, 'sleep 0.5'].map((line) => line.replace(/^/gm, '  ')), 'done']
}

const localOf = (number: number, { local, input }: LocalStep): readonly string[] => {
  if (!isLocalName(local)) throw new Error(`Failed to write the script: there is no program ${local}.`)
  const { input: names, output }: LocalProgram = LOCALS[local]
  const command = [snake(local), ...names.map((name) => wordOf(input[name], true))].join(' ')
  return [output === undefined ? command : `${variableOf({ $from: number, path: output })}=$(${command})`]
}

const stepOf = (scenario: ScenarioData, operations: Operations, index: number): string => {
  const step = scenario.steps[index]
  if (!step) return ''
  const number = index + 1
  const report = 'refusal' in step && step.refusal ? `: refused, as expected, with ${step.refusal}` : ': done'
  return [
    `# ${headingOf(step, number)}`,
    ...('local' in step ? localOf(number, step) : requestOf(scenario, operations, number, step)),
    ...checks(number, step),
    `echo ${word(headingOf(step, number) + report)}`,
  ].join('\n')
}

/** Bash with the AWS CLI, and with OpenSSL for what is no request. */
export const shell: Script = (scenario, operations) => {
  const { steps } = scenario
  const locals = [...new Set(steps.flatMap((step) => ('local' in step && isLocalName(step.local) ? [step.local] : [])))]
  const program = steps.map((_, index) => stepOf(scenario, operations, index)).join('\n\n')
  const programs: readonly LocalProgram[] = locals.map((name) => LOCALS[name])
  // Those that return nothing have nothing to do with OpenSSL.
  const versions = programs.flatMap(({ output, openssl = '3' }) => (output === undefined ? [] : [openssl]))
  const needs = `the AWS CLI, version 2${versions.length > 0 ? `, and OpenSSL ${versions.sort().at(-1)}` : ''}`
  return `${[
    ['#!/usr/bin/env bash', ...headOf(scenario, needs, `bash ${fileNameOf(scenario)}.sh`).map((line) => `# ${line}`)].join('\n'),
    'set -euo pipefail',
    ...(program.includes('refused ') ? [REFUSED] : []),
    ...(/^same /m.test(program) ? [SAME] : []),
    ...(versions.length > 0 ? [FILES] : []),
    ...programs.map((program) => program.shell),
    program,
  ].join('\n\n')}\n`
}
