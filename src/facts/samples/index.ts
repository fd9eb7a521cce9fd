import { cli } from './cli.ts'
import { curl } from './curl.ts'
import { go } from './go.ts'
import { http } from './http.ts'
import { java } from './java.ts'
import { javascript } from './javascript.ts'
import { python } from './python.ts'
import type { Sample } from './writer.ts'

export interface Language {
  /** Names the language in a tab group, over the whole site. */
  readonly id: string
  readonly label: string
  /** What a highlighter calls the language. */
  readonly highlight: string
  readonly sample: Sample
}

/** How an operation is called, in the order in which a page shows it. */
export const LANGUAGES: readonly Language[] = [
  { id: 'http', label: 'HTTP', highlight: 'http', sample: http },
  { id: 'curl', label: 'cURL', highlight: 'bash', sample: curl },
  { id: 'cli', label: 'AWS CLI', highlight: 'bash', sample: cli },
  { id: 'js', label: 'JavaScript', highlight: 'js', sample: javascript },
  { id: 'python', label: 'Python', highlight: 'python', sample: python },
  { id: 'go', label: 'Go', highlight: 'go', sample: go },
  { id: 'java', label: 'Java', highlight: 'java', sample: java },
]
