import { ACCESS } from './proofs-access.ts'
import { CRYPTOGRAPHY } from './proofs-cryptography.ts'
import { DATA } from './proofs-data.ts'

/** Does what a statement claims, on an emulator of its own; fails where the statement is not true. It is given the marked text. */
export type Proof = (text: string) => void | Promise<void>

/** The proofs by the name of the claim. */
export const PROOFS: Readonly<Record<string, Proof>> = { ...ACCESS, ...CRYPTOGRAPHY, ...DATA }
