import type { Answer } from './answer.ts'

export interface State {
  readonly phase: 'idle' | 'sending' | 'done' | 'failed'
  /** The request's body as it would be sent. */
  readonly text: string
  /** The body that the response belongs to. */
  readonly sent?: string | undefined
  readonly answer?: Answer | undefined
  /** Why no response came. */
  readonly failure?: string | undefined
  /** What the reader is to know apart from a response. */
  readonly notice?: string | undefined
  /** Where what was put into the request comes from. */
  readonly from?: string | undefined
  /** What the reader can take back. */
  readonly undo?: (() => void) | undefined
  /** Set once the reader has asked to send a body that will be refused: the paths of the required members that it lacks. */
  readonly lacking?: readonly string[] | undefined
  /** Number of outcomes so far: tells equal responses apart, so that a screen reader hears of each. */
  readonly count: number
}

export type Action =
  | { readonly type: 'edit'; readonly text: string; readonly undo?: () => void; readonly from?: string }
  | { readonly type: 'warn'; readonly lacking: readonly string[] }
  | { readonly type: 'send'; readonly sent: string }
  | { readonly type: 'answer'; readonly answer: Answer; readonly sent: string }
  | { readonly type: 'fail'; readonly failure: string }
  | { readonly type: 'notice'; readonly notice: string; readonly undo?: () => void }
  /** The sandbox is another one now: its earlier response would mislead. */
  | { readonly type: 'restart' }

/** What was said before a request was sent is over with it. */
const AFRESH = { lacking: undefined, notice: undefined, failure: undefined, undo: undefined } as const

export const reducer = (state: State, action: Action): State => {
  switch (action.type) {
    case 'edit':
      return { ...state, text: action.text, lacking: undefined, undo: action.undo, from: action.from }
    case 'warn':
      // A response to another body would look like one to this body.
      return { ...state, lacking: action.lacking, answer: undefined, failure: undefined, notice: undefined }
    case 'send':
      return { ...state, ...AFRESH, phase: 'sending', sent: action.sent }
    case 'answer':
      return { ...state, ...AFRESH, phase: 'done', sent: action.sent, answer: action.answer, count: state.count + 1 }
    case 'fail':
      return { ...state, phase: 'failed', answer: undefined, failure: action.failure, count: state.count + 1 }
    // A response from before a reset would mislead beside the news of the reset.
    case 'notice':
      return {
        ...state,
        phase: 'idle',
        answer: undefined,
        failure: undefined,
        notice: action.notice,
        undo: action.undo,
        count: state.count + 1,
      }
    case 'restart':
      return { ...state, phase: 'idle', answer: undefined, failure: undefined, notice: undefined }
  }
}
