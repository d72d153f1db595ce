import { inLanguage } from '#kernel/words/words.ts'
import type { Language, Said } from '#kernel/words/words.ts'
import type { Handle } from '../gate/handle.ts'

/** The language of the one who asks; jobs of the program speak Japanese. */
export function languageOf(handle: Handle): Language {
  return (handle.actor.kind === 'person' ? handle.actor.language : undefined) ?? 'ja'
}

/** A text of the program in the language of the one who asks. */
export function sayTo(handle: Handle, said: Said): string {
  return inLanguage(said, languageOf(handle))
}
