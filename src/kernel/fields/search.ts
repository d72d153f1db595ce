import { formatValue } from './format.ts'
import type { FormatLookups } from './format.ts'
import { letterVariants } from './letterVariants.ts'
import type { Field, FieldValues } from './types.ts'

/**
 * PostgreSQL keeps positions up to 16,383 (and 256 a lexeme):
 * https://www.postgresql.org/docs/15/textsearch-limits.html
 */
const lastPosition = 16_383

/** The searchable text of an entry: every field that is part of search, a line each. */
export function searchText(
  fields: readonly Field[],
  values: FieldValues,
  lookups: FormatLookups = {},
): string {
  const searched = fields.filter((field) => field.search || field.type === 'kana')
  return searched
    .map((field) => formatValue(field, values[field.id], lookups))
    .filter((text) => text !== '')
    .join('\n')
}

/**
 * A text without differences of width, case, kana, hyphens and spaces: NFKC, lower case, hiragana,
 * one kind of hyphen, no spaces beside Japanese letters. The letters themselves stay apart.
 */
export function plainKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replaceAll(/[‐‑–—―−]/g, '-')
    .replaceAll(/(?!\n)\p{Cc}/gu, ' ')
    .replaceAll(/(?<=[^ -~\n])[^\S\n]+(?=[^ -~\n])/g, '')
}

/**
 * Raised when `searchKey` gives another key for a text: what was written with the former one is
 * then written anew.
 */
export const searchKeyEdition = 1

/** Letters that are often typed for each other, beside the shapes of kanji. */
const alike: Readonly<Record<string, string>> = {
  ー: '-',
  '〜': '~',
  〇: '○',
  '◯': '○',
  ゕ: 'か',
  ゖ: 'け',
  ゐ: 'い',
  ゑ: 'え',
}

const usualLetters = new Map(Object.entries(alike))
for (const [usual = '', ...others] of letterVariants
  .trim()
  .split(/\s+/)
  .map((group) => [...group]))
  for (const other of others) usualLetters.set(other, usual)
const unusual = new RegExp(`[${[...usualLetters.keys()].join('')}]`, 'gu')

/**
 * The form in which texts are searched, when they are written and when they are asked for: the plain
 * key with one shape of each kanji (髙 as 高, 齋 as 斎) and one of the strokes and circles that look
 * alike (ー as -, 〇 as ○).
 */
export function searchKey(text: string): string {
  return plainKey(text)
    .replaceAll(/\p{Variation_Selector}/gu, '')
    .replaceAll(unusual, (letter) => usualLetters.get(letter) ?? letter)
}

/**
 * The text as a tsvector literal of letter pairs with positions, for a GIN index: `insert … values
 * ($1::tsvector)`. The last letter of each word stands alone, too, so that a search for one letter
 * by prefix finds it.
 */
export function bigrams(text: string): string {
  const positionsByPair = new Map<string, number[]>()
  let position = 0
  for (const word of splitWords(searchKey(text))) {
    for (let index = 0; index < word.length; index += 1) {
      position += 1
      if (position > lastPosition) break
      const pair = word.slice(index, index + 2).join('')
      const positions = positionsByPair.get(pair)
      if (positions) positions.push(position)
      else positionsByPair.set(pair, [position])
    }
    position += 1
  }
  return [...positionsByPair]
    .map(([pair, at]) => `${quoteLexeme(pair)}:${at.slice(0, 255).join(',')}`)
    .join(' ')
}

/**
 * A search as tsquery text (`$1::tsquery`): each word between blanks as a phrase of pairs, all
 * words must be there; '' where there is nothing to look for.
 */
export function bigramQuery(query: string): string {
  return query
    .normalize('NFKC')
    .split(/\s+/u)
    .flatMap((piece) => splitWords(searchKey(piece)))
    .map((word) => {
      const [only] = word
      if (only !== undefined && word.length === 1) return `${quoteLexeme(only)}:*`
      const pairs = word
        .slice(0, -1)
        .map((letter, index) => quoteLexeme(letter + (word[index + 1] ?? '')))
      return pairs.length === 1 ? pairs.join('') : `(${pairs.join(' <-> ')})`
    })
    .join(' & ')
}

function splitWords(key: string): readonly (readonly string[])[] {
  return key
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map((word) => Array.from(word))
}

function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
