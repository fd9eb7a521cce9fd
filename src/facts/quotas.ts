/** Bounds of the service that no member's shape has, in the unit that the name ends in. The emulator enforces them. */
export const QUOTAS = {
  /** In an account and Region. */
  keys: 100_000,
  keyStores: 10,
  /** Of a key. */
  aliases: 50,
  grants: 50_000,
  tags: 50,
  onDemandRotations: 25,
  policyKibibytes: 32,
  /** Of a grant's constraint. */
  constraintPairs: 8,
  constraintValueCharacters: 384,
  /** Of a request; the emulator's own. */
  bodyMebibytes: 1,
  /** From the schedule to the deletion of a key. */
  shortestWaitDays: 7,
  longestWaitDays: 30,
  /** From an import to the expiry of its material. */
  expiryDays: 365,
  importTokenHours: 24,
  /** Before an automatic rotation, when none can be had on demand. */
  rotationNoticeMinutes: 20,
} as const
export type QuotaName = keyof typeof QUOTAS
