import { javascript } from './javascript.ts'
import { python } from './python.ts'
import type { Script } from './script.ts'
import { shell } from './shell.ts'

export { fileNameOf, operationsOf, type Script } from './script.ts'

/** Scenarios as programs, by the ending of their files. */
export const SCRIPTS = { sh: shell, mjs: javascript, py: python } satisfies Readonly<Record<string, Script>>
