import type { Member } from '../../vocabulary/shapes.ts'

/** What every control of one form shares. */
export interface Form {
  /** First part of the controls' ids. */
  readonly id: string
  /** What is wrong with which control, by path. */
  readonly errors: Readonly<Record<string, string>>
  /** Whether the hints are to be seen; a screen reader has them in any case. */
  readonly hints: boolean
}

export interface FieldProps {
  readonly form: Form
  readonly name: string
  readonly path: string
  readonly member: Member
  readonly value: unknown
  /** The value in the documented request. */
  readonly documented?: unknown
  readonly onChange: (value: unknown) => void
  /** Takes the field out of the form, with its value. */
  readonly onRemove?: (() => void) | undefined
}
