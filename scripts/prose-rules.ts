/** A habit of writing that the style sheet in CONTRIBUTING.md advises against. */
export interface Rule {
  readonly id: string
  /** What is looked for in a sentence, whose code has been left out. */
  readonly pattern: RegExp
  readonly instead: string
  /** How often it may occur in all texts together; never, unless given. */
  readonly most?: number
  /** Whether the comments of the source code are held to it too; they are, unless given. */
  readonly inComments?: boolean
}

export const RULES: readonly Rule[] = [
  {
    id: 'answer',
    pattern: /\banswer(?:s|ed|ing)?\b/gi,
    instead: 'a request gets a response, and an operation returns something',
    inComments: false,
  },
  {
    id: 'answers something',
    pattern: /\banswer(?:s|ed|ing)? (?:an?|the|what|no|its|each|every|any|all)\b/gi,
    instead: 'returns, sends or handles it',
  },
  {
    id: 'anybody',
    pattern: /\bwhoever\b|\b(?:some|no|every|any)body\b/gi,
    instead: 'name the one who acts, such as a program, a caller, an administrator or an attacker',
    most: 10,
  },
  {
    id: 'the service',
    // “The service that may use the key” is another one, and so is a service worker.
    pattern: /\bthe service\b(?! (?:that|worker)\b)/gi,
    instead: 'AWS KMS, the emulator or the sandbox; there is no fourth term',
    inComments: false,
  },
  {
    id: 'archaic',
    pattern:
      /\bin vain\b|\b(?:take|takes|took|taken) it (?:as|that)\b|\bby and by\b|\bfor (?:a no|a yes|good)\b|\bas a (?:yes|no)\b|\bover there\b/gi,
    instead: 'a plain verb',
  },
  {
    id: 'lets count',
    pattern: /\blets? (?:\w+ )?count\b|\bha(?:s|ve) (?:its|their) say\b/gi,
    instead: 'which policy allows what',
  },
  {
    id: 'headless',
    pattern: /^What (?!is|are|was)\w+s \w.*[.!?:;]$/gs,
    instead: 'begin with the thing, as in “Operations that use a key accept …”',
    inComments: false,
  },
]

/** A sentence with more words has to be two. */
export const LONGEST_SENTENCE = 45
