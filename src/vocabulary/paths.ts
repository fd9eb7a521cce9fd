/** A member's place in a body: names, and indexes from 0, joined by dots. */
export const join = (path: string, step: string | number): string => (path ? `${path}.${step}` : String(step))
