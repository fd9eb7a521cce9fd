'use client'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { Body } from '../vocabulary/fits.ts'
import type { Operation } from '../vocabulary/operation.ts'
import type { Protocol } from '../vocabulary/protocol.ts'
import type { Wording } from './texts.ts'

/** What a cure does its work with. The reader sees each deed, and how it ended. */
export interface Hands {
  /**
   * Sends a request, and resolves to the body of the response.
   *
   * @throws {Error} where the request is refused
   */
  readonly send: (operation: string, body: Body) => Promise<Body>
  /** Moves the clock of the sandbox on. */
  readonly advance: (seconds: number) => Promise<void>
}

/** What takes away the reason of a refusal. */
export interface Cure {
  /** What it does, as a command: `enable the key`. */
  readonly label: string
  /** Does it. Resolves to the members that the request is to have in place of its own; one that is undefined is to be left out. */
  readonly act: (hands: Hands) => Promise<Body | undefined>
}

/** A check on the way to a response. */
export interface Step {
  readonly outcome: 'passed' | 'failed' | 'not reached'
  /** What is checked, and what was found. What stands between backticks is code. */
  readonly text: string
  /** The path of the request's member that it depends on: `Tags.0.TagKey`. */
  readonly member?: string | undefined
  /** What makes a request like this one pass the check. */
  readonly cures?: readonly Cure[] | undefined
}

/** How a sandbox reports the steps that led to a response. */
export interface Explain {
  /** The headers by which a tester's request asks for it. They are the tester's own: no sample has them. */
  readonly headers: Readonly<Record<string, string>>
  /** The header of the response that carries them, in lower case. The page shows it as steps only. */
  readonly header: string
  /** The steps, in their order, that the value of that header tells of a request. */
  readonly stepsOf: (value: string, request: { readonly operation: string; readonly body: Body }) => Promise<readonly Step[]>
}

/** A sandbox beside that of the reader. */
export interface OwnSandbox {
  /** The path at which it is reached, below the address of the protocol. */
  readonly path: string
  readonly fetch: typeof globalThis.fetch
  /** Moves its clock on, by milliseconds. */
  readonly advance?: (milliseconds: number) => Promise<void>
  /** Puts it back to its start. */
  readonly reset: () => Promise<void>
}

/** A documented request. */
export interface Example {
  readonly operation: string
  readonly body: Body
}

/** What handles requests in place of the service. */
export interface Sandbox {
  /** Handles a request, as the browser's `fetch` does. */
  readonly fetch: typeof globalThis.fetch
  /** Whether what it holds outlasts the page; it does unless given. */
  readonly isKept?: () => boolean
  /** How it tells what led to a response. Without it, no response has a list *Why*. */
  readonly explain?: Explain
  /** Moves the sandbox's clock on, by milliseconds. */
  readonly advance?: (milliseconds: number) => Promise<void>
  /** Opens a sandbox beside this one, by its name. Without it, a scenario can only run in this one. */
  readonly own?: (name: string) => Promise<OwnSandbox>
  /**
   * Makes ready what a documented request needs, so that the documented response comes back. Resolves to the request as this sandbox takes it: a
   * page cannot hold a token, which each sandbox makes of its own.
   */
  readonly prepare?: (example: Example, hands: Hands) => Promise<Body>
  /** Puts the sandbox back to its start. Resolves to the way to have it back as it was. */
  readonly reset: () => Promise<() => Promise<void>>
}

/** A value of an answer. */
export interface AnsweredValue {
  /** The operation that the response is from. */
  readonly operation: string
  readonly request: Body
  readonly response: unknown
  /** The path of the value in the response: `Keys.0.KeyArn`. */
  readonly path: string
  readonly value: string
}

/** A request that can take a value of an answer. */
export interface Use {
  readonly operation: string
  /** The path of the member that takes the value. */
  readonly member: string
  /** What becomes of the members of that request, the value's among them; null takes a member out. Those that are not named stay. */
  readonly members: Body
  /** Makes what the request needs besides. */
  readonly complete?: () => Promise<Body>
  /** What a menu says in the place of the operation's name. */
  readonly label?: string
  /** One of those that a reader most likely wants. */
  readonly likely?: boolean
}

/** Something that a member of a request can name. */
export interface Choice {
  /** What the field gets. */
  readonly value: string
  /** What a list shows of it; the value unless given. */
  readonly label?: string
  readonly note?: string
  /** Why the operation would refuse it. */
  readonly refused?: string
}

export interface Choices {
  /** @param caller who would ask, where the API lets a reader choose that */
  readonly list: (caller?: CallerValues) => Promise<readonly Choice[]>
  /** Calls `listener` when the list may have changed; returns the way to stop that. */
  readonly subscribe: (listener: () => void) => () => void
}

/** Who asks, by the names of its parts. */
export type CallerValues = Readonly<Record<string, string>>

/** Lets a reader choose who asks. */
export interface Caller {
  readonly parts: readonly {
    readonly name: string
    readonly label: string
    readonly hint?: string
    readonly initial: string
    /** It says who, and not where: what puts the sandbox right is sent as the initial one. */
    readonly isIdentity?: boolean
  }[]
  /** In a few words. */
  readonly summaryOf: (values: CallerValues) => string
  /** What is wrong with which part. */
  readonly problemsOf: (values: CallerValues) => Readonly<Record<string, string>>
  /** What a request of the caller has in addition. Not asked as long as a reader has chosen nothing. */
  readonly headersOf: (values: CallerValues) => Promise<Readonly<Record<string, string>>>
  /** Loads what a form suggests, by the names of the parts. */
  readonly loadKnown?: () => Promise<Readonly<Record<string, readonly string[]>>>
}

/** An API that pages document: all that a component knows of it. */
export interface Api {
  /** First part of the names under which the browser keeps drafts. Two APIs on one origin need two names. */
  readonly name: string
  /** How it is spoken, and where it is. */
  readonly protocol: Protocol
  /** The descriptor of an operation that a page only names; undefined where there is none. */
  readonly lookUp?: (operation: string) => Promise<Operation | undefined>
  /** Opens the sandbox when a reader first needs it. Without one, requests go to the address of the protocol. */
  readonly sandbox?: () => Promise<Sandbox>
  /** Sends the requests where there is no sandbox; the browser's `fetch` unless given. */
  readonly fetch?: typeof globalThis.fetch
  /** Makes the `fetch` that sends a request of an operation from the one that would; it can look at what is sent and comes back. */
  readonly around?: (fetch: typeof globalThis.fetch, operation: string) => typeof globalThis.fetch
  /** The operations that the values of responses can go to. */
  readonly uses?: {
    /** The members of responses whose values some request takes. */
    readonly names: readonly string[]
    /** Loads the names under which responses have what a member of an operation takes. */
    readonly sourcesOf: (operation: string, member: string) => Promise<readonly string[]>
    /** Loads what tells the requests that can take a value. */
    readonly load: () => Promise<(value: AnsweredValue) => readonly Use[]>
  }
  /** Loads what a member of an operation can name, for members whose shape tells that they identify something; undefined where nothing is known. */
  readonly loadChoices?: (operation: string, member: string) => Promise<Choices | undefined>
  /** Lets a reader choose who asks the sandbox. */
  readonly caller?: Caller
  /** The address of the tester of an operation, on its page. Without one, a value goes to testers of the same page alone. */
  readonly pageOf?: (operation: string) => string
  /** Where a reader learns what an error of an operation means. Asked in the browser, when the error is shown. */
  readonly errorLinks?: (code: string, operation: string) => readonly { readonly label: string; readonly href: string }[]
}

/** What the components of a page speak to, and in which words. */
export interface Settings {
  /** The API. A component can be given another. */
  readonly api?: Api
  /** Other words than the English ones, such as `{ tester: (english) => ({ ...english, send: 'Absenden' }) }`. */
  readonly texts?: Wording
  /** Milliseconds after which a tester gives a request up. */
  readonly timeout: number
}

const SETTINGS = createContext<Settings>({ timeout: 30_000 })

export const useSettings = (): Settings => useContext(SETTINGS)

/**
 * Tells the components within it what they speak to. What is not given is that of the settings around it.
 *
 * @example
 * <ApiSettings api={{ name: 'tokens', protocol: restJson({ url: 'https://tokens.example' }) }}>
 *   <ApiTester operation={IssueToken} />
 * </ApiSettings>
 */
export function ApiSettings({ children, api, texts, timeout }: Partial<Settings> & { readonly children: ReactNode }): ReactNode {
  const outer = useSettings()
  const value = useMemo(
    () => ({
      ...outer,
      ...(api && { api }),
      ...(texts && { texts }),
      ...(timeout !== undefined && { timeout }),
    }),
    [outer, api, texts, timeout],
  )
  return <SETTINGS.Provider value={value}>{children}</SETTINGS.Provider>
}
