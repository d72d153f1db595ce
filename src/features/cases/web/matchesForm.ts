import { searchKey } from '#kernel/fields/search.ts'
import type { ProcedureList } from '../contract/procedures.ts'

/**
 * Whether a form has every word of a query in its title, number, group or the words that people use
 * for it. Width, kana, shapes of kanji, spaces and the 第 and 号 of numbers make no difference.
 */
export function matchesForm(
  { title, form, group, words }: Pick<ProcedureList[number], 'title' | 'form' | 'group' | 'words'>,
  query: string,
): boolean {
  const text = keyOf([title, form, group, words].join(' '))
  return query.split(/\s+/u).every((word) => text.includes(keyOf(word)))
}

const keyOf = (text: string): string =>
  searchKey(text)
    .replaceAll(/\s/g, '')
    .replaceAll(/第(?=\d)|(?<=\d)号/g, '')
