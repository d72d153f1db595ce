interface Spent {
  readonly since: number
  rows: number
  /** Refusals that got no row, since the last row. */
  uncounted: number
}

/** Keys that are held at most; those that got no row lately go first. */
const mostKeys = 10_000

/** How many rows each key has left in a stretch of time. Keys that were quiet are forgotten. */
export class Budget {
  readonly #rows: number
  readonly #stretch: number
  readonly #spent = new Map<string, Spent>()

  constructor(rows: number, stretch: number) {
    this.#rows = rows
    this.#stretch = stretch
  }

  /**
   * The number of refusals that got no row since the last one, where this one gets a row; undefined
   * where it gets none.
   */
  take(key: string, now: number): number | undefined {
    const spent = this.#now(key, now)
    if (spent.rows >= this.#rows) {
      spent.uncounted += 1
      return undefined
    }
    spent.rows += 1
    const { uncounted } = spent
    spent.uncounted = 0
    return uncounted
  }

  /** Counts a refusal that gets no row. */
  count(key: string, now: number): void {
    this.#now(key, now).uncounted += 1
  }

  #now(key: string, now: number): Spent {
    const before = this.#spent.get(key)
    if (before && now - before.since < this.#stretch) return before
    for (const [other, { since, uncounted }] of this.#spent)
      if (now - since >= this.#stretch && uncounted === 0) this.#spent.delete(other)
    const [oldest] = this.#spent.keys()
    if (this.#spent.size >= mostKeys && oldest !== undefined) this.#spent.delete(oldest)
    const renewed = { since: now, rows: 0, uncounted: before?.uncounted ?? 0 }
    this.#spent.delete(key)
    this.#spent.set(key, renewed)
    return renewed
  }
}
