/** The table of points by which words and surroundings vote for kinds. */
import { PLACE_POINTS } from './kindPointsPlace.ts'
import { WORDING_POINTS } from './kindPointsWording.ts'
import type { Kind } from './reading.ts'

/** `feature = kind points kind points …` as pairs. */
function parse(line: string): readonly [string, readonly (readonly [Kind, number])[]] {
  const at = line.lastIndexOf(' = ')
  const words = line.slice(at + 3).split(' ')
  const pairs: (readonly [Kind, number])[] = []
  for (let i = 0; i + 1 < words.length; i += 2) pairs.push([words[i] as Kind, Number(words[i + 1])])
  return [line.slice(0, at), pairs]
}

/** Points of every feature that has any. */
export const KIND_POINTS: ReadonlyMap<string, readonly (readonly [Kind, number])[]> = new Map(
  [...WORDING_POINTS, ...PLACE_POINTS].map(parse),
)
