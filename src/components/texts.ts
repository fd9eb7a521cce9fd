import { WORDS, type Words } from '../vocabulary/words.ts'
import { TABLE, type TableTexts } from './ParamsTable/texts.ts'
import type { ScenarioTexts } from './Scenario/texts.ts'

/** Every word that the components show. A table in another language has the same members. */
export interface Texts extends Words {
  /** The tester, around its form. */
  readonly tester: {
    /** The name of the tester's region. */
    readonly region: (operation: string) => string
    readonly loading: (operation: string) => string
    readonly needsJavaScript: string
    readonly unknownOperation: (operation: string) => string
    readonly failedToLoad: (operation: string, reason: string) => string
    readonly editBodyAs: string
    readonly form: string
    readonly json: string
    readonly request: string
    readonly requestBody: string
    readonly hints: string
    readonly noParameters: string
    readonly notAForm: (reason: string) => string
    readonly notAnObject: string
    readonly notJson: (reason: string) => string
    readonly send: string
    readonly cancel: string
    readonly useExample: string
    readonly reset: string
    readonly undo: string
    readonly keys: string
    /** Shown where an emulator in the page handles the requests. */
    readonly inPage: string
    /** Shown where the sandbox ends with the page. */
    readonly notKept: string
    /** Shown where requests leave the page. */
    readonly leavesPage: (origin: string) => string
    readonly inMemory: string
    readonly required: string
    readonly lacking: (names: readonly string[]) => string
    readonly notAnObjectWarning: string
    readonly sendAnyway: string
    readonly isRequired: string
  }
  /** The fields of its form. */
  readonly field: {
    readonly notSent: string
    readonly localTime: string
    readonly encodingOf: (name: string) => string
    readonly encodings: Readonly<Record<'text' | 'base64' | 'hex', string>>
    readonly file: string
    /** What a screen reader hears behind `file`. */
    readonly fileFor: (name: string) => string
    readonly optionOf: (name: string) => string
    readonly nothing: string
    readonly add: string
    /** What a screen reader hears behind `add`. */
    readonly addTo: (name: string) => string
    readonly remove: string
    readonly removeItem: (name: string, position: number) => string
    readonly removeMember: (name: string) => string
    /** The name of the buttons that add members: of the request, or of the structure at a path. */
    readonly optional: (path: string) => string
    readonly removePair: (pair: string, name: string) => string
    readonly unnamedPair: string
    readonly name: string
    readonly value: string
    readonly pairOf: (position: number, name: string) => string
    readonly namedTwice: (name: string) => string
    /** Before and after the value that the form cannot show. */
    readonly holds: string
    readonly cannotShow: string
    readonly clear: string
    /** The name of the list of what a member can name. */
    readonly choicesOf: (name: string) => string
    readonly wouldRefuse: (reason: string) => string
  }
  /** The response, and what can be done with it. */
  readonly response: {
    readonly region: string
    /** The name of the region of an operation's tester. */
    readonly regionOf: (operation: string) => string
    /** Shown from the request to the response. */
    readonly sending: string
    readonly documented: string
    readonly documentedBody: string
    readonly none: string
    readonly emptyBody: string
    readonly headers: (count: number) => string
    readonly headersCaption: string
    readonly bodyCaption: string
    /** A moment, in the reader's time zone. */
    readonly date: (date: Date) => string
    /** The length of a text of which the start is shown. */
    readonly characters: (count: number) => string
    /** The ways to show what a string stands for. */
    readonly views: Readonly<Record<'json' | 'text' | 'hex', string>>
    /** What a screen reader hears of a member's buttons, and what is copied of a view. */
    readonly named: (member: string, what: string) => string
    readonly failedToSend: (reason: string) => string
    readonly timedOut: (seconds: number) => string
    readonly cancelled: string
    readonly kept: string
    readonly isReset: string
    readonly isBack: string
    readonly failedToReset: (reason: string) => string
    /** The name of the list of what was checked. */
    readonly why: string
    readonly failedToExplain: string
    readonly outcomes: Readonly<Record<'passed' | 'failed' | 'not reached', string>>
  }
  /** What puts a refused request right. */
  readonly cures: {
    readonly fixIt: (cure: string) => string
    /** The name of the button that sends the request once more. */
    readonly sendAgain: string
    /** What a cure did beside its requests. */
    readonly clock: (seconds: number) => string
    readonly leftOut: (member: string) => string
    readonly failed: (reason: string) => string
    /** Why the clock cannot be moved. */
    readonly noClock: string
  }
  /** Where a value of a response can go. */
  readonly uses: {
    /** Before and after the name of the value, which only a screen reader hears. */
    readonly use: readonly [string, string]
    /** The name of the menu of a value. */
    readonly useIn: (path: string) => string
    readonly all: (count: number) => string
    readonly failed: (reason: string) => string
    /** Stands with the request that a value was put into. */
    readonly comesFrom: (path: string, operation: string) => string
  }
  /** Who asks. */
  readonly caller: { readonly callAs: string; readonly reset: string }
  /** A table of parameters. */
  readonly table: TableTexts
  /** An example, and the button that sends it. */
  readonly example: {
    readonly request: string
    readonly response: string
    readonly textOf: (caption: string) => string
    /** The name of the button that sends an example. */
    readonly tryThis: string
    /** Stands beside a button that sends its request twice. */
    readonly sendsTwice: string
    /** Said once the response is there. */
    readonly tried: string
    readonly triedInSandbox: string
    readonly failedToTry: (reason: string) => string
    /** Why it was not tried. */
    readonly cancelled: string
    readonly busy: string
  }
  /** Code samples. */
  readonly samples: { readonly region: string }
  /** The buttons that copy. */
  readonly copy: {
    readonly copy: string
    readonly copied: string
    readonly selected: string
    /** The name of a member's button. */
    readonly value: (member: string) => string
    readonly copiedValue: (member: string) => string
  }
  /** The list of operations. */
  readonly index: {
    readonly filter: string
    readonly placeholder: string
    readonly none: string
    readonly count: (count: number) => string
  }
}

/** Other words than the English ones: for each part of the words that changes, how it comes from the English part. */
export type Wording = { readonly [Part in keyof Texts]?: (english: Texts[Part]) => Texts[Part] } & {
  readonly scenario?: (english: ScenarioTexts) => ScenarioTexts
}

export const ENGLISH: Texts = {
  ...WORDS,
  tester: {
    region: (operation) => `Try ${operation}`,
    loading: (operation) => `${operation} is loading. It needs JavaScript.`,
    needsJavaScript: 'Try It Out needs JavaScript. The documented response is shown below.',
    unknownOperation: (operation) => `Failed to find the operation ${operation}: the API has none of that name.`,
    failedToLoad: (operation, reason) => `Failed to load ${operation}: ${reason}`,
    editBodyAs: 'Edit the body as',
    form: 'Form',
    json: 'JSON',
    request: 'Request',
    requestBody: 'Request body',
    hints: 'Hints',
    noParameters: 'This operation takes no parameters.',
    notAForm: (reason) =>
      `The JSON cannot be shown as a form: ${reason}. Nothing is lost; correct it in JSON mode, or take the example.`,
    notAnObject: 'the body has to be an object, {…}',
    notJson: (reason) => `Failed to read the JSON: ${reason}`,
    send: 'Send request',
    cancel: 'Cancel',
    useExample: 'Use example',
    reset: 'Reset sandbox',
    undo: 'Undo',
    keys: 'Ctrl or ⌘ + Enter sends, Alt + Delete removes a field',
    inPage: 'An emulator in this page handles the requests; nothing leaves your browser. Enter no real secrets.',
    notKept: 'The browser keeps nothing for this page, or its storage is full. What you make from now on ends with the page.',
    leavesPage: (origin) => `Requests leave this page and go to ${origin}.`,
    inMemory: 'Held in memory until you leave the page; never stored.',
    required: 'Required',
    lacking: (names) =>
      `${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} required, so the service will refuse the request.`,
    notAnObjectWarning: 'The body is not a JSON object, so the service will refuse the request.',
    sendAnyway: 'Send anyway',
    isRequired: 'This is required.',
  },
  field: {
    notSent: '(not sent)',
    localTime: ' Local time; sent as seconds since 1970.',
    encodingOf: (name) => `Encoding of ${name}`,
    encodings: { text: 'Text (UTF-8)', base64: 'Base64', hex: 'Hex' },
    file: 'File…',
    fileFor: (name) => `for ${name}`,
    optionOf: (name) => `Type of ${name}`,
    nothing: 'null',
    add: 'Add',
    addTo: (name) => `to ${name}`,
    remove: 'Remove',
    removeItem: (name, position) => `${name} ${position}`,
    removeMember: (name) => `Remove ${name}`,
    optional: (path) => (path ? `Add a parameter to ${path}` : 'Add a parameter'),
    removePair: (pair, name) => `${pair} from ${name}`,
    unnamedPair: 'pair',
    name: 'Name',
    value: 'Value',
    pairOf: (position, name) => `${position} of ${name}`,
    namedTwice: (name) => `${name} is named twice; the last value counts.`,
    holds: 'Holds ',
    cannotShow: ', which the form cannot show; edit it as JSON. ',
    clear: 'Clear',
    choicesOf: (name) => `Choices for ${name}`,
    wouldRefuse: (reason) => `Would be refused: ${reason}`,
  },
  response: {
    region: 'Response',
    regionOf: (operation) => `Response of ${operation}`,
    sending: 'Sending …',
    documented: 'Documented response',
    documentedBody: 'documented response',
    none: 'Send the request to see the response here.',
    emptyBody: '(empty body)',
    headers: (count) => (count === 1 ? '1 header' : `${count} headers`),
    headersCaption: 'Headers',
    bodyCaption: 'Body',
    date: (date) => date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' }),
    characters: (count) => `${count.toLocaleString('en')} characters`,
    views: { json: 'as JSON', text: 'as text', hex: 'as hex' },
    named: (member, what) => `${member} ${what}`,
    failedToSend: (reason) => `Failed to send the request: ${reason}.`,
    timedOut: (seconds) => `no response came within ${seconds} s`,
    cancelled: 'The request is cancelled. The service may have carried it out all the same.',
    kept: 'What you typed is kept. Reload the page and send again; if it fails still, check that you are online.',
    isReset: 'The sandbox is reset to its start.',
    isBack: 'The sandbox is as it was before the reset.',
    failedToReset: (reason) => `Failed to reset the sandbox: ${reason}.`,
    why: 'Why',
    failedToExplain: 'Failed to load the list: a part of this page did not arrive. Send again.',
    outcomes: { passed: 'passed', failed: 'failed', 'not reached': 'not reached' },
  },
  cures: {
    fixIt: (cure) => `Fix it: ${cure}`,
    sendAgain: 'Send again',
    clock: (seconds) => `The clock of the sandbox is ${seconds} seconds ahead of before.`,
    leftOut: (member) => `${member} is left out.`,
    failed: (reason) => `Failed to fix it: ${reason}.`,
    noClock: 'this service has no clock to move',
  },
  uses: {
    use: ['Use', ' in…'],
    useIn: (path) => `Use ${path} in…`,
    all: (count) => `All ${count}`,
    failed: (reason) => `Failed to make the request: ${reason}.`,
    comesFrom: (path, operation) => `With ${path} from the response of ${operation}.`,
  },
  caller: { callAs: 'Call as:', reset: 'Back to the start' },
  table: TABLE,
  example: {
    request: 'Request',
    response: 'Response',
    textOf: (caption) => `${caption} text`,
    tryThis: 'Try this',
    sendsTwice: 'Sends the request twice.',
    tried: 'Sent. The request and its response are in the form of this page.',
    triedInSandbox: 'Sent, after the sandbox was made ready for it. The request and its response are in the form of this page.',
    failedToTry: (reason) => `Failed to try this: ${reason}.`,
    cancelled: 'you cancelled the request',
    busy: 'another request is on its way',
  },
  samples: { region: 'Code samples' },
  copy: {
    copy: 'Copy',
    copied: 'Copied',
    selected: 'Press Ctrl+C',
    value: (member) => `Copy ${member}`,
    copiedValue: (member) => `Copied ${member}`,
  },
  index: {
    filter: 'Filter',
    placeholder: 'decrypt, rotation, alias …',
    none: 'No operation has all these words.',
    count: (count) => (count === 1 ? '1 operation' : `${count} operations`),
  },
}
