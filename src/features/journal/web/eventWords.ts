import ja from './locales/ja.json'
import type { text } from './text.ts'
import type { SayOf } from '#ui/i18n/index.ts'

type SayJournal = SayOf<typeof text>
type Key = Parameters<SayJournal>[0]

/**
 * Whether the texts have a key. Fields and values of events are not known when the texts are typed.
 */
const has = (key: string): key is Key => key in ja

/**
 * The word for a field of an event; a field without a word, such as those of packs, keeps its name.
 */
export function fieldWord(name: string, say: SayJournal): string {
  const key = `field.${name}`
  return has(key) ? say(key) : name
}

/** The word for a value that the program itself writes into a field; undefined if it has none. */
export function valueWord(field: string, value: string, say: SayJournal): string | undefined {
  const key = `value.${field}/${value}`
  return has(key) ? say(key) : undefined
}
