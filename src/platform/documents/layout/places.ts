/** Places in the text of a cell: `{申請者}`, also with full-width braces. */

const placePattern = /[{｛]([^{}｛｝]{1,80})[}｝]/g

/** A text as pieces: what stands as it is, and places by what is written in them. */
export type Piece = { readonly text: string } | { readonly place: string }

export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const found of text.matchAll(placePattern)) {
    if (found.index > at) pieces.push({ text: text.slice(at, found.index) })
    pieces.push({ place: placeName(found[1]!) })
    at = found.index + found[0].length
  }
  if (at < text.length || pieces.length === 0) pieces.push({ text: text.slice(at) })
  return pieces
}

export function placesIn(text: string): readonly string[] {
  return piecesOf(text).flatMap((piece) => ('place' in piece ? [piece.place] : []))
}

/** Whether a brace stands alone, or with nothing or too much between: a place that went wrong. */
export function hasLooseBrace(text: string): boolean {
  return piecesOf(text).some((piece) => 'text' in piece && /[{}｛｝]/.test(piece.text))
}

/** How names of places are compared: widths of letters and blanks do not count. */
export function placeName(written: string): string {
  return written.normalize('NFKC').replaceAll(/\s+/g, '')
}
