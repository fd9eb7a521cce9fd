import type { Body } from '../../vocabulary/fits.ts'
import { type From, isFrom } from '../../vocabulary/scenario.ts'
import type { Shape } from '../../vocabulary/shapes.ts'
import { Policy } from '../members.ts'
import type { KmsOperation } from '../operation.ts'
import { kebab } from './names.ts'
import { command, word } from './shell.ts'
import { isoOf, isSecret, printedJson, type Sample, type Shown, shownOf, textIn } from './writer.ts'

/** A map or structure: `TagKey=Stage,TagValue=Test` where all of it is plain words, else JSON. */
const shorthand = (value: unknown): string => {
  const entries = Object.entries(value as Body)
  const plain = entries.flat().every((part) => typeof part === 'string' && /^[\w./:@-]+$/.test(part))
  return word(plain ? entries.map(([key, part]) => `${key}=${part}`).join(',') : JSON.stringify(value))
}

/** The variable of a script that holds a value of an earlier step. */
export const variableOf = ({ $from, path }: From): string => `step${$from}_${path.replaceAll('.', '_')}`

/** The words of an option's value. */
const wordsOf = (shape: Shape, value: unknown): string => {
  if (isFrom(value)) {
    const variable = `"$${variableOf(value)}"`
    return shape.kind === 'blob' ? `fileb://<(base64 --decode <<< ${variable})` : variable
  }
  // A list of processes shows the words of a command, but not what a builtin of the shell writes.
  if (shape.kind !== 'blob' && isSecret(shape))
    return `file://<(printf %s ${word(shape.kind === 'structure' ? JSON.stringify(value) : String(value))})`
  switch (shape.kind) {
    case 'blob': {
      // Both versions of the CLI take the bytes of a file as they are; of base64 in the option itself they think differently.
      const base64 = String(value)
      const text = textIn(base64)
      return `fileb://<(${text === undefined ? `base64 --decode <<< ${word(base64)}` : `printf %s ${word(text)}`})`
    }
    case 'list':
      return (value as readonly unknown[]).map((item) => wordsOf(shape.member, item)).join(' ')
    case 'map':
    case 'structure':
      return shorthand(value)
    case 'timestamp':
      return isoOf(Number(value))
    default:
      return word(shape === Policy ? printedJson(String(value)) : String(value))
  }
}

/** The option that selects what is printed. Where there is a secret among it, a file takes it all, which only the user can read. */
const query = (name: string, shown: readonly Shown[]): readonly string[] => {
  const [only, ...more] = shown
  if (!only) return []
  if (more.length > 0)
    return shown.some(({ secret }) => secret)
      ? [`--output json > ${kebab(name)}.json`]
      : [`--query '{${shown.map(({ name }) => `${name}: ${name}`).join(', ')}}'`]
  if (only.secret) return [`--query ${only.name} --output text > ${kebab(only.name)}.b64`]
  if (only.shape.kind === 'list' || only.shape.kind === 'structure') return [`--query ${only.name}`]
  return [`--query ${only.name} --output text${only.text ? ' | base64 --decode' : ''}`]
}

/** The options of a command, each as a word or more. */
export const optionsOf = (operation: Pick<KmsOperation, 'input'>, body: Body): readonly string[] =>
  Object.entries(operation.input)
    .filter(([name]) => body[name] !== undefined)
    .map(([name, { type }]) =>
      type.kind === 'boolean' ? `--${body[name] ? '' : 'no-'}${kebab(name)}` : `--${kebab(name)} ${wordsOf(type, body[name])}`,
    )

/** The AWS CLI, in a shell that has process substitution, as Bash and Zsh do. */
export const cli: Sample = (operation, body) => {
  const options = optionsOf(operation, body)
  const shown = shownOf(operation)
  const line = command([`aws kms ${kebab(operation.name)}`, ...options, ...query(operation.name, shown)])
  return shown.some(({ secret }) => secret) ? `umask 077\n${line}` : line
}
