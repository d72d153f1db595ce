/**
 * Agreement of a reading with a person's inventory, by the measure of the shared scorer: leaves aligned by their first words and lines,
 * then facets compared.
 */

/** What is compared of a provision. */
export interface Scored {
  readonly line: number
  readonly head: string
  readonly actor: readonly string[]
  readonly modality: string
  readonly kind: string
  readonly approvers: readonly string[]
  readonly informs: readonly string[]
  readonly deadline: string
}

/** Shares from 0 to 1. */
export interface Scores {
  readonly leaf: number
  readonly modality: number
  readonly kind: number
  readonly actor: number
  readonly approvers: number
  readonly informs: number
  readonly deadline: number
}

const norm = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/<[^>]+>/g, '')
    .replace(/[\s|]+/g, '')
    .replace(/^[・·\-*※◇○●■]+/, '')

/** Ratcliff–Obershelp likeness of two short strings. */
function likeness(a: string, b: string): number {
  const matched = (x: string, y: string): number => {
    let best = 0
    let atX = 0
    let atY = 0
    for (let i = 0; i < x.length; i++) {
      for (let j = 0; j < y.length; j++) {
        let k = 0
        while (i + k < x.length && j + k < y.length && x[i + k] === y[j + k]) k++
        if (k > best) [best, atX, atY] = [k, i, j]
      }
    }
    return best === 0
      ? 0
      : best +
          matched(x.slice(0, atX), y.slice(0, atY)) +
          matched(x.slice(atX + best), y.slice(atY + best))
  }
  return a.length + b.length === 0 ? 1 : (2 * matched(a, b)) / (a.length + b.length)
}

const f1 = (tp: number, fp: number, fn: number): number =>
  tp + fp + fn === 0 ? 1 : (2 * tp) / (2 * tp + fp + fn)

/** Pairs of an inventory's and a reading's provisions that are the same leaf. */
export function align<
  T extends Pick<Scored, 'line' | 'head'>,
  U extends Pick<Scored, 'line' | 'head'>,
>(gold: readonly T[], read: readonly U[]): [T, U][] {
  const heads = read.map((p) => norm(p.head).slice(0, 18))
  const used = new Set<number>()
  const pairs: [T, U][] = []
  for (const g of gold) {
    const head = norm(g.head).slice(0, 18)
    const same = heads
      .map((h, i) => (h.slice(0, 10) === head.slice(0, 10) && !used.has(i) ? i : -1))
      .filter((i) => i >= 0)
    const near = read
      .map((p, i) => (!used.has(i) && Math.abs(p.line - g.line) <= 2 ? i : -1))
      .filter((i) => i >= 0)
    let best = -1
    let most = 0
    for (const i of same.length > 0 ? same : near) {
      const away = Math.abs((read[i] as U).line - g.line)
      if (away > 3) continue
      const other = heads[i] as string
      const n = Math.min(head.length, other.length) || 1
      const score = likeness(head.slice(0, n), other.slice(0, n)) - 0.02 * away
      if (score > most) [best, most] = [i, score]
    }
    if (best >= 0 && most >= 0.75) {
      used.add(best)
      pairs.push([g, read[best] as U])
    }
  }
  return pairs
}

/** How well `read` agrees with `gold`. */
export function score(gold: readonly Scored[], read: readonly Scored[]): Scores {
  const pairs = align(gold, read)
  const names = (xs: readonly string[]): Set<string> =>
    new Set(xs.map((x) => x.normalize('NFKC').replace(/[「」()\s]/g, '')))
  const sets = (of: (s: Scored) => readonly string[]): number => {
    let [tp, fp, fn] = [0, 0, 0]
    for (const [g, p] of pairs) {
      const [a, b] = [names(of(g)), names(of(p))]
      const both = [...a].filter((x) => b.has(x)).length
      tp += both
      fp += b.size - both
      fn += a.size - both
    }
    return f1(tp, fp, fn)
  }
  let [tp, fp, fn] = [0, 0, 0]
  for (const [g, p] of pairs) {
    const [a, b] = [norm(g.deadline), norm(p.deadline)]
    if (a !== '' && b !== '' && (a.includes(b) || b.includes(a) || likeness(a, b) > 0.6)) tp++
    else {
      fp += b === '' ? 0 : 1
      fn += a === '' ? 0 : 1
    }
  }
  const share = (same: (g: Scored, p: Scored) => boolean): number =>
    pairs.filter(([g, p]) => same(g, p)).length / Math.max(1, pairs.length)
  return {
    leaf: f1(pairs.length, read.length - pairs.length, gold.length - pairs.length),
    modality: share((g, p) => g.modality === p.modality),
    kind: share((g, p) => g.kind === p.kind),
    actor: sets((s) => s.actor),
    approvers: sets((s) => s.approvers),
    informs: sets((s) => s.informs),
    deadline: f1(tp, fp, fn),
  }
}
