import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Value } from 'typebox/value'
import { refuse } from '#kernel/problems/index.ts'

/**
 * The process that holds a folder. The system may give the same process id to another program
 * later, so the start of the process and the boot of the machine are stored too.
 */
const LockHolder = Type.Object({
  pid: Type.Integer(),
  /** Start of the process in clock ticks since boot. */
  started: Type.String(),
  boot: Type.String(),
})
export type LockHolder = Readonly<Static<typeof LockHolder>>

/** A held lock. */
export interface FolderLock {
  readonly release: () => void
}

const lockPath = (folder: string) => join(folder, 'sekisho.lock')

/**
 * Locks the folder for this process; refuses with `folder-in-use` while another running process
 * holds it.
 */
export function lockFolder(folder: string): FolderLock {
  const path = lockPath(folder)
  const own = join(folder, `sekisho.lock.${process.pid}.${randomUUID()}`)
  writeFileSync(own, JSON.stringify(describe(process.pid)), { mode: 0o644 })
  try {
    for (;;) {
      if (tryLink(own, path)) return { release: () => releaseLock(path, own) }
      const holder = readHolder(path)
      if (holder && isRunning(holder)) refuse('folder-in-use', { folder, pid: holder.pid })
      discardStale(path, own)
    }
  } finally {
    rmSync(own, { force: true })
  }
}

/** The running process that holds the folder, if any. */
export function holderOf(folder: string): LockHolder | undefined {
  const holder = readHolder(lockPath(folder))
  return holder && isRunning(holder) ? holder : undefined
}

/**
 * Moves a stale lock aside; when another process has replaced it meanwhile, the new lock is put
 * back.
 */
function discardStale(path: string, own: string): void {
  const aside = `${own}.stale`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  const moved = readHolder(aside)
  if (moved && isRunning(moved)) tryLink(aside, path)
  rmSync(aside, { force: true })
}

function releaseLock(path: string, own: string): void {
  if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true })
  rmSync(own, { force: true })
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function readHolder(path: string): LockHolder | undefined {
  try {
    const holder: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return Value.Check(LockHolder, holder) ? holder : undefined
  } catch {
    return undefined
  }
}

function isRunning(holder: LockHolder): boolean {
  const now = describe(holder.pid)
  return now.started !== '' && now.started === holder.started && now.boot === holder.boot
}

function describe(pid: number): LockHolder {
  return {
    pid,
    started: startTimeOf(pid),
    boot: readOrEmpty('/proc/sys/kernel/random/boot_id').trim(),
  }
}

/**
 * Field 22 of /proc/PID/stat. The name of the program, in brackets before it, may itself contain
 * spaces and brackets.
 */
function startTimeOf(pid: number): string {
  const stat = readOrEmpty(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const isZombie = fields[0] === 'Z' || fields[0] === 'X'
  return isZombie ? '' : (fields[19] ?? '')
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
