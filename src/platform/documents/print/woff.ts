import { inflateSync } from 'node:zlib'

/** Tables that setting needs; the others of a font are left out. */
const needed = new Set([
  'OS/2',
  'cmap',
  'glyf',
  'head',
  'hhea',
  'hmtx',
  'loca',
  'maxp',
  'name',
  'post',
])

/** A font of the web (WOFF 1.0) as the TrueType file that it was made from. */
export function unpackWoff(woff: Buffer): Buffer {
  const tables = Array.from({ length: woff.readUInt16BE(12) }, (_, i) => {
    const entry = 44 + i * 20
    const at = woff.readUInt32BE(entry + 4)
    const packed = woff.subarray(at, at + woff.readUInt32BE(entry + 8))
    return {
      tag: woff.toString('latin1', entry, entry + 4),
      sum: woff.readUInt32BE(entry + 16),
      packed,
      size: woff.readUInt32BE(entry + 12),
    }
  }).filter(({ tag }) => needed.has(tag))
  const head = Buffer.alloc(12 + tables.length * 16)
  head.writeUInt32BE(woff.readUInt32BE(4), 0)
  head.writeUInt16BE(tables.length, 4)
  const parts: Uint8Array[] = [head]
  let at = head.length
  for (const [i, { tag, sum, packed, size }] of tables.entries()) {
    const table = packed.length < size ? inflateSync(packed) : packed
    const entry = 12 + i * 16
    head.write(tag, entry, 'latin1')
    head.writeUInt32BE(sum, entry + 4)
    head.writeUInt32BE(at, entry + 8)
    head.writeUInt32BE(size, entry + 12)
    const padding = Buffer.alloc((4 - (size % 4)) % 4)
    parts.push(table, padding)
    at += size + padding.length
  }
  return Buffer.concat(parts)
}
