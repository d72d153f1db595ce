import { searchKey } from '#kernel/fields/search.ts'
import type { ProcedureList } from '../contract/procedures.ts'

/**
 * Whether a form has every word of a query in its title, number, group or the words that people use
 * for it. Width, kana, shapes of kanji, spaces, the kana written between kanji (持出 as 持ち出し) and
 * the 第 and 号 of numbers make no difference.
 */
export function matchesForm(
  { title, form, group, words }: Pick<ProcedureList[number], 'title' | 'form' | 'group' | 'words'>,
  query: string,
): boolean {
  const text = keyOf([title, form, group, words].join(' '))
  const kanji = withoutKana(text)
  return query.split(/\s+/u).every((word) => {
    const key = keyOf(word)
    const bare = withoutKana(key)
    return text.includes(key) || (/^\p{Script=Han}{2,}$/u.test(bare) && kanji.includes(bare))
  })
}

const keyOf = (text: string): string =>
  searchKey(text)
    .replaceAll(/\s/g, '')
    .replaceAll(/第(?=\d)|(?<=\d)号/g, '')

const withoutKana = (key: string): string => key.replaceAll(/\p{Script=Hiragana}/gu, '')
