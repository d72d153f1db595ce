import { SaxesParser } from 'saxes'
import { localName } from '../xml.ts'

/**
 * The shared strings of a workbook, held as packed bytes: a million distinct strings cost their
 * text and four bytes each.
 */
export class SharedStrings {
  private readonly chunks: Buffer[] = []
  private chunk = Buffer.alloc(0)
  private used = 0
  private ends = new Float64Array(1024)
  private count = 0
  private total = 0

  add(text: string): void {
    const length = Buffer.byteLength(text)
    if (this.used + length > this.chunk.length) this.grow(length)
    this.chunk.write(text, this.used)
    this.used += length
    this.total += length
    if (this.count === this.ends.length) {
      const wider = new Float64Array(this.count * 2)
      wider.set(this.ends)
      this.ends = wider
    }
    this.ends[this.count++] = (this.chunks.length - 1) * 2 ** 32 + this.used
  }

  get(index: number): string {
    const end = this.ends[index]
    if (end === undefined || index >= this.count) return ''
    const chunkIndex = Math.floor(end / 2 ** 32)
    const before = index === 0 ? 0 : (this.ends[index - 1] ?? 0)
    const start = Math.floor(before / 2 ** 32) === chunkIndex ? before % 2 ** 32 : 0
    return (this.chunks[chunkIndex] ?? this.chunk).toString('utf8', start, end % 2 ** 32)
  }

  private grow(length: number): void {
    this.chunk = Buffer.allocUnsafe(Math.max(length, 1 << 20))
    this.chunks.push(this.chunk)
    this.used = 0
  }
}

/** Reads sharedStrings.xml; the readings of kanji (`rPh`) beside the text are left out. */
export async function readSharedStrings(chunks: AsyncIterable<Uint8Array>): Promise<SharedStrings> {
  const strings = new SharedStrings()
  const parser = new SaxesParser()
  let text = ''
  let inText = false
  let phonetic = 0
  parser.on('opentag', ({ name }) => {
    const tag = localName(name)
    if (tag === 'si') text = ''
    else if (tag === 'rPh') phonetic++
    else if (tag === 't') inText = phonetic === 0
  })
  parser.on('text', (textPiece) => {
    if (inText) text += textPiece
  })
  parser.on('closetag', ({ name }) => {
    const tag = localName(name)
    if (tag === 'si') strings.add(unescapeXstring(text))
    else if (tag === 'rPh') phonetic--
    else if (tag === 't') inText = false
  })
  await feedParser(parser, chunks)
  return strings
}

/** Feeds a SAX parser with the chunks of a UTF-8 document. Throws the parser's errors. */
async function feedParser(parser: SaxesParser, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const decoder = new TextDecoder()
  for await (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }))
  parser.write(decoder.decode()).close()
}

/** Resolves Excel's `_x000D_` notation; a carriage return becomes a line break. */
export function unescapeXstring(text: string): string {
  if (!text.includes('_x') && !text.includes('\r')) return text
  return text
    .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    .replaceAll(/\r\n?/g, '\n')
}
