import { open, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { refuse } from '#kernel/problems/index.ts'

/** An input file: its bytes, or its path. */
export type IncomingFile =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name?: string; readonly path: string }

/** The file name shown to the person. */
export function fileName(file: IncomingFile): string {
  return file.name ?? ('path' in file ? basename(file.path) : '')
}

/**
 * The bytes of a file; its size is checked before it is read. Problems: document-missing,
 * document-too-large, document-empty.
 */
export async function fileBytes(file: IncomingFile, limit: number): Promise<Uint8Array> {
  const name = fileName(file)
  const size = 'path' in file ? await sizeOnDisk(file.path, name) : file.bytes.length
  if (size > limit) refuse('document-too-large', { name, bytes: size, limit })
  if (size === 0) refuse('document-empty', { name })
  return 'path' in file ? readFile(file.path) : file.bytes
}

async function sizeOnDisk(path: string, name: string): Promise<number> {
  try {
    const handle = await open(path, 'r')
    const stat = await handle.stat()
    await handle.close()
    if (stat.isFile()) return stat.size
  } catch {
    // falls through: the file is missing, or this process may not read it
  }
  return refuse('document-missing', { name })
}
