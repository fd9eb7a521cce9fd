import { expect, test } from 'vitest'
import type { Member, Members, Shape } from '../vocabulary/shapes.ts'
import { FLOWING } from './flowing.ts'
import { ALGORITHMS, ALIAS_NAMES, FLOWS, KEY_NAMES, LISTS, TAKE_ALIASES, TAKE_IDS } from './flows.ts'
import { KeyArn, KeyId, KeyIdOrAlias } from './members/common.ts'
import * as operations from './operations/index.ts'

const ALL: readonly { readonly name: string; readonly input: Members; readonly output: Members }[] = Object.values(operations)
const inputs = ALL.flatMap(({ name, input }) =>
  Object.entries(input).map(([member, { type }]) => ({ target: `${name}.${member}`, member, type })),
)
const targetsOf = (...shapes: readonly Shape[]) => inputs.filter(({ type }) => shapes.includes(type)).map(({ target }) => target)

/** The members of a response, those of its structures and lists among them. */
function* membersIn(shape: Shape): Generator<readonly [name: string, member: Member]> {
  if (shape.kind === 'list') yield* membersIn(shape.member)
  if (shape.kind !== 'structure') return
  for (const [name, member] of Object.entries(shape.members)) {
    yield [name, member]
    yield* membersIn(member.type)
  }
}
const outputs = ALL.flatMap(({ output }) => [...membersIn({ kind: 'structure', members: output })])

test('every member that names a key is in the list of its kind', () => {
  expect([...TAKE_ALIASES].sort()).toEqual(targetsOf(KeyIdOrAlias).sort())
  // RetireGrant wants a grant with the key, and has flows of its own.
  expect([...TAKE_IDS, 'RetireGrant.KeyId'].sort()).toEqual(targetsOf(KeyId, KeyArn).sort())
})

test('every value that a flow begins with, or takes along, is in some answer or request', () => {
  const known = new Set([...outputs.map(([name]) => name), ...inputs.map(({ member }) => member)])
  const named = [
    ...Object.keys(FLOWS),
    ...KEY_NAMES,
    ...ALIAS_NAMES,
    ...Object.values(FLOWS).flatMap((flows) => flows.flatMap((flow) => Object.values(flow.with ?? {}).flat())),
    ...Object.values(ALGORITHMS).flat(),
  ]
  expect(named.filter((name) => !known.has(name))).toEqual([])
})

test('a page knows by name which values have a flow', () => {
  expect([...FLOWING].sort()).toEqual([...new Set([...Object.keys(FLOWS), ...KEY_NAMES, ...ALIAS_NAMES, 'NextMarker'])].sort())
})

test('every member that goes along is one of the next request', () => {
  const wrong = Object.values(FLOWS)
    .flat()
    .flatMap(({ to, with: along = {} }) => {
      const [operation] = to.split('.')
      return Object.keys(along).filter((member) => !inputs.some(({ target }) => target === `${operation}.${member}`))
    })
  expect(wrong).toEqual([])
})

test('what is a list in a request is known to be one', () => {
  const targets = new Set<string>(Object.values(FLOWS).flatMap((flows) => flows.map(({ to }) => to)))
  const lists = inputs.filter(({ target, type }) => targets.has(target) && type.kind === 'list').map(({ member }) => member)
  expect([...new Set(lists)].sort()).toEqual([...LISTS].sort())
})

/** Values that have the name and the shape of a request's member, and are of no use there. */
const NO_FLOW: Readonly<Record<string, string>> = {
  Description: 'A reader writes it.',
  Name: 'A reader writes it.',
  KeyMaterialDescription: 'A reader writes it.',
  CustomKeyStoreName: 'A reader writes it.',
  PolicyName: 'There is but one.',
  TrustAnchorCertificate: 'Part of a configuration.',
  CloudHsmClusterId: 'It stands in a form by itself.',
  XksProxyUriEndpoint: 'Part of a configuration.',
  XksProxyUriPath: 'Part of a configuration.',
  XksProxyVpcEndpointServiceName: 'Part of a configuration.',
  XksProxyVpcEndpointServiceOwner: 'Part of a configuration.',
  GranteeServicePrincipal: 'It goes with a grant.',
  RetiringServicePrincipal: 'It goes with a grant.',
}

test('every text or blob that a request can take under the same name has a flow, or a reason', () => {
  const taken = new Set(inputs.filter(({ type }) => type.kind === 'string' || type.kind === 'blob').map(({ member }) => member))
  const flowing = new Set([...Object.keys(FLOWS), ...KEY_NAMES, ...ALIAS_NAMES, 'Marker'])
  const names = outputs.flatMap(([name, member]) => (member.type.kind === 'string' || member.type.kind === 'blob' ? name : []))
  expect([...new Set(names)].filter((name) => taken.has(name) && !flowing.has(name) && !(name in NO_FLOW))).toEqual([])
})
