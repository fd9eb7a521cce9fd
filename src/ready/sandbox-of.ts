import type { Explain, Sandbox } from '../components/settings.tsx'

/** A way to the emulator as the kit knows a sandbox. What prepares an example loads with the first that is tried. */
export const sandboxOf = (
  connection: Sandbox & { readonly restoreDocumented: () => Promise<void> },
  explain: Explain,
): Sandbox => ({
  ...connection,
  explain,
  prepare: async (example, hands) => {
    const [{ prepared }] = await Promise.all([import('./examples.ts'), connection.restoreDocumented()])
    return prepared(example, hands)
  },
})
