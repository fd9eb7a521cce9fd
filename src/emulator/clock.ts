/** What tells the time, in milliseconds since 1970. */
export interface Clock {
  now(): number
}

export const SECOND = 1000
export const HOUR = 3600 * SECOND
export const DAY = 24 * HOUR
