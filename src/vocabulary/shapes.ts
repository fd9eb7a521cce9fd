/**
 * The shapes that the members of an API have, as data. One literal serves the compiler (`Value`, `Wire`), the validator, the parameter
 * tables, the forms and the OpenAPI document.
 */

/** What a structure, an operation's input or its output consists of, by wire name. */
export type Members = Readonly<Record<string, Member>>

/** A member of a request or a structure, or an element of a response. */
export interface Member<S extends Shape = Shape> {
  /** What values it may have. */
  readonly type: S
  /** The service refuses a request in which the member is missing. */
  readonly required?: boolean
  /** What it is for. What stands between backticks is code. */
  readonly description: string
  /** What the service assumes when the member is left out. */
  readonly default?: string | number | boolean
  /** What a form suggests. */
  readonly placeholder?: string
  /** It still works, and new programs should not use it. */
  readonly deprecated?: boolean
}

/** Text. */
export interface StringShape {
  readonly kind: 'string'
  /** The least number of characters. */
  readonly min?: number
  /** The greatest number of characters. */
  readonly max?: number
  /** A regular expression as the service prints it. It has to match the whole text. */
  readonly pattern?: string
  /** What forms of identifier the text may have, in words: a page shows them instead of the bounds. */
  readonly identifies?: string
  /** It is a secret: no message shows it. */
  readonly sensitive?: boolean
}

/** One of several texts. */
export interface EnumShape<V extends string = string> {
  readonly kind: 'enum'
  /** Value → what it means, in the order in which the service prints the set. */
  readonly values: Readonly<Record<V, string>>
  /** The set that a refusal prints, where it is not `values` itself. */
  readonly printed?: readonly string[]
  /** Values outside the set that the service lets through to its later checks. */
  readonly tolerated?: readonly string[]
}

/** Bytes: base64 text on the wire. */
export interface BlobShape {
  readonly kind: 'blob'
  /** The least number of bytes. */
  readonly min?: number
  /** The greatest number of bytes. */
  readonly max?: number
  /** It is a secret: a form shows it as text at first. */
  readonly sensitive?: boolean
}

/** A whole number. */
export interface IntegerShape {
  readonly kind: 'integer'
  /** The least value. */
  readonly min?: number
  /** The greatest value. */
  readonly max?: number
  /** The service takes a larger number as this one, up to `max`. */
  readonly cap?: number
}

/** Any JSON number. */
export interface NumberShape {
  readonly kind: 'number'
  /** The least value. */
  readonly min?: number
  /** The greatest value. */
  readonly max?: number
}

/** `true` or `false`. */
export interface BooleanShape {
  readonly kind: 'boolean'
}

/** On the wire a number of seconds since 1970-01-01T00:00Z, in the emulator milliseconds. */
export interface TimestampShape {
  readonly kind: 'timestamp'
}

/** A list of values of one shape. */
export interface ListShape<S extends Shape = Shape> {
  readonly kind: 'list'
  /** The shape of each item. */
  readonly member: S
  /** The least number of items. */
  readonly min?: number
  /** The greatest number of items. */
  readonly max?: number
}

/** Text in the form of RFC 3339, such as `2026-01-15T00:00:00Z`. */
export interface DateTimeShape {
  readonly kind: 'date-time'
}

/** A JSON object that has a value under any name. */
export interface MapShape<S extends Shape = Shape> {
  readonly kind: 'map'
  /** The shape of each value. */
  readonly value: S
}

/** JSON's `null`, as an option of a union. */
export interface NullShape {
  readonly kind: 'null'
}

/** A value of one of several shapes. The first option that the value fits is its shape. */
export interface UnionShape<S extends Shape = Shape> {
  readonly kind: 'union'
  /** In the order in which they are tried. */
  readonly options: readonly S[]
}

/** A JSON object with known members. */
export interface StructureShape<M extends Members = Members> {
  readonly kind: 'structure'
  /** By their names. */
  readonly members: M
}

/** What values a member may have. `kind` tells the shapes apart. */
export type Shape =
  | StringShape
  | EnumShape
  | BlobShape
  | IntegerShape
  | NumberShape
  | BooleanShape
  | TimestampShape
  | DateTimeShape
  | NullShape
  | ListShape
  | MapShape
  | UnionShape
  | StructureShape

type Rest<S> = Omit<S, 'kind'>

/**
 * Text.
 *
 * @example string({ min: 1, max: 256, pattern: '^[a-zA-Z0-9:/_-]+$' })
 */
export const string = (rest: Rest<StringShape> = {}): StringShape => ({ kind: 'string', ...rest })

/**
 * One of several texts, each with what it means.
 *
 * @example enumeration({ AES_256: 'A 256-bit key.', AES_128: 'A 128-bit key.' })
 */
export const enumeration = <const V extends string>(
  values: Readonly<Record<V, string>>,
  rest: Omit<EnumShape, 'kind' | 'values'> = {},
): EnumShape<V> => ({ kind: 'enum', values, ...rest })

/**
 * Bytes, as base64 text on the wire. The bounds count bytes.
 *
 * @example blob({ min: 1, max: 4096, sensitive: true })
 */
export const blob = (rest: Rest<BlobShape> = {}): BlobShape => ({ kind: 'blob', ...rest })

/**
 * A whole number.
 *
 * @example integer({ min: 7, max: 30 })
 */
export const integer = (rest: Rest<IntegerShape> = {}): IntegerShape => ({ kind: 'integer', ...rest })

/**
 * Any number.
 *
 * @example number({ min: 0, max: 1 })
 */
export const number = (rest: Rest<NumberShape> = {}): NumberShape => ({ kind: 'number', ...rest })

/**
 * True or false.
 *
 * @example const verbose = { type: boolean, description: 'Returns more.' }
 */
export const boolean: BooleanShape = { kind: 'boolean' }

/**
 * A moment, as a number of seconds since 1970-01-01T00:00Z.
 *
 * @example const created = { type: timestamp, description: 'When it was made.' }
 */
export const timestamp: TimestampShape = { kind: 'timestamp' }

/**
 * A moment, as text in the form of RFC 3339.
 *
 * @example const expires = { type: dateTime, description: 'When it expires.' }
 */
export const dateTime: DateTimeShape = { kind: 'date-time' }

/**
 * Items of one shape. The bounds count items.
 *
 * @example list(string({ max: 128 }), { max: 10 })
 */
export const list = <const S extends Shape>(member: S, rest: Omit<ListShape, 'kind' | 'member'> = {}): ListShape<S> => ({
  kind: 'list',
  member,
  ...rest,
})

/**
 * Values of one shape, each under a name of the caller's choice.
 *
 * @example map(string())
 */
export const map = <const S extends Shape>(value: S): MapShape<S> => ({ kind: 'map', value })

/**
 * A value of one of several shapes.
 *
 * @example union(string(), list(string()))
 */
export const union = <const S extends readonly Shape[]>(...options: S): UnionShape<S[number]> => ({ kind: 'union', options })

/**
 * A shape, or `null`.
 *
 * @example nullable(dateTime)
 */
export const nullable = <const S extends Shape>(shape: S): UnionShape<S | NullShape> => union(shape, { kind: 'null' })

/**
 * An object with known members.
 *
 * @example structure({ TagKey: { type: string({ min: 1, max: 128 }), required: true, description: 'The name of the tag.' } })
 */
export const structure = <const M extends Members>(members: M): StructureShape<M> => ({ kind: 'structure', members })

/** A shape's value in a program: bytes for a blob, milliseconds since 1970 for a timestamp. */
export type Value<S extends Shape> =
  S extends EnumShape<infer V>
    ? V
    : S extends StringShape | DateTimeShape
      ? string
      : S extends BlobShape
        ? Uint8Array
        : S extends IntegerShape | NumberShape | TimestampShape
          ? number
          : S extends BooleanShape
            ? boolean
            : S extends NullShape
              ? null
              : S extends MapShape<infer V>
                ? { readonly [name: string]: Value<V> }
                : S extends ListShape<infer M>
                  ? readonly Value<M>[]
                  : S extends UnionShape<infer O>
                    ? Shape extends O
                      ? unknown
                      : Value<O>
                    : S extends StructureShape<infer M>
                      ? ValueOf<M>
                      : never

/** A shape's value as JSON: a blob is base64 text, a timestamp a number of seconds. */
export type Wire<S extends Shape> =
  S extends EnumShape<infer V>
    ? V
    : S extends StringShape | DateTimeShape | BlobShape
      ? string
      : S extends IntegerShape | NumberShape | TimestampShape
        ? number
        : S extends BooleanShape
          ? boolean
          : S extends NullShape
            ? null
            : S extends MapShape<infer V>
              ? { readonly [name: string]: Wire<V> }
              : S extends ListShape<infer M>
                ? readonly Wire<M>[]
                : S extends UnionShape<infer O>
                  ? Shape extends O
                    ? unknown
                    : Wire<O>
                  : S extends StructureShape<infer M>
                    ? WireOf<M>
                    : never

type RequiredNames<M extends Members> = { [K in keyof M]: M[K] extends { required: true } ? K : never }[keyof M]
type Simplify<T> = { [K in keyof T]: T[K] }

/** The values of members, each as `Value` has it: bytes and milliseconds. Those that are not required may be missing. */
export type ValueOf<M extends Members> = Simplify<
  { [K in RequiredNames<M>]: Value<M[K]['type']> } & {
    [K in Exclude<keyof M, RequiredNames<M>>]?: Value<M[K]['type']> | undefined
  }
>
/** The values of members as JSON, each as `Wire` has it: base64 text and seconds. Those that are not required may be missing. */
export type WireOf<M extends Members> = Simplify<
  { [K in RequiredNames<M>]: Wire<M[K]['type']> } & { [K in Exclude<keyof M, RequiredNames<M>>]?: Wire<M[K]['type']> | undefined }
>
