/** The width of a text, where a Japanese letter counts 1. */
export function measureText(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[ -~｡-ﾟ]/u.test(letter) ? 0.62 : 1), 0)
}

/** Letters that no line begins with, and that no line ends with. */
const closing = /^[、。，．・：）」』】〉》ー々ゃゅょっぁぃぅぇぉャュョッァィゥェォ”’,.:;!?)]/u
const opening = /[（「『【〈《“(]$/u

/** The text in lines of at most so many Japanese letters; words of Latin letters stay whole. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text)) {
    if (line !== '' && measureText(`${line}${piece}`.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += line === '' ? piece.trimStart() : piece
    while (measureText(line.trimEnd()) > width && [...line].length > 1) {
      const cut = cutAt(line, width)
      lines.push([...line].slice(0, cut).join(''))
      line = [...line].slice(cut).join('')
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}

/** How many letters of a piece that is too long for any line fit; at least one. */
function cutAt(line: string, width: number): number {
  const letters = [...line]
  const count = letters.findIndex((_, at) => measureText(letters.slice(0, at + 1).join('')) > width)
  return Math.max(1, count)
}

/** What no line breaks within: a word with its space, or a letter with the brackets around it. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = []
  for (const piece of text.match(/[!-~“”]+ ?|とき(?:だけ)?|./gu) ?? []) {
    const last = pieces.at(-1)
    if (last !== undefined && (closing.test(piece) || opening.test(last)))
      pieces[pieces.length - 1] = last + piece
    else pieces.push(piece)
  }
  return pieces
}
