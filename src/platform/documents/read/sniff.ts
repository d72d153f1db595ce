import { entryNames } from '../zip.ts'
import { decodeText, detectEncoding } from './encoding.ts'
import type { Words } from '#kernel/words/words.ts'

/** The document formats that are read. */
export type DocumentFormat = 'text' | 'markdown' | 'html' | 'docx' | 'pdf'

/** The detected type of a file: a format, another type, or protected by a password. */
export type SniffResult =
  | { readonly format: DocumentFormat }
  | { readonly what: Words }
  | { readonly encrypted: true }

/** The sniffer's name for an Excel workbook. */
export const workbook: Words = { ja: 'Excel のブック', en: 'an Excel workbook' }

const bitmap: readonly number[] = [0x42, 0x4d]
const signatures: readonly (readonly [readonly number[], Words])[] = [
  [[0x89, 0x50, 0x4e, 0x47], { ja: '画像（PNG）', en: 'a picture (PNG)' }],
  [[0xff, 0xd8, 0xff], { ja: '画像（JPEG）', en: 'a picture (JPEG)' }],
  [[0x47, 0x49, 0x46, 0x38], { ja: '画像（GIF）', en: 'a picture (GIF)' }],
  [bitmap, { ja: '画像（BMP）', en: 'a picture (BMP)' }],
  [[0x49, 0x49, 0x2a, 0x00], { ja: '画像（TIFF）', en: 'a picture (TIFF)' }],
  [[0x4d, 0x4d, 0x00, 0x2a], { ja: '画像（TIFF）', en: 'a picture (TIFF)' }],
  [[0x52, 0x49, 0x46, 0x46], { ja: '画像か音声のファイル', en: 'a picture or sound' }],
  [[0x4d, 0x5a], { ja: '実行ファイル', en: 'a program' }],
  [[0x7f, 0x45, 0x4c, 0x46], { ja: '実行ファイル', en: 'a program' }],
  [[0x1f, 0x8b], { ja: '圧縮ファイル（gzip）', en: 'an archive (gzip)' }],
  [[0x37, 0x7a, 0xbc, 0xaf], { ja: '圧縮ファイル（7z）', en: 'an archive (7z)' }],
  [[0x52, 0x61, 0x72, 0x21], { ja: '圧縮ファイル（RAR）', en: 'an archive (RAR)' }],
  [[0x42, 0x5a, 0x68], { ja: '圧縮ファイル（bzip2）', en: 'an archive (bzip2)' }],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], { ja: '圧縮ファイル（xz）', en: 'an archive (xz)' }],
]

/** Detects the type of a file from its bytes first and its name second. */
export function sniff(name: string, bytes: Uint8Array): SniffResult {
  const head = toLatin1(bytes.subarray(0, 1024))
  if (head.includes('%PDF-')) return { format: 'pdf' }
  if (head.startsWith('{\\rtf'))
    return { what: { ja: 'リッチテキスト（.rtf）', en: 'rich text (.rtf)' } }
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return sniffZip(bytes)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return sniffCompound(bytes)
  const signature = signatures.find(
    ([prefix]) =>
      startsWith(bytes, prefix) && (prefix.length > 2 || prefix !== bitmap || isBinary(bytes)),
  )
  if (signature !== undefined && (signature[0].length > 2 || isBinary(bytes)))
    return { what: signature[1] }
  if (isBinary(bytes))
    return { what: { ja: '文字のデータではないファイル', en: 'a file that holds no text' } }
  const markup = otherMarkup(bytes)
  return markup === undefined ? { format: textFormat(name, head) } : { what: markup }
}

/** What a text is whose first element is neither of HTML nor absent: a picture, or data. */
function otherMarkup(bytes: Uint8Array): Words | undefined {
  const sample = bytes.subarray(0, 8192)
  const head = decodeText(sample, detectEncoding(sample, false)).replace(/^\ufeff?\s*/, '')
  const isXml = /^<\?xml\b/i.test(head)
  const root =
    /^(?:<\?[^]*?\?>\s*|<!--[^]*?-->\s*|<!doctype[^>[]*(?:\[[^]*?\]\s*)?>\s*)*<([\w:.-]+)/i.exec(
      head,
    )?.[1]
  if (root !== undefined && /^(?:\w+:)?svg$/i.test(root))
    return { ja: '画像（SVG）', en: 'a picture (SVG)' }
  return isXml && root !== undefined && !/^(?:\w+:)?html$/i.test(root)
    ? { ja: 'XML のデータ', en: 'XML data' }
    : undefined
}

function textFormat(name: string, head: string): DocumentFormat {
  if (/^(?:ï»¿)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<(?:!doctype\s+html|html)\b/i.test(head))
    return 'html'
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase()
  if (extension === 'md' || extension === 'markdown') return 'markdown'
  if (extension === 'html' || extension === 'htm' || extension === 'xhtml') return 'html'
  return 'text'
}

function sniffZip(bytes: Uint8Array): SniffResult {
  const names = entryNames(bytes)
  if (names === null) return { format: 'docx' }
  const has = (prefix: string) => names.some((name) => name.startsWith(prefix))
  if (has('xl/')) return { what: workbook }
  if (has('ppt/')) return { what: { ja: 'PowerPoint のスライド', en: 'a PowerPoint presentation' } }
  if (has('word/')) return { format: 'docx' }
  if (has('content.xml') && has('mimetype'))
    return { what: { ja: 'OpenDocument の文書', en: 'an OpenDocument file' } }
  return { what: { ja: '圧縮ファイル（zip）', en: 'an archive (zip)' } }
}

/** The old Office container: it also wraps new documents that a password protects. */
function sniffCompound(bytes: Uint8Array): SniffResult {
  const utf16 = (word: string) => Buffer.from(word, 'utf16le')
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (content.includes(utf16('EncryptedPackage'))) return { encrypted: true }
  if (content.includes(utf16('WordDocument')))
    return {
      what: { ja: '古い形式の Word 文書（.doc）', en: 'a Word document of the old form (.doc)' },
    }
  if (content.includes(utf16('Workbook')))
    return {
      what: {
        ja: '古い形式の Excel ブック（.xls）',
        en: 'an Excel workbook of the old form (.xls)',
      },
    }
  return { what: { ja: '古い形式の Office 文書', en: 'an Office file of an old form' } }
}

/** Whether more than one in a hundred characters is a control character, which no text has. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 8192)
  const encoding = detectEncoding(sample, false)
  if (encoding.startsWith('utf-16'))
    return (
      controlShare(
        [...decodeText(sample, encoding)].map((character) => character.codePointAt(0) ?? 0),
      ) > 0.01
    )
  return sample.includes(0) || controlShare([...sample]) > 0.01
}

function controlShare(codes: readonly number[]): number {
  const controls = codes.filter(
    (code) => code < 0x20 && ![0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b].includes(code),
  ).length
  return controls / Math.max(1, codes.length)
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, i) => bytes[i] === byte)
}

function toLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
