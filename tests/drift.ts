import type { Members, Shape } from '../src/vocabulary/shapes.ts'

/** How our descriptors differ from what another model of the service says. */

/** A shape of the other model in our words. An enumeration is a string here, where it does not tell its values. */
export interface Seen {
  readonly kind: Shape['kind']
  readonly member?: Seen
  readonly members?: SeenMembers
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly pattern?: string | undefined
  readonly values?: readonly string[]
}
export type SeenMembers = Readonly<Record<string, Seen & { readonly required: boolean }>>

const BOUNDS = ['min', 'max', 'pattern'] as const

function* shapeDrift(ours: Shape, theirs: Seen, path: string, them: string): Generator<string> {
  const kind = ours.kind === 'enum' && !theirs.values ? 'string' : ours.kind
  if (kind !== theirs.kind) yield `${path}: ${kind} here, ${theirs.kind} in ${them}`
  for (const bound of BOUNDS) {
    if (!(bound in theirs)) continue
    const mine = (ours as Readonly<Partial<Record<typeof bound, unknown>>>)[bound]
    if (mine !== theirs[bound]) yield `${path}: ${bound} ${mine} here, ${theirs[bound]} in ${them}`
  }
  if (ours.kind === 'enum' && theirs.values) {
    const mine = Object.keys(ours.values)
    for (const value of new Set([...mine, ...theirs.values]))
      if (mine.includes(value) !== theirs.values.includes(value))
        yield `${path}: ${value} only ${mine.includes(value) ? 'here' : `in ${them}`}`
  }
  if (ours.kind === 'list' && theirs.member) yield* shapeDrift(ours.member, theirs.member, path, them)
  if (ours.kind === 'structure' && theirs.members) yield* memberDrift(ours.members, theirs.members, path, them)
}

/** Each difference as a line: the path of the member, and what is where. */
export function* memberDrift(ours: Members, theirs: SeenMembers, parent: string, them: string): Generator<string> {
  for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const path = `${parent}.${name}`
    const [mine, other] = [ours[name], theirs[name]]
    if (!mine) yield `${path}: only in ${them}`
    else if (!other) yield `${path}: only here`
    else {
      const required = mine.required ?? false
      if (required !== other.required) yield `${path}: ${required ? 'required here' : `required in ${them}`} alone`
      yield* shapeDrift(mine.type, other, path, them)
    }
  }
}
