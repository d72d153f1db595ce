/** Encodings of text files that are detected. `cp932` is Windows' Shift_JIS. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp932' | 'euc-jp' | 'iso-2022-jp'

const decoderLabels: Record<TextEncoding, string> = {
  'utf-8': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  cp932: 'shift_jis',
  'euc-jp': 'euc-jp',
  'iso-2022-jp': 'iso-2022-jp',
}

/**
 * Detects the encoding of a text from its first bytes.
 * @param isWhole says that `bytes` is the whole text; otherwise the last character may be cut off.
 */
export function detectEncoding(bytes: Uint8Array, isWhole = true): TextEncoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const wide = detectUtf16(bytes)
  if (wide !== null) return wide
  if (hasIso2022Escape(bytes)) return 'iso-2022-jp'
  if (canDecode(bytes, 'utf-8', isWhole)) return 'utf-8'
  return detectJapanese(bytes, isWhole)
}

/** Decodes a text and removes its byte order mark. Bytes that fit no character become U+FFFD. */
export function decodeText(
  bytes: Uint8Array,
  encoding: TextEncoding = detectEncoding(bytes),
): string {
  return new TextDecoder(decoderLabels[encoding]).decode(bytes)
}

/** A decoder for a stream of bytes in an encoding. */
export function textDecoder(encoding: TextEncoding): InstanceType<typeof TextDecoder> {
  return new TextDecoder(decoderLabels[encoding])
}

function canDecode(bytes: Uint8Array, encoding: TextEncoding, isWhole: boolean): boolean {
  try {
    new TextDecoder(decoderLabels[encoding], { fatal: true }).decode(bytes, { stream: !isWhole })
    return true
  } catch {
    return false
  }
}

/** UTF-16 without a byte order mark: ASCII and punctuation have a zero in every other byte. */
function detectUtf16(bytes: Uint8Array): TextEncoding | null {
  const length = Math.min(bytes.length, 4096) & ~1
  if (length < 4) return null
  let low = 0
  let high = 0
  for (let i = 0; i < length; i += 2) {
    if (isWidePrefix(bytes[i] ?? 0)) high++
    if (isWidePrefix(bytes[i + 1] ?? 0)) low++
  }
  const pairs = length / 2
  const zeros = bytes.subarray(0, length).includes(0)
  if (!zeros) return null
  if (low > pairs * 0.3 && low > high * 2) return 'utf-16le'
  if (high > pairs * 0.3 && high > low * 2) return 'utf-16be'
  return null
}

/** First bytes of ASCII, kana and CJK punctuation in UTF-16. */
function isWidePrefix(byte: number): boolean {
  return byte === 0x00 || byte === 0x30
}

function hasIso2022Escape(bytes: Uint8Array): boolean {
  for (let i = bytes.indexOf(0x1b); i !== -1; i = bytes.indexOf(0x1b, i + 1)) {
    const next = bytes[i + 1]
    if (
      (next === 0x24 && (bytes[i + 2] === 0x42 || bytes[i + 2] === 0x40)) ||
      (next === 0x28 && bytes[i + 2] === 0x4a)
    )
      return true
  }
  return false
}

function detectJapanese(bytes: Uint8Array, isWhole: boolean): TextEncoding {
  const cp932 = canDecode(bytes, 'cp932', isWhole)
  const euc = canDecode(bytes, 'euc-jp', isWhole)
  if (cp932 !== euc) return cp932 ? 'cp932' : 'euc-jp'
  return halfWidthKana(bytes, 'cp932') > halfWidthKana(bytes, 'euc-jp') ? 'euc-jp' : 'cp932'
}

/**
 * Number of half-width kana in a text: a character of EUC-JP that CP932 can decode at all becomes
 * two of them.
 */
function halfWidthKana(bytes: Uint8Array, encoding: 'cp932' | 'euc-jp'): number {
  const text = new TextDecoder(decoderLabels[encoding]).decode(bytes.subarray(0, 65_536))
  return text.match(/[\uff61-\uff9f]/g)?.length ?? 0
}
