import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { botocoreModel } from './botocore.ts'

/**
 * Looks for runs of words that our texts share with the documentation of botocore and of the AWS SDK for JavaScript, and with any text
 * file that it is given. Ends with an error where a run of eight words or more is neither the text of an error nor a list of names.
 *
 *     npm run check:originality [-- FILE …]
 */

/** As many words in a row as must not be shared. */
const LONGEST = 8
/** Where the drift test’s digest comes from. */
const VERSION: string = JSON.parse(readFileSync('tests/fixtures/botocore-kms.json', 'utf8')).botocore

/** Runs that may be shared, with the reason; each has to be shared still. */
const ALLOWED: Readonly<Record<string, string>> = {
  'kms cannot interpret the response from the external key store proxy': 'text of XksProxyInvalidResponseException',
  'specify either granteeprincipal or granteeserviceprincipal but not both': 'text of a ValidationException',
  'specify either retiringprincipal or retiringserviceprincipal but not both': 'text of a ValidationException',
  'a grant for a symmetric encryption kms key': 'text of a ValidationException',
  'policy can only be managed by the ram service': 'text of a ValidationException',
  'the aws_ram policy can only be managed by the ram service': 'text of a ValidationException',
  'identifies the kms key from which you are deleting imported key material the': 'the page that the project began with',
  'the kms key from which you are deleting imported key material': 'the page that the project began with',
  'version 2012-10-17 id key-default-1 statement sid enable iam user permissions effect allow principal aws':
    'the default key policy, as AWS stores it',
  'effect allow principal aws arn:aws:iam::111122223333:root action kms resource sid': 'the words of a policy, in JSON',
  'creating enabled disabled pendingdeletion pendingimport pendingreplicadeletion unavailable updating': 'list of names',
  'key id key arn alias name or alias arn': 'list of names',
  'multiregion true multiregionconfiguration multiregionkeytype replica primarykey arn arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab region us-east-1 replicakeys arn':
    'the members of an answer, in JSON',
}

interface Text {
  readonly from: string
  readonly words: readonly string[]
}

/** What stands between spaces, without the punctuation around it: an ARN or a list of enumerated names in code is one word. */
const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll('’', "'")
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '')

/** The names of members, operations, values and resources: they have a capital inside, or what no word has. */
const isName = (word: string): boolean => /[_\d:/*=.(]|\p{Ll}\p{Lu}|^\p{Lu}{3,}/u.test(word)

/** Of such a run the sentence around the names is what could be copied, and there is none. */
const isListOfNames = (words: readonly string[]): boolean => words.filter((word) => !isName(word)).length < LONGEST / 2

/** Paragraphs: a run does not go from one into the next. */
const textsOf = (from: string, text: string): readonly Text[] =>
  text
    .split(/\n\s*\n|<\/?(?:p|li|ul|ol|dd|dt|dl|note|important|h\d)>/)
    .map((part) => ({ from, words: wordsOf(part.replace(/<[^>]+>/g, ' ')) }))
    .filter(({ words }) => words.length >= LONGEST)

/** Comments lose the stars at their lines, MDX its imports, links their addresses. */
const plain = (file: string): string =>
  readFileSync(file, 'utf8')
    .replace(/^import .*$/gm, '')
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, ' ')
    .replace(/\]\([^)]*\)/g, ' ')
    .replace(/^\s*(?:\/\*\*|\*\/|\*)/gm, '')

const ours = (): readonly Text[] =>
  execFileSync('git', ['ls-files', 'docs', 'src', 'static', 'scripts', '*.md'], { encoding: 'utf8' })
    .split('\n')
    // This file has the runs themselves.
    .filter((file) => /\.(mdx?|tsx?)$/.test(file) && file !== 'scripts/originality.ts')
    .flatMap((file) => textsOf(file, plain(file)))

function* documentationIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, item] of Object.entries(value))
    if (name === 'documentation' && typeof item === 'string') yield item
    else yield* documentationIn(item)
}

const TYPES = 'node_modules/@aws-sdk/client-kms/dist-types'

const theirs = async (files: readonly string[]): Promise<readonly Text[]> => [
  ...[...documentationIn(await botocoreModel(VERSION))].flatMap((text) => textsOf(`botocore ${VERSION}`, text)),
  ...readdirSync(TYPES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.d.ts'))
    .flatMap((file) => textsOf('the AWS SDK for JavaScript', plain(join(TYPES, file)))),
  ...files.flatMap((file) => textsOf(file, plain(file))),
]

const keyOf = (words: readonly string[], start: number): string =>
  words
    .slice(start, start + LONGEST)
    .join(' ')
    .toLowerCase()

/** The longest runs of a text whose every LONGEST words occur in `known`. */
function* runsIn({ words }: Text, known: ReadonlySet<string>): Generator<readonly string[]> {
  const end = words.length - LONGEST
  for (let start = 0; start <= end; start++) {
    let stop = start
    while (stop <= end && known.has(keyOf(words, stop))) stop++
    if (stop === start) continue
    yield words.slice(start, stop - 1 + LONGEST)
    start = stop + LONGEST - 2
  }
}

const [texts, sources] = [ours(), await theirs(process.argv.slice(2))]
const known = new Set(sources.flatMap(({ words }) => words.slice(LONGEST - 1).map((_, index) => keyOf(words, index))))
const found = texts.flatMap((text) => [...runsIn(text, known)].map((words) => ({ words, from: text.from })))
const shared = found
  .filter(({ words }) => !isListOfNames(words))
  .map(({ words, from }) => ({ run: words.join(' ').toLowerCase(), from }))
const count = (all: readonly Text[]) => all.reduce((sum, { words }) => sum + words.length, 0)
console.log(`${texts.length} texts of ours, ${count(texts)} words, against ${sources.length} texts, ${count(sources)} words.`)
console.log(
  `Shared runs of ${LONGEST} words or more: ${found.length - shared.length} lists of names, ${shared.length} others (${new Set(shared.map(({ run }) => run)).size} different ones).`,
)
const faults = shared.filter(({ run }) => !(run in ALLOWED))
const stale = Object.keys(ALLOWED).filter((run) => !shared.some((one) => one.run === run))
for (const { run, from } of faults) console.log(`${from}: “${run}”`)
for (const run of stale) console.log(`No text shares it any more: “${run}”`)
if (faults.length + stale.length > 0) process.exitCode = 1
else console.log('The others are texts of errors, or named in the script with the reason.')
