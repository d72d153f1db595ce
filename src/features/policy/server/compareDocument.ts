import type { Static } from 'typebox'
import { basename } from 'node:path'
import type { Pack, Provision } from '#kernel/packs/types.ts'
import { attach } from '#kernel/reader/attach.ts'
import { readPolicy } from '#kernel/reader/index.ts'
import type { ReadProvision } from '#kernel/reader/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { documentLimits, childLimits } from '#platform/documents/limits.ts'
import { readDocument } from '#platform/documents/read/index.ts'
import { runInChild, ChildStopped } from '#platform/children/run.ts'
import type { ImportDocument, ImportSummary } from '../contract.ts'

type DocumentReading = Pick<Static<typeof ImportDocument>, 'wordings' | 'summary' | 'title'>

/**
 * Reads a document and compares it with a pack: the wording of each provision, and the differences.
 * Throws the reader's problems.
 */
export async function compareDocument(
  pack: Pick<Pack, 'provisions'>,
  { password, ...file }: ComparedFile,
): Promise<DocumentReading> {
  const source = await readDocument(file, password === undefined ? {} : { password })
  const reading = readPolicy(source)
  if (reading.provisions.length > documentLimits.provisions)
    refuse('document-too-long', { name: file.name, limit: documentLimits.provisions })
  const { attachments, onlyInPack, onlyInDocument } = attach(pack.provisions, reading.provisions)
  const wordings = attachments.map(({ ref, found: documentProvision, refDiffers }) => ({
    ref,
    original: documentProvision.text,
    line: documentProvision.line,
    path: [...documentProvision.path],
    departure: refDiffers ? `文書では「${documentProvision.ref}」と読めます。` : null,
  }))
  const departures: ImportSummary['departures'] = [
    ...onlyInPack.map((provision) => ({
      ref: provision.ref,
      line: null,
      text: provision.gist,
      why: '規程パックにあって、文書に見つかりません。',
    })),
    ...onlyInDocument.map((documentProvision: ReadProvision) => ({
      ref: documentProvision.ref,
      line: documentProvision.line,
      text: documentProvision.text.slice(0, 300),
      why: '文書にあって、規程パックにありません。',
    })),
  ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return {
    title: reading.title,
    wordings,
    summary: {
      attached: attachments.length,
      provisionsInPack: pack.provisions.length,
      provisionsInDocument: reading.provisions.length,
      lines: source.blocks.filter((block) => block.text.trim() !== '').length,
      leftovers: reading.leftovers.length,
      departures,
      ...(source.revisions === undefined ? {} : { revisions: source.revisions }),
    },
  }
}

/**
 * Compares a document in a process of its own. Throws the reader's problems; document-too-heavy where
 * it takes too long or too much memory.
 */
export async function compareUploaded(
  { provisions }: Pick<Pack, 'provisions'>,
  file: ComparedFile,
): Promise<DocumentReading> {
  try {
    const worker = new URL('./compareWorker.ts', import.meta.url)
    const input: Comparison = { provisions, file }
    return (await runInChild(worker, input, childLimits.document)) as DocumentReading
  } catch (error) {
    if (error instanceof ChildStopped) return refuse('document-too-heavy', { name: file.name })
    throw error
  }
}

/** A document, and the password of a PDF that has one. */
interface ComparedFile {
  readonly name: string
  readonly path: string
  readonly password?: string
}

/** What the process is given. */
export interface Comparison {
  readonly provisions: readonly Provision[]
  readonly file: ComparedFile
}

/** The provisions of a document that a pack does not list. */
export async function unlistedIn(
  pack: Pack,
  path: string,
): Promise<readonly Pick<Provision, 'ref' | 'kind'>[]> {
  const { provisions } = readPolicy(await readDocument({ name: basename(path), path }))
  return attach(pack.provisions, provisions).onlyInDocument.map(({ ref, kind }) => ({ ref, kind }))
}
