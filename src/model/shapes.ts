/**
 * The shapes that members of the protocol have, as data. One literal serves the compiler (`Value`, `Wire`), the
 * validator, the parameter tables and the forms.
 */

/** What a structure, an operation's input or its output consists of, by wire name. */
export type Members = Readonly<Record<string, Member>>

export interface Member<S extends Shape = Shape> {
  readonly type: S
  /** Missing or null is refused with a ValidationException. */
  readonly required?: boolean
  readonly description: string
  /** What the service assumes when the member is left out. */
  readonly default?: string | number | boolean
  /** What a form suggests. */
  readonly placeholder?: string
  readonly deprecated?: boolean
}

export interface StringShape {
  readonly kind: 'string'
  /** Bounds in characters. */
  readonly min?: number
  readonly max?: number
  /** As the service prints it; it has to match the whole text. */
  readonly pattern?: string
  /** The member names a key: by id or ARN only, or by alias too. */
  readonly identifies?: 'key' | 'key or alias'
  readonly sensitive?: boolean
}

export interface EnumShape<V extends string = string> {
  readonly kind: 'enum'
  /** Value → what it means, in the order in which the service prints the set. */
  readonly values: Readonly<Record<V, string>>
  /** The set that a refusal prints, where it is not `values` itself. */
  readonly printed?: readonly string[]
  /** Values outside the set that the service lets through to its later checks. */
  readonly tolerated?: readonly string[]
}

export interface BlobShape {
  readonly kind: 'blob'
  /** Bounds in bytes. */
  readonly min?: number
  readonly max?: number
  readonly sensitive?: boolean
}

export interface IntegerShape {
  readonly kind: 'integer'
  readonly min?: number
  readonly max?: number
}

export interface BooleanShape {
  readonly kind: 'boolean'
}

/** On the wire a number of seconds since 1970-01-01T00:00Z, in the emulator milliseconds. */
export interface TimestampShape {
  readonly kind: 'timestamp'
}

export interface ListShape<S extends Shape = Shape> {
  readonly kind: 'list'
  readonly member: S
  /** Bounds in items. */
  readonly min?: number
  readonly max?: number
}

/** Text → text. */
export interface MapShape {
  readonly kind: 'map'
}

export interface StructureShape<M extends Members = Members> {
  readonly kind: 'structure'
  readonly members: M
}

export type Shape =
  | StringShape
  | EnumShape
  | BlobShape
  | IntegerShape
  | BooleanShape
  | TimestampShape
  | ListShape
  | MapShape
  | StructureShape

type Rest<S> = Omit<S, 'kind'>

export const string = (rest: Rest<StringShape> = {}): StringShape => ({ kind: 'string', ...rest })
export const enumeration = <const V extends string>(
  values: Readonly<Record<V, string>>,
  rest: Omit<EnumShape, 'kind' | 'values'> = {},
): EnumShape<V> => ({ kind: 'enum', values, ...rest })
export const blob = (rest: Rest<BlobShape> = {}): BlobShape => ({ kind: 'blob', ...rest })
export const integer = (rest: Rest<IntegerShape> = {}): IntegerShape => ({ kind: 'integer', ...rest })
export const boolean: BooleanShape = { kind: 'boolean' }
export const timestamp: TimestampShape = { kind: 'timestamp' }
export const list = <const S extends Shape>(member: S, rest: Omit<ListShape, 'kind' | 'member'> = {}): ListShape<S> => ({
  kind: 'list',
  member,
  ...rest,
})
export const map: MapShape = { kind: 'map' }
export const structure = <const M extends Members>(members: M): StructureShape<M> => ({ kind: 'structure', members })

/** A shape's value inside the emulator. */
export type Value<S extends Shape> =
  S extends EnumShape<infer V>
    ? V
    : S extends StringShape
      ? string
      : S extends BlobShape
        ? Uint8Array
        : S extends IntegerShape | TimestampShape
          ? number
          : S extends BooleanShape
            ? boolean
            : S extends MapShape
              ? Readonly<Record<string, string>>
              : S extends ListShape<infer M>
                ? readonly Value<M>[]
                : S extends StructureShape<infer M>
                  ? ValueOf<M>
                  : never

/** A shape's value as JSON: a blob is base64 text, a timestamp a number of seconds. */
export type Wire<S extends Shape> =
  S extends EnumShape<infer V>
    ? V
    : S extends StringShape | BlobShape
      ? string
      : S extends IntegerShape | TimestampShape
        ? number
        : S extends BooleanShape
          ? boolean
          : S extends MapShape
            ? Readonly<Record<string, string>>
            : S extends ListShape<infer M>
              ? readonly Wire<M>[]
              : S extends StructureShape<infer M>
                ? WireOf<M>
                : never

type RequiredNames<M extends Members> = { [K in keyof M]: M[K] extends { required: true } ? K : never }[keyof M]
type Simplify<T> = { [K in keyof T]: T[K] }

export type ValueOf<M extends Members> = Simplify<
  { [K in RequiredNames<M>]: Value<M[K]['type']> } & {
    [K in Exclude<keyof M, RequiredNames<M>>]?: Value<M[K]['type']> | undefined
  }
>
export type WireOf<M extends Members> = Simplify<
  { [K in RequiredNames<M>]: Wire<M[K]['type']> } & { [K in Exclude<keyof M, RequiredNames<M>>]?: Wire<M[K]['type']> | undefined }
>
