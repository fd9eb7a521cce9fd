/** Processes that answer HTTP, clients that keep them busy, and what the operating system counts meanwhile. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'
import { headersOf } from '../src/facts/protocol.ts'

export const CLIENTS = 64

export interface Running {
  readonly url: string
  readonly process: ChildProcess
  /** Milliseconds from the start of the process to its line. */
  readonly ready: number
}

/** Starts a process and waits for the URL that it prints. */
export const start = async (...args: string[]): Promise<Running> => {
  const began = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  process.on('exit', () => child.kill())
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const url = /http:\S+/.exec(line)?.[0]
  if (!url) throw new Error(`Failed to start ${args.join(' ')}: it printed ${line}`)
  return { url, process: child, ready: performance.now() - began }
}

/** As the package has it; from the sources, the compiler that takes the types away would weigh along. */
export const startServer = (): Promise<Running> => start('lib/server/main.js', 'serve', '--port', '0', '--log', 'none')

const ECHO = `
require('node:http').createServer((incoming, outgoing) => {
  const chunks = []
  incoming.on('data', (chunk) => chunks.push(chunk))
  incoming.on('end', () => {
    const body = Buffer.concat(chunks)
    outgoing.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': body.length })
    outgoing.end(body)
  })
}).listen(0, '127.0.0.1', function () { console.log('http://127.0.0.1:' + this.address().port) })`

/** A bare node:http server that reads a body and answers it. */
export const startEcho = (): Promise<Running> => start('-e', ECHO)

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })

interface Exchange {
  readonly status: number
  readonly text: string
}

const post = (url: string, operation: string, body: object): Promise<Exchange> =>
  new Promise((resolve, reject) => {
    const text = JSON.stringify(body)
    const headers = { ...headersOf(operation), 'content-length': Buffer.byteLength(text) }
    const outgoing = request(url, { method: 'POST', agent, headers }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
    })
    outgoing.on('error', reject)
    outgoing.end(text)
  })

/** The answer of a request that succeeds. */
export const send = async (url: string, operation: string, body: object) => {
  const { status, text } = await post(url, operation, body)
  if (status !== 200) throw new Error(`Failed to send ${operation}: ${status} ${text}`)
  return text === '' ? {} : JSON.parse(text)
}

export interface Figures {
  readonly perSecond: number
  /** Microseconds that the server computes for a request, over all its threads, by the operating system's count; Linux tells it. */
  readonly cpu: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}

/** Microseconds that a process has computed for, by Linux's count (proc(5): utime and stime, in hundredths of a second). */
const cpuTime = ({ pid }: ChildProcess): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10_000
  } catch {
    return Number.NaN
  }
}

/** Keeps the clients busy with `work`, which asks `server`. Rejects at the first request that fails. */
export const load = async (seconds: number, server: Running, work: (client: number) => Promise<unknown>): Promise<Figures> => {
  const latencies: number[] = []
  const cpuBefore = cpuTime(server.process)
  const began = performance.now()
  const end = began + seconds * 1000
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let now = performance.now(); now < end; ) {
        await work(client)
        const then = performance.now()
        latencies.push(then - now)
        now = then
      }
    }),
  )
  const elapsed = (performance.now() - began) / 1000
  const sorted = Float64Array.from(latencies).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  const cpu = (cpuTime(server.process) - cpuBefore) / sorted.length
  return { perSecond: sorted.length / elapsed, cpu, p50: at(0.5), p99: at(0.99) }
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** The median of each figure. */
export const medianOf = (rounds: readonly Figures[]): Figures => ({
  perSecond: median(rounds.map(({ perSecond }) => perSecond)),
  cpu: median(rounds.map(({ cpu }) => cpu)),
  p50: median(rounds.map(({ p50 }) => p50)),
  p99: median(rounds.map(({ p99 }) => p99)),
})

/** Resident memory of a process in MiB; Linux tells it in a file. */
const residentMemory = ({ pid }: ChildProcess): number | undefined => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return undefined
  }
}

export const memoryOf = ({ process }: Running): string => `${residentMemory(process)?.toFixed(0) ?? '?'} MiB`
