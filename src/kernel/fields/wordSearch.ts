import { searchKey } from './search.ts'

/**
 * Whether texts contain every word of a query. The kind of kana, the width of letters, hyphens and
 * spaces make no difference.
 */
export function containsWords(texts: readonly (string | null)[], query: string): boolean {
  const text = keyOf(texts.filter((part) => part !== null).join('\n'))
  return query.split(/\s+/u).every((word) => text.includes(keyOf(word)))
}

const keyOf = (text: string): string => searchKey(text).replaceAll(/[^\S\n]|-/g, '')
