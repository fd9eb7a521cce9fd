/**
 * The module that stands for src/ready/descriptors.ts in the package: every import in words that any bundler reads.
 *
 * @param extension that of the files of the operations
 */
export const descriptorsModule = (operations: readonly string[], extension = '.js'): string => `const LOADERS = {
${operations.map((name) => `  ${name}: () => import('../facts/operations/${name}${extension}'),`).join('\n')}
}
export const loadDescriptor = async (name) => (Object.hasOwn(LOADERS, name) ? (await LOADERS[name]())[name] : undefined)
`
