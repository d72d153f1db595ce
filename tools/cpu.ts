import { readdirSync, readFileSync } from 'node:fs'

/** Processor time of a process as Linux counts it, in ticks of a hundredth of a second. */
interface Times {
  readonly pid: number
  readonly parent: number
  /**
   * Start of the process, in ticks since boot: a pid is used again, a pid with its start is not.
   */
  readonly started: number
  /** Its own time. */
  readonly own: number
  /** Time of the children that it has waited for, with their children. */
  readonly waited: number
}

interface Process {
  readonly parent: string
  readonly times: Times
  isGone: boolean
}

const ticksPerSecond = 100

/**
 * Sums up the processor time of all processes below this one, also of those that nobody waits for,
 * such as the renderers of Chromium.
 */
export interface Meter {
  /** Seconds since the start of the meter; undefined where there is no /proc. */
  readonly seconds: () => number | undefined
  readonly stop: () => void
}

/**
 * Starts a meter. It reads /proc twice a second; processes too short to be seen are counted by
 * their parents.
 */
export function startMeter(): Meter {
  const processes = new Map<string, Process>()
  const first = read('self')
  const look = () => {
    if (first) follow(first, processes)
  }
  const timer = setInterval(look, 500)
  timer.unref()
  return {
    seconds: () => {
      look()
      const now = read('self')
      return first && now && sum(first, now, processes) / ticksPerSecond
    },
    stop: () => clearInterval(timer),
  }
}

const nameOf = (times: Times): string => `${times.pid}/${times.started}`

/**
 * Records every process below the first one. It stays recorded when its parent has ended before it.
 */
function follow(first: Times, processes: Map<string, Process>): void {
  const all = new Map(readAll().map((times) => [times.pid, times]))
  const isBelow = (times: Times): boolean => {
    for (let at = all.get(times.parent); at; at = all.get(at.parent)) {
      if (at.pid === first.pid || processes.has(nameOf(at))) return true
      if (at.parent === 0) return false
    }
    return false
  }
  const running = new Set<string>()
  for (const times of all.values()) {
    const name = nameOf(times)
    const before = processes.get(name)
    if (before === undefined && !isBelow(times)) continue
    const parent = all.get(times.parent)
    processes.set(name, {
      parent: before?.parent ?? (parent ? nameOf(parent) : ''),
      times,
      isGone: false,
    })
    running.add(name)
  }
  for (const [name, process] of processes) process.isGone = !running.has(name)
}

/**
 * Time of the processes that were seen, and of those that were not: the time that a parent waited
 * for, less that of its recorded children.
 */
function sum(first: Times, now: Times, processes: ReadonlyMap<string, Process>): number {
  const seen = new Map<string, number>()
  for (const { parent, times, isGone } of processes.values())
    if (isGone) seen.set(parent, (seen.get(parent) ?? 0) + times.own + times.waited)
  const unseen = (name: string, waited: number): number =>
    Math.max(0, waited - (seen.get(name) ?? 0))
  let total = unseen(nameOf(first), now.waited - first.waited)
  for (const [name, { times }] of processes) total += times.own + unseen(name, times.waited)
  return total
}

function readAll(): Times[] {
  return readdirSync('/proc').flatMap((entry) => (/^\d+$/.test(entry) ? (read(entry) ?? []) : []))
}

/**
 * Reads /proc/<pid>/stat (proc(5)); undefined where the process has ended meanwhile, or there is no
 * /proc.
 */
function read(pid: string): Times | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const rest = line.slice(line.lastIndexOf(')') + 2).split(' ')
    const at = (field: number): number => Number(rest[field - 3])
    return {
      pid: Number.parseInt(line, 10),
      parent: at(4),
      own: at(14) + at(15),
      waited: at(16) + at(17),
      started: at(22),
    }
  } catch {
    return undefined
  }
}
