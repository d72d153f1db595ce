/** Width of a sheet between its margins, points. */
const sheetWidth = 773
/** Space beside the text of a cell, points. */
export const cellSpace = 7
/** Narrowest and widest that a column asks for, half-width letters. */
const narrowest = 4
const widest = 72
/** A word up to this long is kept whole. */
const wholeWord = 18

/**
 * The text width of each column, in half-width letters: what its longest words need, and the rest of
 * the sheet by how much its texts are longer than that. One cell in twenty may be longer.
 */
export function columnWidths(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  fontSize: number,
): readonly number[] {
  const letter = fontSize / 2
  const whole = (sheetWidth - headers.length * cellSpace) / letter
  const needs = headers.map((header, i) => {
    const texts = rows.map((row) => row[i] ?? '')
    const word = within(Math.max(longestWord(header), usual(texts.map(longestWord))), wholeWord)
    const line = within(Math.max(textWidth(header), usual(texts.map(textWidth))), widest)
    return { word, line: Math.max(word, line) }
  })
  const words = sum(needs.map(({ word }) => word))
  const lines = sum(needs.map(({ line }) => line))
  if (words >= whole) return needs.map(({ word }) => (word / words) * whole)
  if (lines <= whole) return needs.map(({ line }) => (line / lines) * whole)
  return needs.map(({ word, line }) => word + ((line - word) / (lines - words)) * (whole - words))
}

const within = (width: number, most: number): number =>
  Math.min(most, Math.max(narrowest, width)) + 0.5

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0)

/** The width that nineteen of twenty cells keep to. */
function usual(widths: readonly number[]): number {
  const sorted = widths.toSorted((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0
}

/** Width of the longest line, counting a full-width letter as two. */
function textWidth(text: string): number {
  return Math.max(...text.split('\n').map(lineWidth))
}

function lineWidth(line: string): number {
  let width = 0
  for (const letter of line) width += letter <= '\u00ff' ? 1 : 2
  return width
}

/** Width of the longest run of Latin letters and digits, and of six full-width letters at most. */
function longestWord(text: string): number {
  const words = text.match(/[!-~]+/g) ?? []
  return Math.max(...words.map((word) => word.length), Math.min(8, textWidth(text)))
}
