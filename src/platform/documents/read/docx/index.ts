import { refuse, ProblemError } from '#kernel/problems/index.ts'
import type { SourceDocument } from '#kernel/reader/blocks.ts'
import { archiveLimits, documentLimits } from '../../limits.ts'
import { openZip, ZipTooLargeError } from '../../zip.ts'
import type { Zip } from '../../zip.ts'
import { readBody, readNotes } from './body.ts'
import { Numbering } from './numbering.ts'
import { readStyles } from './styles.ts'
import { child, children, parseXml } from '../../xml.ts'
import type { Element } from '../../xml.ts'

/**
 * Reads a Word document: automatic numbers become labels, headings have their level; table rows and
 * text boxes are included; deleted revisions, hidden text, page headers and footers are left out.
 * Tracked changes are counted. `limit` is the size of all parts after unpacking in bytes. Problems: document-damaged,
 * document-encrypted, document-inflates.
 */
export async function readDocx(
  bytes: Uint8Array,
  name: string,
  limit: number,
): Promise<Pick<SourceDocument, 'blocks' | 'revisions'>> {
  try {
    const zip = await openZip(bytes, { ...archiveLimits.document, unpacked: limit })
    if ([...zip.entries.values()].some((entry) => entry.encrypted))
      refuse('document-encrypted', { name })
    const parts = new Parts(zip, Math.min(limit, documentLimits.text))
    const main = await parts.mainName()
    const document = await parts.read(main)
    const folder = main.slice(0, main.lastIndexOf('/') + 1)
    const context = {
      styles: readStyles(await parts.readOptional(`${folder}styles.xml`)),
      numbering: new Numbering(await parts.readOptional(`${folder}numbering.xml`)),
    }
    const body = child(document, 'body') ?? document
    const bodyBlocks = readBody(body, context)
    const footnotes = readNotes(
      await parts.readOptional(`${folder}footnotes.xml`),
      'footnote',
      context,
      1,
    )
    const endnotes = readNotes(
      await parts.readOptional(`${folder}endnotes.xml`),
      'endnote',
      context,
      footnotes.length + 1,
    )
    return {
      blocks: [...bodyBlocks, ...footnotes, ...endnotes].map((block, i) =>
        Object.assign({ line: i + 1 }, block),
      ),
      revisions: countRevisions(body),
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error
    if (error instanceof ZipTooLargeError) refuse('document-inflates', { name, limit })
    return refuse('document-damaged', { name, format: { ja: ' Word 文書', en: 'a Word document' } })
  }
}

/** Elements of tracked changes: of text, of paragraphs and of rows. */
const revisionTags = new Set(['ins', 'del', 'moveFrom', 'moveTo'])

function countRevisions(element: Element): number {
  let count = revisionTags.has(element.tag) ? 1 : 0
  for (const inner of element.children) count += countRevisions(inner)
  return count
}

/** The parts of a document that hold text; their sum is limited. */
class Parts {
  private readonly zip: Zip
  private remaining: number

  constructor(zip: Zip, limit: number) {
    this.zip = zip
    this.remaining = limit
  }

  async read(name: string): Promise<Element> {
    const entry = this.zip.entries.get(name)
    if (entry === undefined) throw new Error(`no part ${name}`)
    const bytes = await this.zip.read(entry, this.remaining)
    this.remaining -= bytes.length
    return parseXml(bytes)
  }

  async readOptional(name: string): Promise<Element | undefined> {
    return this.zip.entries.has(name) ? this.read(name) : undefined
  }

  /** The part that the package calls its document. */
  async mainName(): Promise<string> {
    const relations = children(await this.readOptional('_rels/.rels'), 'Relationship')
    const target = relations
      .find((relation) => relation.attributes['Type']?.endsWith('/officeDocument'))
      ?.attributes['Target']?.replace(/^\.?\//, '')
    return target !== undefined && this.zip.entries.has(target) ? target : 'word/document.xml'
  }
}
