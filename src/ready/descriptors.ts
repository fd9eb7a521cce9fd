import type { KmsOperation } from '../facts/operation.ts'

/** Whether there is no such file, which is another thing than a file that cannot be fetched. */
const isUnknown = (error: unknown): boolean =>
  error instanceof Error && /Cannot find module|Unknown variable dynamic import/.test(error.message)

/**
 * Loads the descriptor of an operation, and no other. Undefined where there is none. A bundler makes a file of each; scripts/build-lib.ts
 * writes the imports out for the package, since not every bundler reads them in this form.
 */
export const loadDescriptor = async (name: string): Promise<KmsOperation | undefined> => {
  const module = await import(`../facts/operations/${name}.ts`).catch((error: unknown) => {
    if (isUnknown(error)) return {}
    throw error
  })
  return (module as Readonly<Record<string, KmsOperation>>)[name]
}
