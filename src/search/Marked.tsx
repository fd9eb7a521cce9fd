import type { Piece } from './excerpt.ts'

/** A text with what the reader searches for marked. */
export const Marked = ({ pieces }: { readonly pieces: readonly Piece[] }) =>
  pieces.map(({ text, isMatch }, index) => (isMatch ? <mark key={index}>{text}</mark> : text))
