import ja from './locales/ja.json'
import type { text } from './text.ts'
import type { SayOf } from '#ui/i18n/index.ts'

type SayJournal = SayOf<typeof text>
type Key = Parameters<SayJournal>[0]

/** Says whether the texts have a key: which fields and values events have is not known beforehand. */
const has = (key: string): key is Key => key in ja

/** The word for a field of an event; those of a pack keep their own names. */
export function fieldWord(name: string, say: SayJournal): string {
  const key = `field.${name}`
  return has(key) ? say(key) : name
}

/** The word for a value of a field that the program itself chooses, where there is one. */
export function valueWord(field: string, value: string, say: SayJournal): string | undefined {
  const key = `value.${field}/${value}`
  return has(key) ? say(key) : undefined
}
