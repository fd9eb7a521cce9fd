import { goNative } from '@scalar/snippetz/plugins/go/native'
import { javaNethttp } from '@scalar/snippetz/plugins/java/nethttp'
import { jsFetch } from '@scalar/snippetz/plugins/js/fetch'
import { pythonRequests } from '@scalar/snippetz/plugins/python/requests'
import { shellCurl } from '@scalar/snippetz/plugins/shell/curl'
import type { Operation } from '../../vocabulary/operation.ts'
import { callOf, type HttpCall, type Protocol } from '../../vocabulary/protocol.ts'

/** A program that sends a request. */
export interface Sample {
  /** Tells the language from the others; the reader's choice is kept by it. */
  readonly id: string
  /** What the tab says. */
  readonly label: string
  /** What a highlighter calls the language. */
  readonly highlight: string
  /** The text of the program. */
  readonly code: string
}

/** The library writes the call; `program` makes it one that prints what comes back. */
const LANGUAGES = [
  { id: 'curl', label: 'cURL', highlight: 'bash', plugin: shellCurl, program: (call: string) => call },
  {
    id: 'js',
    label: 'JavaScript',
    highlight: 'js',
    plugin: jsFetch,
    program: (call: string) => `const response = await ${call}\nconsole.log(response.status, await response.text())`,
  },
  {
    id: 'python',
    label: 'Python',
    highlight: 'python',
    plugin: pythonRequests,
    program: (call: string) => `import requests\n\nresponse = ${call}\nprint(response.status_code, response.text)`,
  },
  { id: 'go', label: 'Go', highlight: 'go', plugin: goNative, program: (call: string) => call },
  { id: 'java', label: 'Java', highlight: 'java', plugin: javaNethttp, program: (call: string) => call },
] as const

/** A request as the library reads it: that of an HTTP archive (HAR 1.2). */
const archived = ({ method, url, headers, body }: HttpCall) => ({
  method,
  // The library puts it between quotes as it is (snippetz 0.10.11).
  url: url.replaceAll("'", '%27'),
  headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
  queryString: [],
  ...(body !== undefined && { postData: { mimeType: headers['Content-Type'] ?? 'application/json', text: body } }),
})

/** What stands for the reader's secret. */
const SECRET = 'YOUR_TOKEN'

/**
 * The request of an operation's example in several languages, over plain HTTP.
 *
 * @throws {Error} where the example lacks a member that the path needs
 * @example <CodeSamples samples={httpSamplesOf(protocol, IssueToken)} />
 */
export const httpSamplesOf = (
  protocol: Protocol,
  operation: Pick<Operation, 'name' | 'http' | 'input' | 'example'>,
): readonly Sample[] => {
  const request = archived(callOf(protocol, operation, JSON.stringify(operation.example.request), { secret: SECRET }))
  return LANGUAGES.map(({ plugin, program, ...language }) => ({ ...language, code: program(plugin.generate(request)) }))
}
