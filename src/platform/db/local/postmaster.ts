import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Launch } from './account.ts'
import type { ClusterConfig } from './cluster.ts'
import { cleanEnvironment, settingArguments, socketPort } from './settings.ts'

/** A running PostgreSQL server. */
export interface Postmaster {
  readonly pid: number
  /** Resolves with the last lines of the server's output when it has ended, for whatever reason. */
  readonly ended: Promise<string[]>
  readonly stop: () => Promise<void>
}

/** Outcome of a start: a ready server, or the last lines that it printed. */
export type StartOutcome = { readonly postmaster: Postmaster } | { readonly output: string[] }

/** The parts of postmaster.pid that are used here (PostgreSQL: utils/pidfile.h in its sources). */
interface PidFile {
  readonly pid: number
  readonly socketFolder: string
  readonly isReady: boolean
}

const pollInterval = 10
const stopTimeout = 30_000
/** Time of an orderly end, and of an immediate one after it: the next start recovers. Milliseconds. */
const orderlyEnd = 3_000
const immediateEnd = 500
const maxOutputLines = 50

/** Starts the server and waits until it accepts connections, crash recovery included. */
export async function startPostmaster(
  config: ClusterConfig,
  socketFolder: string,
  settings: Readonly<Record<string, string>>,
  log: (line: string) => void,
): Promise<StartOutcome> {
  const args = [
    '-D',
    config.data,
    '-p',
    String(socketPort),
    '-k',
    socketFolder,
    ...settingArguments(settings),
  ]
  const launch = config.launcher(join(config.binaries.bin, 'postgres'), args)
  const child = spawn(launch.command, launch.arguments, {
    ...launch.options,
    cwd: '/',
    env: cleanEnvironment(config.environment),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = collectOutput(child, log)
  const pid = child.pid
  if (pid === undefined) return { output: await ended }
  const watchdog = launch.endsWithParent ? undefined : startWatchdog(launch, pid)
  void ended.then(() => watchdog?.kill())
  while (child.exitCode === null && child.signalCode === null) {
    const file = readPidFile(config.data)
    if (file?.pid === pid && file.isReady)
      return { postmaster: { pid, ended, stop: () => stop(child, ended) } }
    await Promise.race([wait(pollInterval), ended])
  }
  return { output: await ended }
}

/** The parsed postmaster.pid; undefined where there is none or it is incomplete. */
export function readPidFile(data: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    return {
      pid: Number(lines[0]),
      socketFolder: lines[4] ?? '',
      isReady: lines[7]?.startsWith('ready') ?? false,
    }
  } catch {
    return undefined
  }
}

/**
 * Ends a server that outlived the process that started it. The caller holds the folder's lock, so
 * nobody uses that server.
 */
export async function stopOrphan(data: string): Promise<void> {
  const pid = readPidFile(data)?.pid
  if (!pid || !servesFolder(pid, data)) return
  const deadline = performance.now() + stopTimeout
  signal(pid, 'SIGINT')
  while (servesFolder(pid, data) && performance.now() < deadline) await wait(pollInterval)
  if (servesFolder(pid, data)) signal(pid, 'SIGQUIT')
}

/**
 * PostgreSQL's working directory is its data folder; that of another program with the same process
 * id is not.
 */
function servesFolder(pid: number, data: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data)
  } catch {
    return false
  }
}

/**
 * Where the kernel cannot end the server with this process, a shell waits on a pipe that closes
 * with it.
 */
function startWatchdog(launch: Launch, pid: number): ChildProcess {
  const script = 'read -r _; kill -INT "$1"'
  const watchdog = spawn('/bin/sh', ['-c', script, 'sh', String(pid)], {
    ...launch.options,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watchdog.unref()
  return watchdog
}

/**
 * Passes the server's output on line by line, and resolves with the last lines when it has ended.
 */
function collectOutput(child: ChildProcess, log: (line: string) => void): Promise<string[]> {
  const last: string[] = []
  let rest = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines.filter((line) => line !== '')) {
      last.push(line)
      if (last.length > maxOutputLines) last.shift()
      log(line)
    }
  })
  return new Promise((resolve) => {
    child.on('error', (error) => resolve([error.message]))
    // Not 'close': after a kill the server's own children keep the pipe open a little longer.
    child.on('exit', () => setImmediate(() => resolve(last)))
  })
}

async function stop(child: ChildProcess, ended: Promise<string[]>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  for (const [name, milliseconds] of [
    ['SIGINT', orderlyEnd],
    ['SIGQUIT', immediateEnd],
  ] as const) {
    child.kill(name)
    const timer = new AbortController()
    const late = wait(milliseconds, 'late', { signal: timer.signal }).catch(() => 'in time')
    const outcome = await Promise.race([ended, late])
    timer.abort()
    if (outcome !== 'late') return
  }
  child.kill('SIGKILL')
  await ended
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended meanwhile.
  }
}
