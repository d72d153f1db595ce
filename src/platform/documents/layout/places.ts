/** Places in the text of a cell: `{申請者}`, also with full-width braces. */

const placePattern = /[{｛]([^{}｛｝]{1,80})[}｝]/g

/** Splits a text into fixed pieces and places, each with the name between its braces. */
export type TextPiece = { readonly text: string } | { readonly place: string }

export function splitAtPlaces(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  let at = 0
  for (const match of text.matchAll(placePattern)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) })
    pieces.push({ place: normalisePlaceName(match[1]!) })
    at = match.index + match[0].length
  }
  if (at < text.length || pieces.length === 0) pieces.push({ text: text.slice(at) })
  return pieces
}

export function placesIn(text: string): readonly string[] {
  return splitAtPlaces(text).flatMap((piece) => ('place' in piece ? [piece.place] : []))
}

/**
 * Whether a text has a brace without a partner, or braces with no name or too long a name between:
 * a mistyped place.
 */
export function hasLooseBrace(text: string): boolean {
  return splitAtPlaces(text).some((piece) => 'text' in piece && /[{}｛｝]/.test(piece.text))
}

/** The form in which names of places are compared: character width and blanks do not count. */
export function normalisePlaceName(rawName: string): string {
  return rawName.normalize('NFKC').replaceAll(/\s+/g, '')
}
