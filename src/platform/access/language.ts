import { inLanguage } from '#kernel/words/words.ts'
import type { Language, Said } from '#kernel/words/words.ts'
import type { Transaction } from '../gate/transaction.ts'

/** The language of the acting person; jobs of the program use Japanese. */
export function languageOf(tx: Transaction): Language {
  return (tx.actor.kind === 'person' ? tx.actor.language : undefined) ?? 'ja'
}

/** A text of the program in the language of the acting person. */
export function sayTo(tx: Transaction, said: Said): string {
  return inLanguage(said, languageOf(tx))
}
