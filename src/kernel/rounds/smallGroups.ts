/** Figures about fewer answers than these are not shown: they would tell who it was. */
export const leastAnswers = 5

/** A unit with how many answers were given in it itself, without the units below. */
export interface AnsweringUnit {
  readonly id: string
  /** Null for what stands at the top. */
  readonly parent: string | null
  readonly answers: number
}

/**
 * The units whose figures, with all below them, may be shown. What is left of a unit when everything
 * shown below it is taken away is nothing or at least `leastAnswers` answers, so that no small group
 * can be worked out from others: where too little would be left, the next smallest unit is left out,
 * too, with all below it.
 */
export function unitsShown(units: readonly AnsweringUnit[]): ReadonlySet<string> {
  const ids = new Set(units.map(({ id }) => id))
  const below = Map.groupBy(units, ({ parent }) =>
    parent !== null && ids.has(parent) ? parent : null,
  )
  const totals = new Map<string, number>()
  const totalOf = (unit: AnsweringUnit): number => {
    const known = totals.get(unit.id)
    if (known !== undefined) return known
    const sum = (below.get(unit.id) ?? []).reduce((all, each) => all + totalOf(each), unit.answers)
    totals.set(unit.id, sum)
    return sum
  }
  const shown = new Set<string>()
  const show = (own: number, children: readonly AnsweringUnit[]): void => {
    const bySize = children
      .filter((each) => totalOf(each) > 0)
      .toSorted((a, b) => totalOf(a) - totalOf(b) || (a.id < b.id ? -1 : 1))
    let left = own
    for (const each of bySize) {
      const size = totalOf(each)
      if (size < leastAnswers || isSmall(left)) left += size
      else {
        shown.add(each.id)
        show(each.answers, below.get(each.id) ?? [])
      }
    }
  }
  const top = below.get(null) ?? []
  if (top.reduce((all, each) => all + totalOf(each), 0) >= leastAnswers) show(0, top)
  return shown
}

const isSmall = (count: number): boolean => count > 0 && count < leastAnswers
