import { statusOf } from '../facts/error-statuses.ts'
import { ERRORS, type ErrorCode, operations } from '../facts/index.ts'
import { CRYPTOGRAPHIC, KEY_STATES, type KeyState, SWITCHABLE } from '../facts/key-states.ts'
import { KeyState as STATES } from '../facts/members.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { QUOTAS, type QuotaName } from '../facts/quotas.ts'
import { LIFECYCLE, type Lifecycle, nextState } from '../facts/transitions.ts'
import { errorUrl, referenceUrl } from '../ready/routes.ts'
import { constraintsOf } from '../vocabulary/project.ts'
import type { Members, Shape } from '../vocabulary/shapes.ts'
import { byKeyState } from './elements.ts'
import { keyState } from './key-state.ts'
import {
  headedTable,
  inlineCode,
  jsxElement,
  link,
  type Node,
  paragraph,
  prose,
  separated,
  strong,
  text,
  textElement,
} from './nodes.ts'

/** What the elements of the manual's pages stand for. All of it is made at build, so a page loads text and no model. */

const MODEL: Readonly<Record<string, KmsOperation>> = operations

const isQuota = (name: string): name is QuotaName => name in QUOTAS

/** `<Quota of="grants" />`: how much there may be. */
export const quota = (of: string): Node[] => {
  if (!isQuota(of)) throw new Error(`Failed to expand <Quota of="${of}" />: no such quota.`)
  return [textElement('span', { className: 'number' }, [text(QUOTAS[of].toLocaleString('en'))])]
}

const shapeAt = (members: Members | undefined, [name = '', ...rest]: readonly string[]): Shape | undefined => {
  const shape = members?.[name]?.type
  if (rest.length === 0) return shape
  const item = shape?.kind === 'list' ? shape.member : shape
  return item?.kind === 'structure' ? shapeAt(item.members, rest) : undefined
}

/** `<Bounds of="TagResource.Tags.TagKey" />`: the bounds of a member, in words. */
export const bounds = (of: string): Node[] => {
  const [operation = '', ...path] = of.split('.')
  const shape = shapeAt(MODEL[operation]?.input, path)
  const phrases = shape ? constraintsOf(shape) : []
  if (phrases.length === 0) throw new Error(`Failed to expand <Bounds of="${of}" />: no such member, or none with bounds.`)
  return [text(phrases.join(', '))]
}

const CODES = Object.keys(ERRORS) as readonly ErrorCode[]

/** `<RepeatableErrors />`: the codes that may be gone at the next attempt. */
export const repeatableErrors = (): Node[] => {
  const codes = CODES.filter((code) => code === 'ThrottlingException' || statusOf(code) >= 500)
  return separated(codes.map((code) => link(`#${code}`, [inlineCode(code)])))
}

const linked = (names: readonly string[]): Node[] => separated(names.map((name) => link(referenceUrl(name), [text(name)])))

/** Operations beyond which a list is folded. */
const MANY = 8

const declaring = (code: ErrorCode): Node => {
  const names = Object.values(MODEL).flatMap(({ name, errors }) => (errors.includes(code) ? [name] : []))
  if (names.length === 0)
    return paragraph(
      text('Declared by no operation: it comes before an operation is reached, or from a check that several share.'),
    )
  if (names.length <= MANY) return paragraph(text('Declared by '), ...linked(names), text('.'))
  return jsxElement('details', { className: 'folded' }, [
    jsxElement('summary', {}, [text(`Declared by ${names.length} operations`)]),
    paragraph(...linked(names)),
  ])
}

/** `<ErrorCodes />`: an entry for each code, under a heading whose anchor is the code. */
export const errorCodes = (): Node[] =>
  CODES.flatMap((code) => [
    { type: 'heading', depth: 3, children: [text(code)], data: { hProperties: { id: code } } },
    paragraph(...prose(ERRORS[code].cause)),
    paragraph(strong(text('What to do:')), text(' '), ...prose(ERRORS[code].cure)),
    ...(statusOf(code) === 400 ? [] : [paragraph(text(`HTTP status: ${statusOf(code)}.`))]),
    declaring(code),
  ])

/** Every operation that a state refuses is refused with the same words, but for CancelKeyDeletion. */
const REFUSALS = { ...SWITCHABLE, ...CRYPTOGRAPHIC }

/** `<KeyStateTable />`: each state, and the error with which it refuses. */
export const keyStateTable = (): Node[] => [
  headedTable(
    [[text('State')], [text('What it is')], [text('Error where it refuses')]],
    KEY_STATES.map((state) => {
      const refusal = REFUSALS[state]
      return [
        [keyState(state, inlineCode(state))],
        prose(STATES.values[state]),
        refusal ? [link(errorUrl(refusal.code), [text(refusal.code)]), text(`: … ${refusal.text}`)] : [],
      ]
    }),
  ),
]

/** The operation, or what the transition table calls by another name. */
const causeOf = (event: Lifecycle): Node[] => {
  switch (event) {
    case 'SchedulePrimaryDeletion':
      return [...linked(['ScheduleKeyDeletion']), text(', of a primary key that has replicas')]
    case 'LastReplicaDeleted':
      return [text('The last replica is gone')]
    case 'DeleteImportedKeyMaterial':
      return [...linked([event]), text(', or the material expires')]
    case 'RegionsSettled':
      return [
        text('What '),
        ...linked(['ReplicateKey']),
        text(' or '),
        ...linked(['UpdatePrimaryRegion']),
        text(' began is done'),
      ]
    default:
      return linked([event])
  }
}

/** `<KeyStateMoves />`: what moves a key from one state to another. */
export const keyStateMoves = (): Node[] => [
  headedTable(
    [[text('From')], [text('By')], [text('To')]],
    KEY_STATES.flatMap((from) =>
      LIFECYCLE.flatMap((event) => {
        const to = nextState(from, event)
        return to === undefined || to === from
          ? []
          : [[[keyState(from, inlineCode(from))], causeOf(event), [keyState(to, inlineCode(to))]]]
      }),
    ),
  ),
]

/**
 * `<KeyStateRules />`: what each state refuses, with the operations in one row that are refused by the same states; the freest
 * come first.
 */
export const keyStateRules = (): Node[] => {
  const refusing = ({ key }: KmsOperation): readonly KeyState[] => KEY_STATES.filter((state) => key?.states[state])
  const rows = Map.groupBy(
    Object.values(MODEL).filter(({ key }) => key),
    (operation) => refusing(operation).join(),
  )
  return [
    byKeyState(
      'Operations',
      [...rows.values()]
        .map((row) => ({ names: row.map(({ name }) => name), states: row[0] ? refusing(row[0]) : [] }))
        .sort((one, other) => one.states.length - other.states.length)
        .map(({ names, states }) => [
          linked(names),
          ...KEY_STATES.map((state) => [states.includes(state) ? strong(text('no')) : text('✓')]),
        ]),
    ),
  ]
}
