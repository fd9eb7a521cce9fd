/** The module that stands for src/ready/descriptors.ts in the package: every import in words that any bundler reads. */
export const descriptorsModule = (operations: readonly string[]): string => `const LOADERS = {
${operations.map((name) => `  ${name}: () => import('../facts/operations/${name}.js'),`).join('\n')}
}
export const loadDescriptor = async (name) => (Object.hasOwn(LOADERS, name) ? (await LOADERS[name]())[name] : undefined)
`
