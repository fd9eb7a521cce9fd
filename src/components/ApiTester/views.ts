import { optionOf } from '../../vocabulary/fits.ts'
import type { Shape } from '../../vocabulary/shapes.ts'
import { jsonOf } from './answer.ts'
import { hexOf, textOf } from './encoding.ts'

/** The shape of a value's member or item; undefined where nothing describes it. */
export const shapeAt = (shape: Shape | undefined, step: string): Shape | undefined => {
  switch (shape?.kind) {
    case 'structure':
      return Object.hasOwn(shape.members, step) ? shape.members[step]?.type : undefined
    case 'map':
      return shape.value
    case 'list':
      return shape.member
  }
}

/** The shape that a value has among those that a union allows. */
export const shapeOf = (shape: Shape | undefined, value: unknown): Shape | undefined =>
  shape?.kind === 'union' ? shapeOf(optionOf(shape, value), value) : shape

/** How a string can be shown in place of its JSON. */
export interface Views {
  /** The object or list that the string is the JSON of, such as a policy. */
  readonly json?: object | undefined
  /** The text whose UTF-8 bytes the base64 stands for. */
  readonly text?: string | undefined
  /** The bytes that the base64 stands for. */
  readonly hex?: string | undefined
}

const jsonIn = (text: string): object | undefined => {
  const value = /^\s*[[{]/.test(text) ? jsonOf(text) : undefined
  return typeof value === 'object' && value !== null ? value : undefined
}

/** The views of a string that make sense: those of bytes only where its shape says that it stands for bytes. */
export const viewsOf = (value: string, shape: Shape | undefined): Views => {
  if (shape?.kind !== 'blob') return { json: jsonIn(value) }
  return value === '' ? {} : { text: textOf(value), hex: hexOf(value) }
}
