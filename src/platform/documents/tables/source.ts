import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refuse } from '#kernel/problems/index.ts'

/**
 * Source of a table: a file, bytes in memory, or a stream (which is written to a temporary file,
 * because a table is read twice).
 */
export type TableSource = string | Uint8Array | AsyncIterable<Uint8Array>

/** A source that can be read from the start repeatedly. */
export interface ByteSource {
  readonly size: number
  /** The path, or the bytes. */
  readonly origin: string | Uint8Array
  read(): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

/** Opens a source. Problems: document-missing, document-too-large, document-empty. */
export async function openByteSource(
  source: TableSource,
  name: string,
  limit: number,
): Promise<ByteSource> {
  if (source instanceof Uint8Array) {
    checkSize(source.length, name, limit)
    return {
      size: source.length,
      origin: source,
      read: () => sliceChunks(source),
      close: () => Promise.resolve(),
    }
  }
  if (typeof source === 'string') return openFile(source, name, limit, () => Promise.resolve())
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-table-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'table')
    await pipeline(Readable.from(limitSize(source, name, limit)), createWriteStream(path))
    return await openFile(path, name, limit, remove)
  } catch (error) {
    await remove()
    throw error
  }
}

async function openFile(
  path: string,
  name: string,
  limit: number,
  close: () => Promise<void>,
): Promise<ByteSource> {
  const size = await stat(path).then(
    (stats) => stats.size,
    () => refuse('document-missing', { name }),
  )
  checkSize(size, name, limit)
  return {
    size,
    origin: path,
    read: () => createReadStream(path, { highWaterMark: 262_144 }),
    close,
  }
}

function checkSize(size: number, name: string, limit: number): void {
  if (size > limit) refuse('document-too-large', { name, bytes: size, limit })
  if (size === 0) refuse('document-empty', { name })
}

async function* limitSize(
  source: AsyncIterable<Uint8Array>,
  name: string,
  limit: number,
): AsyncIterable<Uint8Array> {
  let total = 0
  for await (const chunk of source) {
    total += chunk.length
    if (total > limit) refuse('document-too-large', { name, bytes: total, limit })
    yield chunk
  }
}

async function* sliceChunks(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 262_144) yield bytes.subarray(at, at + 262_144)
}
