import type { CellValue, TableColumn } from './types.ts'

/** Display width of a text in half-width characters: kana, kanji and full-width signs count two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text)
    width += (character.codePointAt(0) ?? 0) > 0xff && !/[\uff61-\uff9f]/.test(character) ? 2 : 1
  return width
}

/**
 * A column's width: the given one, else wide enough for its header and its choices, between 8 and
 * 40.
 */
export function columnWidth(column: TableColumn): number {
  if (column.width !== undefined) return column.width
  const texts = [column.header, ...(column.choices ?? [])]
  const minimum = column.type === 'date' ? 12 : 8
  return Math.min(40, Math.max(minimum, ...texts.map((text) => displayWidth(text) + 4)))
}

/** A cell as text. */
export function cellString(value: CellValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? '○' : ''
  return String(value)
}

/** The letters of a column counted from 1. */
export function columnLetter(column: number): string {
  let rest = column
  let letters = ''
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
    rest = Math.floor((rest - 1) / 26)
  }
  return letters
}

/** The column, from 0, of a cell reference such as `AB12`. */
export function columnIndexOf(name: string | undefined): number | null {
  if (name === undefined) return null
  let column = 0
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column === 0 ? null : column - 1
}
