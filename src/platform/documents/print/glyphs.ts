/**
 * Which characters a TrueType font has: the ranges of its `cmap` table (OpenType 1.9, formats 4 and
 * 12).
 */
export function fontCharacters(font: Buffer): ReadonlySet<number> {
  const cmap = fontTable(font, 'cmap')
  const characters = new Set<number>()
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const platform = cmap.readUInt16BE(4 + i * 8)
    const table = cmap.subarray(cmap.readUInt32BE(8 + i * 8))
    if (platform !== 0 && platform !== 3) continue
    const format = table.readUInt16BE(0)
    if (format === 4) addSegments(table, characters)
    else if (format === 12) addGroups(table, characters)
  }
  return characters
}

function fontTable(font: Buffer, tag: string): Buffer {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const record = 12 + i * 16
    if (font.toString('latin1', record, record + 4) === tag)
      return font.subarray(font.readUInt32BE(record + 8))
  }
  throw new Error(`font has no ${tag} table`)
}

function addSegments(table: Buffer, characters: Set<number>): void {
  const bytes = table.readUInt16BE(6)
  for (let i = 0; i < bytes; i += 2) {
    const end = table.readUInt16BE(14 + i)
    const start = table.readUInt16BE(16 + bytes + i)
    const delta = table.readUInt16BE(16 + bytes * 2 + i)
    const rangeAt = 16 + bytes * 3 + i
    const range = table.readUInt16BE(rangeAt)
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph =
        range === 0
          ? (code + delta) & 0xffff
          : table.readUInt16BE(rangeAt + range + (code - start) * 2)
      if (glyph !== 0) characters.add(code)
    }
  }
}

function addGroups(table: Buffer, characters: Set<number>): void {
  for (let i = 0; i < table.readUInt32BE(12); i++) {
    const at = 16 + i * 12
    for (let code = table.readUInt32BE(at); code <= table.readUInt32BE(at + 4); code++)
      characters.add(code)
  }
}
