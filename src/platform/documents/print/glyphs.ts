import { readFile } from 'node:fs/promises'

/**
 * Which characters a TrueType font has: the ranges of its `cmap` table (OpenType 1.9, formats 4 and
 * 12).
 */
export async function fontCharacters(path: string): Promise<ReadonlySet<number>> {
  const font = await readFile(path)
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

/** A text that cannot be printed: its path in the data, and its characters that no font has. */
export interface MissingGlyph {
  readonly place: string
  readonly characters: string
}

/**
 * The first text in the data with characters that none of the fonts has. Line breaks and variation
 * selectors need no glyph.
 */
export function findMissingGlyph(
  value: unknown,
  has: (code: number) => boolean,
  place = '',
): MissingGlyph | null {
  if (typeof value === 'string') {
    const characters = [...new Set(value)]
      .filter((character) => !isInvisible(character) && !has(character.codePointAt(0) ?? 0))
      .join('')
    return characters === ''
      ? null
      : { place: place === '' ? value.slice(0, 20) : place, characters }
  }
  if (typeof value !== 'object' || value === null) return null
  const label = 'label' in value && typeof value.label === 'string' ? value.label : null
  for (const [key, child] of Object.entries(value)) {
    const name = label ?? (/^\d+$/.test(key) ? place : (partNames[key] ?? place))
    const missing = findMissingGlyph(child, has, name)
    if (missing !== null) return missing
  }
  return null
}

const partNames: Readonly<Record<string, string>> = {
  organization: '組織名',
  title: '表題',
  lead: '前文',
  applicant: '申請者',
  seals: '押印欄',
  history: '経過',
  notes: '注記',
  columns: '見出し',
  rows: '表',
  roots: '連絡網',
  outside: '外部の連絡先',
  addressee: '宛先',
  subtitle: '副題',
  sections: '本文',
  formNumber: '様式番号',
  documentNumber: '文書番号',
  mark: '透かし',
}

function isInvisible(character: string): boolean {
  return '\n \u200b'.includes(character) || /^\p{Variation_Selector}$/u.test(character)
}
