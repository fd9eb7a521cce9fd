import { ERRORS } from '../facts/errors.ts'
import { operations } from '../facts/index.ts'
import { STS_ACTIONS } from './sts.ts'

/**
 * What the server counts, in the text form of Prometheus (exposition format 0.0.4). Labels take few values: operations and error
 * codes that the services have, and `other`. So no client makes the list grow, and no id, ARN or secret is in it.
 */

/** One request that was served, or cut off. */
export interface Served {
  /** As in `kms`. */
  readonly service: string
  readonly operation: string
  /** An error code; `success` where there is none. */
  readonly outcome: string
  readonly milliseconds: number
}

export interface Metrics {
  readonly count: (served: Served) => void
  /** All of them, with the memory and the processor time of the process. */
  readonly text: () => string
}

export const SUCCESS = 'success'
/** The outcome of a request whose connection a fault cut. */
export const CUT = 'cut'
const OTHER = 'other'

const OPERATIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  kms: new Set(Object.keys(operations)),
  sts: new Set(STS_ACTIONS),
}
const OUTCOMES: ReadonlySet<string> = new Set([SUCCESS, CUT, ...Object.keys(ERRORS)])

/** The upper bounds of durations, in seconds: from what has no cryptography to the generation of a large RSA key. */
const BOUNDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5]

interface Series {
  readonly labels: string
  readonly outcomes: Map<string, number>
  /** How many requests took no longer than each bound, and longer than the one before; the last are those beyond all bounds. */
  readonly durations: number[]
  seconds: number
}

const seriesOf = (service: string, operation: string): Series => ({
  labels: `service="${service}",operation="${operation}"`,
  outcomes: new Map(),
  durations: Array.from({ length: BOUNDS.length + 1 }, () => 0),
  seconds: 0,
})

const family = (name: string, type: string, help: string, lines: readonly string[]): string =>
  [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n')

const countsOf = ({ labels, outcomes }: Series): readonly string[] =>
  [...outcomes].map(([outcome, count]) => `q_kms_requests_total{${labels},outcome="${outcome}"} ${count}`)

const durationsOf = ({ labels, durations, seconds }: Series): readonly string[] => {
  const name = 'q_kms_request_duration_seconds'
  let count = 0
  const buckets = durations.map((more, index) => {
    count += more
    return `${name}_bucket{${labels},le="${BOUNDS[index] ?? '+Inf'}"} ${count}`
  })
  return [...buckets, `${name}_sum{${labels}} ${seconds}`, `${name}_count{${labels}} ${count}`]
}

const processText = (): string => {
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  const start = performance.timeOrigin / 1000
  return [
    family('process_resident_memory_bytes', 'gauge', 'Memory of the process.', [`process_resident_memory_bytes ${rss}`]),
    family('nodejs_heap_size_used_bytes', 'gauge', 'Memory that JavaScript uses.', [`nodejs_heap_size_used_bytes ${heapUsed}`]),
    family('process_cpu_seconds_total', 'counter', 'Processor time.', [`process_cpu_seconds_total ${(user + system) / 1e6}`]),
    family('process_start_time_seconds', 'gauge', 'When the process began.', [`process_start_time_seconds ${start}`]),
  ].join('')
}

/**
 * Begins to count. To count a request is to look up its row and to add one.
 *
 * @param whole what these metrics are a part of: it counts the same requests
 * @example
 * const metrics = createMetrics()
 * metrics.count({ service: 'kms', operation: 'Encrypt', outcome: 'success', milliseconds: 2 })
 * metrics.text() //=> …q_kms_requests_total{service="kms",operation="Encrypt",outcome="success"} 1…
 */
export const createMetrics = (whole?: Metrics): Metrics => {
  const rows = new Map<string, Map<string, Series>>()

  const rowOf = (service: string, operation: string): Series => {
    const names = Object.hasOwn(OPERATIONS, service) ? OPERATIONS[service] : undefined
    const [s, o] = [names ? service : OTHER, names?.has(operation) ? operation : OTHER]
    const ofService = rows.get(s) ?? new Map<string, Series>()
    rows.set(s, ofService)
    const row = ofService.get(o) ?? seriesOf(s, o)
    ofService.set(o, row)
    return row
  }

  return {
    count(served) {
      whole?.count(served)
      const { service, operation, outcome, milliseconds } = served
      const row = rows.get(service)?.get(operation) ?? rowOf(service, operation)
      const known = OUTCOMES.has(outcome) ? outcome : OTHER
      row.outcomes.set(known, (row.outcomes.get(known) ?? 0) + 1)
      const seconds = milliseconds / 1000
      const within = BOUNDS.findIndex((bound) => seconds <= bound)
      const bucket = within < 0 ? BOUNDS.length : within
      row.durations[bucket] = (row.durations[bucket] ?? 0) + 1
      row.seconds += seconds
    },
    text() {
      const all = [...rows.values()].flatMap((ofService) => [...ofService.values()])
      return [
        family('q_kms_requests_total', 'counter', 'Requests, by service, operation and outcome.', all.flatMap(countsOf)),
        family(
          'q_kms_request_duration_seconds',
          'histogram',
          'Time from the head of a request to its response.',
          all.flatMap(durationsOf),
        ),
        processText(),
      ].join('')
    },
  }
}
