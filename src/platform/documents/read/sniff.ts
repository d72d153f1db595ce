import { entryNames } from '../zip.ts'
import { decodeText, detectEncoding } from './encoding.ts'

/** The document formats that are read. */
export type DocumentFormat = 'text' | 'markdown' | 'html' | 'docx' | 'pdf'

/** What a file is: a format, or what it is instead (Japanese, for a sentence; an Excel workbook is marked), or protected by a password. */
export type Sniffed =
  | { readonly format: DocumentFormat }
  | { readonly what: string; readonly workbook?: true }
  | { readonly encrypted: true }

const magics: readonly (readonly [readonly number[], string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], '画像（PNG）'],
  [[0xff, 0xd8, 0xff], '画像（JPEG）'],
  [[0x47, 0x49, 0x46, 0x38], '画像（GIF）'],
  [[0x42, 0x4d], '画像（BMP）'],
  [[0x49, 0x49, 0x2a, 0x00], '画像（TIFF）'],
  [[0x4d, 0x4d, 0x00, 0x2a], '画像（TIFF）'],
  [[0x52, 0x49, 0x46, 0x46], '画像か音声のファイル'],
  [[0x4d, 0x5a], '実行ファイル'],
  [[0x7f, 0x45, 0x4c, 0x46], '実行ファイル'],
  [[0x1f, 0x8b], '圧縮ファイル（gzip）'],
  [[0x37, 0x7a, 0xbc, 0xaf], '圧縮ファイル（7z）'],
  [[0x52, 0x61, 0x72, 0x21], '圧縮ファイル（RAR）'],
  [[0x42, 0x5a, 0x68], '圧縮ファイル（bzip2）'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], '圧縮ファイル（xz）'],
]

/** Tells what a file is from its bytes first and its name second. */
export function sniff(name: string, bytes: Uint8Array): Sniffed {
  const head = latin(bytes.subarray(0, 1024))
  if (head.includes('%PDF-')) return { format: 'pdf' }
  if (head.startsWith('{\\rtf')) return { what: 'リッチテキスト（.rtf）' }
  if (starts(bytes, [0x50, 0x4b, 0x03, 0x04]) || starts(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return sniffZip(bytes)
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return sniffCompound(bytes)
  // A text may begin with two letters that are also a mark.
  const magic = magics.find(([mark]) => starts(bytes, mark) && (mark.length > 2 || isBinary(bytes)))
  if (magic !== undefined) return { what: magic[1] }
  if (isBinary(bytes)) return { what: '文字のデータではないファイル' }
  return { format: textFormat(name, head) }
}

function textFormat(name: string, head: string): DocumentFormat {
  if (/^(?:ï»¿)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<(?:!doctype\s+html|html)\b/i.test(head))
    return 'html'
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase()
  if (extension === 'md' || extension === 'markdown') return 'markdown'
  if (extension === 'html' || extension === 'htm' || extension === 'xhtml') return 'html'
  return 'text'
}

function sniffZip(bytes: Uint8Array): Sniffed {
  const names = entryNames(bytes)
  if (names === null) return { format: 'docx' }
  const has = (prefix: string) => names.some((name) => name.startsWith(prefix))
  if (has('xl/')) return { what: 'Excel のブック', workbook: true }
  if (has('ppt/')) return { what: 'PowerPoint のスライド' }
  if (has('word/')) return { format: 'docx' }
  if (has('content.xml') && has('mimetype')) return { what: 'OpenDocument の文書' }
  return { what: '圧縮ファイル（zip）' }
}

/** The old Office container: also wraps new documents that a password protects. */
function sniffCompound(bytes: Uint8Array): Sniffed {
  const wide = (word: string) => Buffer.from(word, 'utf16le')
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (content.includes(wide('EncryptedPackage'))) return { encrypted: true }
  if (content.includes(wide('WordDocument'))) return { what: '古い形式の Word 文書（.doc）' }
  if (content.includes(wide('Workbook'))) return { what: '古い形式の Excel ブック（.xls）' }
  return { what: '古い形式の Office 文書' }
}

/** Says that control characters, which no text holds, make up more than one in a hundred. */
export function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 8192)
  const encoding = detectEncoding(sample, false)
  if (encoding.startsWith('utf-16'))
    return (
      controlShare([...decodeText(sample, encoding)].map((it) => it.codePointAt(0) ?? 0)) > 0.01
    )
  return sample.includes(0) || controlShare([...sample]) > 0.01
}

function controlShare(codes: readonly number[]): number {
  const controls = codes.filter(
    (code) => code < 0x20 && ![0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b].includes(code),
  ).length
  return controls / Math.max(1, codes.length)
}

function starts(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte)
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
