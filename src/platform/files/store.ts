import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { dirname, join } from 'node:path'
import { ProblemError, refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Environment } from '../environment.ts'
import { makeFolders } from './folders.ts'
import type { Scan } from './scan.ts'

export interface StoredFile {
  /** Hex SHA-256 of the content: its address. */
  readonly sha256: string
  readonly size: number
}

/**
 * A received file that is not stored yet: `keep` moves it to its address, `drop` removes it. One of
 * the two must be called.
 */
export interface StagedFile extends StoredFile {
  readonly path: string
  /** Result of the scanner; `not-scanned` where there is none or it could not scan. */
  readonly scan: 'clean' | 'not-scanned'
  keep(): Promise<void>
  drop(): Promise<void>
}

/** Content-addressed files: aa/bb/<sha256>. A file exists completely or not at all. */
export interface FileStore {
  /**
   * Receives a file and has it scanned. Refuses with too-large, disk-full and file-infected, and
   * then leaves nothing.
   */
  stage(
    content: AsyncIterable<Buffer | Uint8Array>,
    limitBytes: number,
    name?: string,
  ): Promise<StagedFile>
  put(content: AsyncIterable<Buffer | Uint8Array>, limitBytes: number): Promise<StoredFile>
  /**
   * The content of a file that is to be handed out or worked with. Refuses with `file-altered`
   * where it is not what was stored, and with `not-found` where it is gone.
   */
  readWhole(sha256: string): Promise<Readable>
  /** The path of such a file, for what reads it from the disk. Refuses as `readWhole` does. */
  wholePath(sha256: string): Promise<string>
  /** Whether the file is there and what was stored. */
  isWhole(sha256: string): Promise<boolean>
  has(sha256: string): Promise<boolean>
  /** Whether a file could be written now. */
  writable(): Promise<boolean>
  /**
   * Removes unfinished files that a dead process began to receive more than a day ago; returns
   * their number.
   */
  sweep(now: Date): Promise<number>
}

const day = 86_400_000

/** The files of an installation. Without `scan` no file is scanned. */
export function createFileStore(folder: string, environment: Environment, scan?: Scan): FileStore {
  const path = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) refuse('not-found', { what: nouns.file })
    return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }
  const stage: FileStore['stage'] = async (content, limitBytes, name = 'ファイル') => {
    makeFolders(folder, 0o700)
    const temporary = join(folder, `incoming-${environment.random(9).toString('hex')}`)
    const drop = (): Promise<void> => rm(temporary, { force: true })
    try {
      const stored = await writeDurably(content, temporary, limitBytes)
      const verdict = await scan?.(temporary)
      if (verdict?.scan === 'infected') refuse('file-infected', { name, virus: verdict.virus })
      return {
        ...stored,
        path: temporary,
        scan: verdict?.scan ?? 'not-scanned',
        drop,
        keep: () => moveDurably(temporary, path(stored.sha256)),
      }
    } catch (error) {
      await drop()
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') refuse('disk-full', { folder })
      throw error
    }
  }
  return {
    stage,
    async wholePath(sha256) {
      await demandWhole(path(sha256), sha256)
      return path(sha256)
    },
    async isWhole(sha256) {
      try {
        await demandWhole(path(sha256), sha256)
        return true
      } catch (error) {
        if (error instanceof ProblemError) return false
        throw error
      }
    },
    async readWhole(sha256) {
      await demandWhole(path(sha256), sha256)
      return createReadStream(path(sha256))
    },
    has: (sha256) =>
      stat(path(sha256)).then(
        () => true,
        () => false,
      ),
    async put(content, limitBytes) {
      const { sha256, size, keep } = await stage(content, limitBytes)
      await keep()
      return { sha256, size }
    },
    writable: () => isWritable(join(folder, `incoming-${environment.random(9).toString('hex')}`)),
    async sweep(now) {
      const names = (await readdir(folder).catch(() => []))
        .filter((name) => name.startsWith('incoming-'))
        .map((name) => join(folder, name))
      const ages = await Promise.all(
        names.map((name) =>
          stat(name).then(
            (stats) => now.getTime() - stats.mtimeMs,
            () => 0,
          ),
        ),
      )
      const stale = names.filter((_name, i) => ages[i]! > day)
      await Promise.all(stale.map((name) => rm(name, { force: true })))
      return stale.length
    },
  }
}

async function writeDurably(
  content: AsyncIterable<Buffer | Uint8Array>,
  path: string,
  limitBytes: number,
): Promise<StoredFile> {
  const file = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of content) {
      size += chunk.length
      if (size > limitBytes)
        refuse('too-large', { limit: `${Math.floor(limitBytes / 1_048_576)} MB` })
      hash.update(chunk)
      await file.write(chunk)
    }
    await file.sync()
    return { sha256: hash.digest('hex'), size }
  } finally {
    await file.close()
  }
}

async function demandWhole(path: string, sha256: string): Promise<void> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      refuse('not-found', { what: nouns.file })
    throw error
  }
  if (hash.digest('hex') !== sha256) refuse('file-altered')
}

/** Whether a file can be written at a path; the test file is removed. */
async function isWritable(path: string): Promise<boolean> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeFile(path, 'x', { mode: 0o600 })
    return true
  } catch {
    return false
  } finally {
    await rm(path, { force: true }).catch(() => undefined)
  }
}

/**
 * Renames a complete file to its address, and syncs the folder so that the name survives a power
 * failure.
 */
async function moveDurably(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await rename(from, to)
  const folder = await open(dirname(to), 'r')
  await folder.sync().finally(() => folder.close())
}
