/** Names the document gives: `（以下「X」という。）`. */
import type { Piece } from './pieces.ts'
import type { LearnedName } from './reading.ts'

const GIVEN =
  /[（(]?(?:以下、?(?:単に|これらを|総称して)?)「([^「」]{1,40})」(?:という|といいます|と総称する|と称する|と略す)/g

/** Every short name given in the document, in order. */
export function learnNames(pieces: readonly Piece[]): LearnedName[] {
  const out: LearnedName[] = []
  for (const piece of pieces) {
    if (!piece.text.includes('以下')) continue
    for (const match of piece.text.slice(0, 20_000).matchAll(GIVEN)) {
      const ahead = piece.text.slice(Math.max(0, match.index - 60), match.index)
      const standsFor =
        ahead
          .split(/[。、「」]|とは|について/)
          .at(-1)
          ?.replace(/[（(].*$/, '')
          .trim() ?? ''
      out.push({ name: match[1] ?? '', stands_for: standsFor, line: piece.lines[0] ?? 0 })
    }
  }
  return out
}
