import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/**
 * Who started this process. `npx` and `npm run` put a shell in between, and end without ending what they started.
 */

/** How often to look, in milliseconds. */
const INTERVAL = 250

interface Known {
  readonly parent: number
  readonly command: string
}

/** What the system tells of a process; undefined where it does not. */
const lookUp = (pid: number): Known | undefined => {
  try {
    if (existsSync(`/proc/${pid}/stat`)) {
      // The name of the program, in brackets, may itself have brackets in it.
      const [, parent] = /\) \S (\d+) [^)]*$/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
      return { parent: Number(parent), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }
    }
    const text = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' })
    const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(text) ?? []
    return command === undefined ? undefined : { parent: Number(parent), command }
  } catch {
    return undefined
  }
}

const isShellOfOneCommand = ({ command }: Known): boolean => /^\S*sh -c /.test(command)

/** The processes between which and this one there are only shells that run this one command. */
const ancestorsOf = (pid: number): readonly number[] => {
  const known = lookUp(pid)
  return known && isShellOfOneCommand(known) ? [pid, ...ancestorsOf(known.parent)] : [pid]
}

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, and another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Calls `ended` once when the process that started this one has ended. */
export const onParentEnd = (ended: () => void): void => {
  const { ppid } = process
  const ancestors = ancestorsOf(ppid).filter((pid) => pid > 1)
  const timer = setInterval(() => {
    if (process.ppid === ppid && ancestors.every(isThere)) return
    clearInterval(timer)
    ended()
  }, INTERVAL)
  timer.unref()
}
