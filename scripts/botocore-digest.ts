import { writeFile } from 'node:fs/promises'
import { botocoreModel, type Shape } from './botocore.ts'

/**
 * Writes the facts that botocore has of AWS KMS to `tests/fixtures/botocore-kms.json`, for the drift test: names, types, bounds, patterns,
 * enumerations, required members and errors, and none of its sentences. It installs botocore from PyPI into a folder that it removes, so
 * it needs Python with pip.
 *
 *     npm run digest:botocore -- 1.44.8
 */

const TARGET = 'tests/fixtures/botocore-kms.json'

const namesOf = <T extends { readonly shape: string }>(members: Readonly<Record<string, T>>) =>
  Object.fromEntries(Object.entries(members).map(([name, { shape }]) => [name, shape]))

/** The facts of a shape. Whatever is not named here, such as `documentation`, is left out. */
const factsOf = ({ type, min, max, pattern, enum: values, required, members, member, key, value }: Shape) => ({
  type,
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
  ...(pattern !== undefined && { pattern }),
  ...(values && { enum: values }),
  ...(required?.length && { required }),
  ...(members && { members: namesOf(members) }),
  ...(member && { member: member.shape }),
  ...(key && { key: key.shape }),
  ...(value && { value: value.shape }),
})

const [version] = process.argv.slice(2)
if (!version || !/^\d+\.\d+\.\d+$/.test(version))
  throw new Error('Failed to make the digest: give the version of botocore, as in 1.44.8.')
const { metadata, operations, shapes } = await botocoreModel(version)
const digest = {
  botocore: version,
  apiVersion: metadata.apiVersion,
  operations: Object.fromEntries(
    Object.entries(operations).map(([name, { input, output, errors = [] }]) => [
      name,
      {
        ...(input && { input: input.shape }),
        ...(output && { output: output.shape }),
        errors: errors.map(({ shape }) => shape),
      },
    ]),
  ),
  shapes: Object.fromEntries(
    Object.entries(shapes)
      .filter(([, { exception }]) => !exception)
      .map(([name, shape]) => [name, factsOf(shape)]),
  ),
}
await writeFile(TARGET, `${JSON.stringify(digest, null, 1)}\n`)
console.log(
  `${TARGET}: ${Object.keys(digest.operations).length} operations, ${Object.keys(digest.shapes).length} shapes of botocore ${version}`,
)
