import { readFileSync } from 'node:fs'

/** A step of an example in the manual: commands, or a file to write. */
export interface Step {
  readonly language: string
  readonly example: string
  /** The path of the file. */
  readonly title?: string | undefined
  readonly text: string
}

const PAGES = ['embedding', 'your-own-api'].map((name) => `docs/api/q-kms/user-manual/${name}.mdx`)

/** What the manual says to do, in its order. */
export const STEPS: readonly Step[] = PAGES.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```(\w+) example="([\w-]+)"(?: title="([^"]+)")?\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', example = '', title, text = '']) => ({ language, example, title, text }),
  ),
)
