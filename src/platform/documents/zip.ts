import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createInflateRaw, inflateRawSync } from 'node:zlib'
import { archiveRatio, smallArchive } from './limits.ts'
import type { ArchiveLimits } from './limits.ts'

/**
 * Reads zip containers (Word, Excel) by their central directory, from memory or from a file. A
 * stream reader could not do this safely, because sizes and shared strings come after the parts
 * that need them.
 */

/** One file inside a container. */
interface ZipEntry {
  readonly name: string
  /** 0 is stored, 8 is deflated. */
  readonly method: number
  readonly compressedSize: number
  /** As the container states it; it may be wrong. */
  readonly size: number
  readonly encrypted: boolean
  readonly offset: number
}

/** An opened container. It must be closed. */
export interface Zip {
  readonly entries: ReadonlyMap<string, ZipEntry>
  /**
   * The whole content; throws `ZipTooLarge` past `limit` bytes and `ZipDamaged` where it cannot be
   * unpacked.
   */
  read(entry: ZipEntry, limit: number): Promise<Uint8Array>
  /** The content in chunks; errors as in `read`. */
  stream(entry: ZipEntry, limit: number): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

/** The container is truncated or not a zip. */
export class ZipDamagedError extends Error {}

/** The content is larger than the caller allows. */
export class ZipTooLargeError extends Error {}

interface Source {
  readonly size: number
  read(offset: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

/**
 * Opens a container in memory or in a file. Throws `ZipDamaged`, and `ZipTooLarge` where its
 * directory states more than the limits: nothing has been unpacked then.
 */
export async function openZip(from: Uint8Array | string, limits: ArchiveLimits): Promise<Zip> {
  const source = typeof from === 'string' ? await fileSource(from) : memorySource(from)
  try {
    const entries = await readDirectory(source, limits.parts)
    demandModest(entries, source.size, limits)
    return {
      entries,
      read: (entry, limit) => readEntry(source, entry, limit),
      stream: (entry, limit) => streamEntry(source, entry, limit),
      close: () => source.close(),
    }
  } catch (error) {
    await source.close()
    throw error
  }
}

/** Most names by which the type of a container is told. */
const sniffedParts = 20_000

/** The names in a container in memory, or null where its directory cannot be read. */
export function entryNames(bytes: Uint8Array): readonly string[] | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const end = findEndRecord(buffer)
    const { offset, length } = locateDirectory(end)
    return [...parseDirectory(buffer.subarray(offset, offset + length), sniffedParts).keys()]
  } catch {
    return null
  }
}

function memorySource(bytes: Uint8Array): Source {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    size: buffer.length,
    read: (offset, length) => Promise.resolve(buffer.subarray(offset, offset + length)),
    close: () => Promise.resolve(),
  }
}

async function fileSource(path: string): Promise<Source> {
  const tx: FileHandle = await open(path, 'r')
  const { size } = await tx.stat()
  return {
    size,
    async read(offset, length) {
      const buffer = Buffer.alloc(length)
      const { bytesRead } = await tx.read(buffer, 0, length, offset)
      return buffer.subarray(0, bytesRead)
    },
    close: () => tx.close(),
  }
}

/** Refuses what would unpack to too much, by what the directory states. */
function demandModest(
  entries: ReadonlyMap<string, ZipEntry>,
  size: number,
  limits: ArchiveLimits,
): void {
  const unpacked = [...entries.values()].reduce((sum, entry) => sum + entry.size, 0)
  if (unpacked > limits.unpacked || unpacked > Math.max(smallArchive, size * archiveRatio))
    throw new ZipTooLargeError('stated in the directory')
}

async function readDirectory(source: Source, limit: number): Promise<Map<string, ZipEntry>> {
  const tail = Math.min(source.size, 65_557)
  const end = findEndRecord(await source.read(source.size - tail, tail))
  const { offset, length } = locateDirectory(end)
  if (offset + length > source.size) throw new ZipDamagedError('directory outside the file')
  return parseDirectory(await source.read(offset, length), limit)
}

/** The end-of-central-directory record. */
function findEndRecord(tail: Buffer): Buffer {
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (at === -1 || at + 22 > tail.length) throw new ZipDamagedError('no end record')
  return tail.subarray(at)
}

function locateDirectory(end: Buffer): { offset: number; length: number } {
  const length = end.readUInt32LE(12)
  const offset = end.readUInt32LE(16)
  if (offset === 0xffffffff || length === 0xffffffff) throw new ZipDamagedError('zip64 is not read')
  return { offset, length }
}

function parseDirectory(directory: Buffer, limit: number): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>()
  let at = 0
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50) {
    if (entries.size === limit) throw new ZipTooLargeError('number of parts')
    const nameLength = directory.readUInt16LE(at + 28)
    const name = directory
      .toString('utf8', at + 46, at + 46 + nameLength)
      .replaceAll('\\', '/')
      .replace(/^\//, '')
    entries.set(name, {
      name,
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

async function locateData(source: Source, entry: ZipEntry): Promise<number> {
  const header = await source.read(entry.offset, 30)
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50)
    throw new ZipDamagedError('no local header')
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  if (start + entry.compressedSize > source.size) throw new ZipDamagedError('cut off')
  if (entry.encrypted || (entry.method !== 0 && entry.method !== 8))
    throw new ZipDamagedError('unknown packing')
  return start
}

async function readEntry(source: Source, entry: ZipEntry, limit: number): Promise<Uint8Array> {
  const start = await locateData(source, entry)
  if (entry.size > limit) throw new ZipTooLargeError(entry.name)
  const compressed = await source.read(start, entry.compressedSize)
  if (entry.method === 0) return compressed
  try {
    return inflateRawSync(compressed, { maxOutputLength: Math.min(limit, Math.max(1, entry.size)) })
  } catch (error) {
    throw toZipError(error, entry)
  }
}

async function* streamEntry(
  source: Source,
  entry: ZipEntry,
  limit: number,
): AsyncIterable<Uint8Array> {
  const start = await locateData(source, entry)
  const compressed = Readable.from(readChunks(source, start, entry.compressedSize))
  const content: AsyncIterable<Uint8Array> = entry.method === 0 ? compressed : inflate(compressed)
  let total = 0
  try {
    for await (const chunk of content) {
      total += chunk.length
      if (total > Math.min(limit, entry.size)) throw new ZipTooLargeError(entry.name)
      yield chunk
    }
  } catch (error) {
    throw toZipError(error, entry)
  } finally {
    compressed.destroy()
  }
}

function inflate(compressed: Readable): AsyncIterable<Uint8Array> {
  const inflater = createInflateRaw({ chunkSize: 65_536 })
  compressed.on('error', (error) => inflater.destroy(error))
  return compressed.pipe(inflater)
}

async function* readChunks(source: Source, start: number, length: number): AsyncIterable<Buffer> {
  const step = 262_144
  for (let at = 0; at < length; at += step)
    yield await source.read(start + at, Math.min(step, length - at))
}

function toZipError(error: unknown, entry: ZipEntry): Error {
  if (error instanceof ZipTooLargeError || error instanceof ZipDamagedError) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_BUFFER_TOO_LARGE') return new ZipTooLargeError(entry.name)
  return new ZipDamagedError(`${entry.name}: ${String(error)}`)
}
