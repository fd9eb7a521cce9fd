type Fetch = typeof globalThis.fetch

/** What `qkms-request` tells. */
export interface RequestDetail {
  /** The name of the operation. */
  readonly operation: string
  /** What is sent; reading it takes nothing away. */
  readonly request: Request
}

/** What `qkms-response` tells. */
export interface ResponseDetail extends RequestDetail {
  /** What came back; reading it takes nothing away. */
  readonly response: Response
  /** Milliseconds from the request to the response. */
  readonly duration: number
}

/** The request as an event shows it. Its body is a copy, for programs that read it. */
const shownOf = (input: RequestInfo | URL, init?: RequestInit): Request =>
  new Request(input instanceof Request ? input.clone() : input, init)

/** A `fetch` that tells the page of each request and response, as events of `host`. */
export const reporting =
  (host: HTMLElement, operation: string, fetch: Fetch): Fetch =>
  async (input, init) => {
    const tell = (type: string, detail: RequestDetail | ResponseDetail) =>
      host.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
    const request = shownOf(input, init)
    tell('qkms-request', { operation, request })
    const started = performance.now()
    const response = await fetch(input, init)
    tell('qkms-response', { operation, request, response: response.clone(), duration: performance.now() - started })
    return response
  }
