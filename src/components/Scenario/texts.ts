import type { ServiceError } from '../../vocabulary/protocol.ts'

/** The words of a scenario. They stand apart from the others, so that a page without one does not load them. */
export interface ScenarioTexts {
  /** Shown while a scenario that has been named loads, or where it cannot be had. */
  readonly loading: (name: string) => string
  readonly failedToLoad: (name: string, reason: string) => string
  readonly unknown: (name: string) => string
  /** The name of the scenario's region, and its title. */
  readonly region: (title: string) => string
  /** Where it runs. */
  readonly sandboxes: Readonly<Record<'own' | 'reader', string>>
  /** The name of the group of buttons. */
  readonly controls: string
  readonly runStep: string
  readonly runAll: string
  readonly startOver: string
  readonly progress: string
  readonly done: (count: number, all: number) => string
  readonly finished: (all: number) => string
  readonly stopped: (step: number) => string
  readonly next: (step: number, title: string) => string
  readonly needsJavaScript: string
  /** The name of the list. */
  readonly steps: string
  readonly marks: Readonly<Record<'not run' | 'running' | 'done' | 'failed', string>>
  /** Stands in the place of a value that a step has not returned yet. */
  readonly from: (step: number, path: string) => string
  readonly inYourProgram: string
  readonly as: string
  readonly in: string
  readonly expected: string
  readonly success: string
  readonly until: (path: string, value: string) => string
  readonly response: string
  /** What is copied. */
  readonly responseOf: (step: number) => string
  readonly refusedAsExpected: (code: string) => string
  readonly refused: (error: ServiceError) => string
  readonly notRefused: (code: string) => string
  readonly otherValue: (path: string, expected: string, value: string) => string
  readonly notYet: (path: string, expected: string) => string
  readonly failedToRun: (reason: string) => string
  readonly exportAs: string
  readonly failedToWrite: (reason: string) => string
}

const told = ({ code, message }: ServiceError): string => (message ? `${code}: ${message}` : code)

export const SCENARIO: ScenarioTexts = {
  loading: (name) => `The scenario ${name} is loading. It needs JavaScript.`,
  failedToLoad: (name, reason) => `Failed to load the scenario ${name}: ${reason}`,
  unknown: (name) => `Failed to find the scenario ${name}: the manual has none of that name.`,
  region: (title) => `Scenario: ${title}`,
  sandboxes: {
    own: 'Runs in a sandbox of its own, in this page. Your sandbox stays as it is.',
    reader: 'Runs in your sandbox, in this page. What it changes stays there.',
  },
  controls: 'Run the scenario',
  runStep: 'Run step',
  runAll: 'Run all',
  startOver: 'Start over',
  progress: 'Steps done',
  done: (count, all) => `${count} of ${all} steps done.`,
  finished: (all) => `All ${all} steps are done.`,
  stopped: (step) => `Step ${step} failed.`,
  next: (step, title) => `Next: ${step}. ${title}`,
  needsJavaScript: 'The buttons need JavaScript. The requests stand below, each with its expected outcome.',
  steps: 'Steps',
  marks: { 'not run': 'not run', running: 'running', done: 'done', failed: 'failed' },
  from: (step, path) => `‹${path} of step ${step}›`,
  inYourProgram: 'In your own program',
  as: 'as',
  in: 'in',
  expected: 'Expected:',
  success: 'success.',
  until: (path, value) => ` Repeated until \`${path}\` is \`${value}\`.`,
  response: 'Response',
  responseOf: (step) => `response of step ${step}`,
  refusedAsExpected: (code) => `Refused, as expected: ${code}.`,
  refused: (error) => `Refused: ${told(error)}`,
  notRefused: (code) => `The request succeeded, where ${code} was expected.`,
  otherValue: (path, expected, value) => `${path} is ${value}, where ${expected} was expected.`,
  notYet: (path, expected) => `${path} did not become ${expected} in time.`,
  failedToRun: (reason) => `Failed to run the step: ${reason}.`,
  exportAs: 'Export as a script',
  failedToWrite: (reason) => `Failed to write the script: ${reason}`,
}
