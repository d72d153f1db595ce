import { Zip } from 'fflate'
import type { ZipInputFile } from 'fflate'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

/**
 * Fixed date of every file, so that the same content gives the same bytes. It is the earliest year
 * of the format.
 */
const modified = '1980-01-02T00:00:00'

/** A file inside a container: its name and its text, piece by piece. */
export interface ZipPart {
  readonly name: string
  readonly text: AsyncIterable<string> | Iterable<string>
}

/**
 * Packs texts into a container, one after the other, holding none of them: sizes follow the
 * content. Up to 4 GB.
 */
export async function* zipped(
  parts: AsyncIterable<ZipPart> | Iterable<ZipPart>,
): AsyncIterable<Uint8Array<ArrayBuffer>> {
  const ready: Uint8Array<ArrayBuffer>[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  for await (const { name, text } of parts) {
    const file: ZipInputFile = { filename: name, mtime: modified, compression: 8, size: 0, crc: 0 }
    zip.add(file)
    for await (const piece of deflated(counted(text, file))) {
      file.ondata?.(null, piece, false)
      yield* ready.splice(0)
    }
    file.ondata?.(null, new Uint8Array(), true)
  }
  zip.end()
  yield* ready
}

/** The bytes of a text; they are counted for the directory. */
async function* counted(
  text: ZipPart['text'],
  file: ZipInputFile,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const piece of text) {
    const bytes = Buffer.from(piece)
    file.size = (file.size ?? 0) + bytes.length
    file.crc = crc32(bytes, file.crc)
    yield bytes
  }
}

/**
 * zlib's own type, with the number of bytes that wait to be packed (missing in the types of Node).
 */
const packingOptions = { level: 6, chunkSize: 65_536, highWaterMark: 262_144 }

/** Packs outside of this thread, while the next chunks are made; only few wait in front. */
async function* deflated(
  pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>,
): AsyncIterable<Uint8Array<ArrayBuffer>> {
  const packing = createDeflateRaw(packingOptions)
  const ended = pipeline(pieces, packing)
  // The reader of `packing` gets the same error; it is handled below, after everything was read.
  ended.catch(() => undefined)
  for await (const piece of packing) yield piece as Uint8Array<ArrayBuffer>
  await ended
}
