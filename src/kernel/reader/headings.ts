import { isHistory } from './history.ts'
import type { Piece } from './pieces.ts'
import { endsPredicate, withoutBrackets } from './text.ts'

/** Headings that open a part of their own, whatever the level: 別記, 附則, 様式. */
export const APPENDIX =
  /^(?:別表|別紙|別記|別添|様式|附則|付則|附 則|附属資料|参考資料)(?:\s?(?:第\s?)?[0-9０-９一二三四五六七八九十]{0,3}\s?号?)?(?:\s.{0,30})?$/

/** Particles that a heading does not end with. */
const PARTICLES = /[をはがに]/

/** A short name of a thing, as headings are, rather than a clause. */
export function isNominal(text: string): boolean {
  const bare = withoutBrackets(text)
  return bare.length > 0 && bare.length <= 60 && !endsPredicate(bare) && !/[、。]$/.test(text)
}

/**
 * Whether a piece without numbering is a heading: a short text that is no clause, with something
 * under it.
 */
export function looksLikeHeading(
  piece: Piece,
  next: Piece | undefined,
  previous: Piece | undefined,
): boolean {
  if (piece.kind === 'heading') return true
  if (piece.kind !== 'text' || next === undefined || isHistory(piece.text)) return false
  if (APPENDIX.test(piece.text)) return true
  if (
    !isNominal(piece.text) ||
    piece.text.length > 36 ||
    !piece.afterBlank ||
    PARTICLES.test(piece.text.at(-1) ?? '')
  )
    return false
  if (
    previous?.label &&
    isNominal(previous.text) &&
    !previous.label.style.startsWith('b:') &&
    previous.text.length < piece.text.length
  )
    return false
  if (/[：:]$/.test(piece.text) || /[、,，]/.test(piece.text)) return false
  return (
    next.kind === 'row' ||
    next.kind === 'list' ||
    next.label !== undefined ||
    next.kind === 'heading' ||
    endsPredicate(next.text)
  )
}
