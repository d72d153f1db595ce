import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack } from 'tar-stream'
import type { Pack } from 'tar-stream'
import { refuse } from '#kernel/problems/index.ts'
import type { Member } from './manifest.ts'

type Entry = ReturnType<Pack['entry']>

/**
 * Writes the members of one archive (tar, gzip) in order; holds no more than one part in memory.
 */
export interface ArchiveWriter {
  readonly members: readonly Member[]
  readonly add: (name: string, content: Buffer) => Promise<void>
  /** Copies a file of known size; returns the SHA-256 of what was read. */
  readonly addFile: (name: string, path: string, size: number) => Promise<string>
  /** Closes the archive, syncs it to disk and gives it its final name. */
  readonly finish: () => Promise<void>
  /** Removes the unfinished archive. */
  readonly abandon: () => Promise<void>
}

/**
 * Opens an archive. Refuses with `backup-exists` or `backup-not-writable`; a later write with
 * `disk-full`.
 */
export async function openArchive(file: string): Promise<ArchiveWriter> {
  if (existsSync(file)) refuse('backup-exists', { file })
  const partialFile = `${file}.part`
  await rm(partialFile, { force: true }).catch(() => undefined)
  const handle = await open(partialFile, 'wx', 0o600).catch(() =>
    refuse('backup-not-writable', { file }),
  )
  await handle.close()
  const tar = pack()
  const members: Member[] = []
  const piping = pipeline(
    tar,
    createGzip({ level: 6 }),
    createWriteStream(partialFile, { flags: 'r+' }),
  )
  const failure = piping.then(() => new Promise<never>(() => {}))
  // The pipeline tells of a failure; the stream's own event would end the process.
  tar.on('error', () => undefined)
  // The next call throws the failure; it may happen while no call is waiting.
  failure.catch(() => undefined)
  // An archive that a failure has closed says only that it is closed: the pipeline says why.
  const causeOf = (error: unknown): Promise<unknown> | unknown =>
    (tar as unknown as { readonly destroying: boolean }).destroying
      ? piping.then(
          () => error,
          (cause: unknown) => cause,
        )
      : error
  const orFailure = <T>(work: Promise<T>) =>
    Promise.race([failure, work]).catch(async (error: unknown) =>
      refuseWrite(file, await causeOf(error)),
    )

  const addMember = (name: string, size: number, sha256: string) =>
    void members.push({ name, size, sha256 })
  return {
    members,
    add: async (name, content) => {
      const written = new Promise<void>((resolve, reject) => {
        const entry = tar.entry({ name, size: content.length, mode: 0o600 }, content, (error) =>
          error ? reject(error) : resolve(),
        )
        entry.on('error', () => undefined)
      })
      addMember(name, content.length, createHash('sha256').update(content).digest('hex'))
      await orFailure(written)
    },
    addFile: async (name, path, size) => {
      const hash = createHash('sha256')
      const copied = new Promise<void>((resolve, reject) => {
        const entry = tar.entry({ name, size, mode: 0o600 }, (error) =>
          error ? reject(error) : resolve(),
        )
        void copyHashed(
          createReadStream(path, size > 0 ? { end: size - 1 } : {}),
          hash,
          entry,
        ).catch(reject)
      })
      await orFailure(copied)
      const sha256 = hash.digest('hex')
      addMember(name, size, sha256)
      return sha256
    },
    finish: async () => {
      tar.finalize()
      await piping.catch((error: unknown) => refuseWrite(file, error))
      const finished = await open(partialFile, 'r+')
      await finished.sync()
      await finished.close()
      await rename(partialFile, file)
    },
    abandon: async () => {
      tar.destroy()
      await piping.catch(() => undefined)
      await rm(partialFile, { force: true })
    },
  }
}

async function copyHashed(from: AsyncIterable<unknown>, hash: Hash, to: Entry): Promise<void> {
  for await (const chunk of from) {
    hash.update(chunk as Buffer)
    if (!to.write(chunk as Buffer))
      await new Promise<void>((resolve) => to.once('drain', () => resolve()))
  }
  to.end(undefined)
}

function refuseWrite(file: string, error: unknown): never {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT') return refuse('disk-full', { folder: file })
  throw error
}
