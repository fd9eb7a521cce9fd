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

/** The sample below a line that says what it takes to run it. */
const needing =
  (line: string, sample: Sample): Sample =>
  (operation, body) =>
    `${line}\n${sample(operation, body)}`

const GO = '// go get github.com/aws/aws-sdk-go-v2/config github.com/aws/aws-sdk-go-v2/service/kms\n'

/** How an operation is called, in the order in which a page shows it. */
export const LANGUAGES: readonly Language[] = [
  { id: 'http', label: 'HTTP', highlight: 'http', sample: http },
  { id: 'curl', label: 'cURL', highlight: 'bash', sample: needing('# cURL 7.75 or later', curl) },
  { id: 'cli', label: 'AWS CLI', highlight: 'bash', sample: needing('# AWS CLI 2', cli) },
  { id: 'js', label: 'JavaScript', highlight: 'js', sample: needing('// npm install @aws-sdk/client-kms@3', javascript) },
  { id: 'python', label: 'Python', highlight: 'python', sample: needing('# pip install boto3', python) },
  { id: 'go', label: 'Go', highlight: 'go', sample: needing(GO, go) },
  {
    id: 'java',
    label: 'Java',
    highlight: 'java',
    sample: needing('// Java 17, with software.amazon.awssdk:kms:2.x from Maven Central', java),
  },
]
