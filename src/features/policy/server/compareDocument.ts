import type { Static } from 'typebox'
import { basename } from 'node:path'
import type { Pack, Provision } from '#kernel/packs/types.ts'
import { attach } from '#kernel/reader/attach.ts'
import { readPolicy } from '#kernel/reader/index.ts'
import type { ReadProvision } from '#kernel/reader/index.ts'
import { readDocument } from '#platform/documents/read/index.ts'
import type { ImportDocument, ImportSummary } from '../contract.ts'

type DocumentReading = Pick<Static<typeof ImportDocument>, 'wordings' | 'summary' | 'title'>

/**
 * Reads a document and compares it with a pack: the wording of each provision, and the differences.
 * Throws the reader's problems.
 */
export async function compareDocument(
  pack: Pack,
  file: { readonly name: string; readonly path: string },
): Promise<DocumentReading> {
  const source = await readDocument(file)
  const reading = readPolicy(source)
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
    },
  }
}

/** The provisions of a document that a pack does not list. */
export async function unlistedIn(
  pack: Pack,
  path: string,
): Promise<readonly Pick<Provision, 'ref' | 'kind'>[]> {
  const { provisions } = readPolicy(await readDocument({ name: basename(path), path }))
  return attach(pack.provisions, provisions).onlyInDocument.map(({ ref, kind }) => ({ ref, kind }))
}
