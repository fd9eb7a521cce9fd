import { lowerCamel, upperCamel } from '../camel-case.ts'
import { isBody } from '../fits.ts'
import { join } from '../paths.ts'
import type { Protocol } from '../protocol.ts'
import type { Members, Shape } from '../shapes.ts'

/** What tells one service of the protocol from another. */
export interface AwsJsonOptions {
  /** Where the service is. */
  readonly url: string
  /** What stands before the operation in `X-Amz-Target`, such as `TrentService`. */
  readonly target: string
}

export const AWS_JSON = 'application/x-amz-json-1.1'

/**
 * AWS JSON 1.1 (smithy.io, aws.protocols#awsJson1_1): every operation is a POST to `/`, and a header names it. Errors have a `__type`, which may
 * carry a namespace before `#`; a message names members as `at 'keyId'`, and so does a field of a form.
 *
 * @example awsJson({ url: 'https://kms.q-kms.example/', target: 'TrentService' })
 */
export const awsJson = ({ url, target }: AwsJsonOptions): Protocol => ({
  url,
  mediaType: AWS_JSON,
  emptyBody: true,
  bindingOf: () => ({ method: 'POST', path: '/' }),
  headersOf: ({ name }) => ({ 'Content-Type': AWS_JSON, 'X-Amz-Target': `${target}.${name}` }),
  memberOf: upperCamel,
  fieldOf: lowerCamel,
  errorOf: ({ status, text }, members) => {
    if (status < 400) return undefined
    const body = jsonIn(text)
    if (!isBody(body)) return { code: `HTTP ${status}`, message: '', members: {} }
    const { __type: type, message: said = body.Message } = body
    const message = typeof said === 'string' ? said : ''
    return {
      code: typeof type === 'string' ? type.slice(type.lastIndexOf('#') + 1) : `HTTP ${status}`,
      message,
      members: membersIn(message, members),
    }
  },
})

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a message says about which member. */
const membersIn = (message: string, members: Members): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {}
  for (const [, called = '', sentence] of message.matchAll(/ at '([\w.]+)'(?: failed to satisfy constraint: ([^;]+))?/g)) {
    const path = pathOf(members, called)
    if (path) found[path] = [found[path], sentence ?? message].filter(Boolean).join('; ')
  }
  return found
}

/**
 * The place of what a message calls `tags.1.member.tagKey`: `Tags.0.TagKey`, or as far along the path as the members go. Undefined for a member
 * that is not known.
 */
export const pathOf = (members: Members, called: string): string | undefined => {
  let shape: Shape | undefined = { kind: 'structure', members }
  let path = ''
  for (const step of called.replace(/\.(\d+)\.member\b/g, '.$1').split('.')) {
    if (shape?.kind === 'structure') {
      const name = upperCamel(step)
      shape = Object.hasOwn(shape.members, name) ? shape.members[name]?.type : undefined
      if (shape) path = join(path, name)
    } else if (shape?.kind === 'list' && /^\d+$/.test(step)) {
      shape = shape.member
      path = join(path, Number(step) - 1)
    } else break
  }
  return path || undefined
}
