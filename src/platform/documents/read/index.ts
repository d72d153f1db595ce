import { refuse } from '#kernel/problems/index.ts'
import type { Block, SourceDocument } from '#kernel/reader/blocks.ts'
import { archiveLimits, documentLimits } from '../limits.ts'
import { decodeText } from './encoding.ts'
import { fileBytes, fileName } from './file.ts'
import type { IncomingFile } from './file.ts'
import { sniff } from './sniff.ts'
import type { DocumentFormat } from './sniff.ts'
import { textToBlocks } from '#kernel/reader/textBlocks.ts'

export type { IncomingFile } from './file.ts'

/** Limits of the work that a document may cause, and what opens it. */
export interface ReadLimits {
  /** Size of the file in bytes; checked before it is read. */
  readonly bytes: number
  /** Size after unpacking in bytes (.docx). */
  readonly unpackedBytes: number
  /** Time for a PDF in milliseconds. */
  readonly milliseconds: number
  /** The password that a PDF is protected by. */
  readonly password?: string
}

const defaultLimits: ReadLimits = {
  bytes: documentLimits.bytes,
  unpackedBytes: archiveLimits.document.unpacked,
  milliseconds: 60_000,
}

/**
 * Reads a .txt, .md, .html, .docx or .pdf into blocks. The format is detected by content first, by
 * the file name's extension second. A document nested too deeply to be read counts as damaged.
 * Throws `ProblemError` only: document-missing, -too-large, -empty, -unknown, -encrypted, -password,
 * -damaged, -inflates, -scanned, -slow.
 */
export async function readDocument(
  file: IncomingFile,
  limits: Partial<ReadLimits> = {},
): Promise<SourceDocument> {
  const effectiveLimits = { ...defaultLimits, ...limits }
  const name = fileName(file)
  const bytes = await fileBytes(file, effectiveLimits.bytes)
  const sniffed = sniff(name, bytes)
  if ('encrypted' in sniffed) refuse('document-encrypted', { name })
  if ('what' in sniffed) refuse('document-unknown', { name, what: sniffed.what })
  const read = await readers[sniffed.format](bytes, name, effectiveLimits).catch(
    (error: unknown) => {
      if (error instanceof RangeError)
        refuse('document-damaged', { name, format: { ja: '文書', en: 'a document' } })
      throw error
    },
  )
  const { blocks, revisions = 0 } = 'blocks' in read ? read : { blocks: read }
  if (!blocks.some((block) => block.text.trim() !== '')) refuse('document-empty', { name })
  return { name, blocks, ...(revisions > 0 ? { revisions } : {}) }
}

type Reader = (
  bytes: Uint8Array,
  name: string,
  limits: ReadLimits,
) => Promise<readonly Block[] | Pick<SourceDocument, 'blocks' | 'revisions'>>

/** Each format's parser is loaded when it is first needed: a text file loads none. */
const readers: Record<DocumentFormat, Reader> = {
  text: async (bytes, name) => textToBlocks(decodeText(bytes), name).blocks,
  markdown: async (bytes) => (await import('./markdown.ts')).readMarkdown(decodeText(bytes)),
  html: async (bytes) => (await import('./html.ts')).readHtml(decodeText(bytes)),
  docx: async (bytes, name, limits) =>
    (await import('./docx/index.ts')).readDocx(bytes, name, limits.unpackedBytes),
  pdf: async (bytes, name, limits) =>
    (await import('./pdf.ts')).readPdf(bytes, name, limits.milliseconds, limits.password),
}
