import type { Provision } from '../packs/types.ts'
import type { ReadProvision } from './reading.ts'

/** Wording of the document found for a provision of the pack. */
interface Attachment {
  readonly ref: string
  readonly found: ReadProvision
  /** The document numbers it otherwise than the pack. */
  readonly refDiffers: boolean
}

/**
 * How a document and a pack come together: what was found for each, and what stands in one of them
 * only.
 */
export interface Alignment {
  readonly attachments: readonly Attachment[]
  readonly onlyInPack: readonly Provision[]
  readonly onlyInDocument: readonly ReadProvision[]
}

/** Scores of a pair: equal numbering weighs more than any likeness of words. */
const sameRef = 4
const likeRef = 0.6
const sameKind = 0.2
/**
 * A pair below this is no pair. Found on the pack and document that come with the program: above
 * it, pairs agree in sense.
 */
const least = 0.5

/**
 * Finds the document's wording for each provision of a pack. Both are in the order of the document,
 * so the pairs never cross.
 */
export function attach(
  provisions: readonly Provision[],
  reading: readonly ReadProvision[],
): Alignment {
  const left = provisions.map((provision) => ({
    ref: key(provision.ref),
    kind: provision.kind as string,
    grams: gramsOf(provision.gist),
    refGrams: pairsOf(key(provision.ref)),
  }))
  const right = reading.map((found) => ({
    ref: key(found.ref),
    kind: found.kind as string,
    grams: gramsOf(found.text),
    refGrams: pairsOf(key(found.ref)),
  }))
  const best = Array.from({ length: left.length + 1 }, () => new Float64Array(right.length + 1))
  const pair = (i: number, j: number): number => score(left[i]!, right[j]!)
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const value = pair(i, j)
      best[i]![j] = Math.max(
        best[i + 1]![j]!,
        best[i]![j + 1]!,
        value >= least ? value + best[i + 1]![j + 1]! : 0,
      )
    }
  }
  return walk(provisions, reading, best, pair)
}

function walk(
  provisions: readonly Provision[],
  reading: readonly ReadProvision[],
  best: readonly Float64Array[],
  pair: (i: number, j: number) => number,
): Alignment {
  const attachments: Attachment[] = []
  const onlyInPack: Provision[] = []
  const onlyInDocument: ReadProvision[] = []
  let [i, j] = [0, 0]
  while (i < provisions.length && j < reading.length) {
    const [provision, found] = [provisions[i]!, reading[j]!]
    const value = pair(i, j)
    if (value >= least && Math.abs(best[i]![j]! - (value + best[i + 1]![j + 1]!)) < 1e-9) {
      attachments.push({
        ref: provision.ref,
        found,
        refDiffers: key(provision.ref) !== key(found.ref),
      })
      i += 1
      j += 1
    } else if (Object.is(best[i]![j], best[i + 1]![j])) {
      onlyInPack.push(provision)
      i += 1
    } else {
      onlyInDocument.push(found)
      j += 1
    }
  }
  return {
    attachments,
    onlyInPack: [...onlyInPack, ...provisions.slice(i)],
    onlyInDocument: [...onlyInDocument, ...reading.slice(j)],
  }
}

interface Side {
  readonly ref: string
  readonly kind: string
  readonly grams: ReadonlySet<string>
  readonly refGrams: ReadonlySet<string>
}

/**
 * Likeness of gist and wording (the share of the gist's letter pairs that the wording has, too) and
 * of the numbering.
 */
function score(a: Side, b: Side): number {
  if (a.ref === b.ref) return sameRef
  const words = a.grams.size === 0 ? 0 : overlapOf(a.grams, b.grams) / a.grams.size
  const numbering =
    (2 * overlapOf(a.refGrams, b.refGrams)) / (a.refGrams.size + b.refGrams.size || 1)
  return words + numbering * likeRef + (a.kind === b.kind ? sameKind : 0)
}

function overlapOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const gram of a) if (b.has(gram)) shared += 1
  return shared
}

function gramsOf(text: string): ReadonlySet<string> {
  const letters = [...text.normalize('NFKC').replaceAll(/[\s、。・「」（）()]/g, '')]
  return new Set(
    letters
      .slice(0, -1)
      .map((letter, i) => letter + letters[i + 1]!)
      .filter((gram) => !/^[ぁ-ん]{2}$/.test(gram)),
  )
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = [...text]
  return new Set(letters.slice(0, -1).map((letter, i) => letter + letters[i + 1]!))
}

/** Refs are compared without regard to width and spaces. */
function key(ref: string): string {
  return ref.normalize('NFKC').replaceAll(/\s/g, '')
}
