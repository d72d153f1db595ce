/**
 * Tables whose rows are changed by several actions, in the order in which every transaction locks
 * them. Rows of one table are locked by id (docs/decisions/0021-one-lock-order.md).
 */
export const lockOrder = ['entries', 'cases'] as const
export type LockedTable = (typeof lockOrder)[number]

/**
 * Thrown where rows are needed that come before rows already locked. The gate rolls back and runs
 * the work again with these rows named beforehand.
 */
export class LockedOutOfOrder extends Error {
  readonly table: LockedTable
  readonly ids: readonly string[]
  constructor(table: LockedTable, ids: readonly string[]) {
    super(`${ids.length} of ${table} would be locked out of order`)
    this.table = table
    this.ids = ids
  }
}

/**
 * Rows that earlier runs of the same work needed too late. The next run locks them together with
 * the first rows of their table.
 */
export type Foreseen = Readonly<Record<LockedTable, ReadonlySet<string>>>

const noForeseenRows: Foreseen = { entries: new Set(), cases: new Set() }

/**
 * The rows that one transaction has locked. It checks the order and sends no statements:
 * `lockEntries` and `lockCases` call it before they lock.
 */
export class RowLocks {
  readonly #foreseen: Foreseen
  readonly #held = { entries: new Set<string>(), cases: new Set<string>() }
  #reached = -1

  constructor(foreseen: Foreseen = noForeseenRows) {
    this.#foreseen = foreseen
  }

  holds(table: LockedTable, id: string): boolean {
    return this.#held[table].has(id)
  }

  /** Whether rows of this table or of a later one are locked. */
  hasReached(table: LockedTable): boolean {
    return this.#reached >= lockOrder.indexOf(table)
  }

  /** Whether an earlier run needed rows of this table that are not locked yet. */
  owes(table: LockedTable): boolean {
    return this.#foreseen[table].size > 0 && !this.hasReached(table)
  }

  /**
   * Ids that the next statement must lock, sorted: those requested and those foreseen. Throws
   * `LockedOutOfOrder`.
   */
  take(table: LockedTable, requested: readonly string[]): readonly string[] {
    const held = this.#held[table]
    const needed = this.hasReached(table) ? requested : [...requested, ...this.#foreseen[table]]
    const missing = [...new Set(needed)].filter((id) => !held.has(id))
    if (missing.length > 0 && !this.#fits(table, missing))
      throw new LockedOutOfOrder(table, missing)
    this.#reached = Math.max(this.#reached, lockOrder.indexOf(table))
    this.note(table, missing)
    return [...new Set(needed)].toSorted()
  }

  /** Records rows that a statement selected by itself and locked. */
  note(table: LockedTable, ids: Iterable<string>): void {
    for (const id of ids) this.#held[table].add(id)
  }

  #fits(table: LockedTable, missing: readonly string[]): boolean {
    if (!this.hasReached(table)) return true
    if (this.#reached > lockOrder.indexOf(table)) return false
    const held = [...this.#held[table]]
    return missing.every((id) => held.every((other) => other < id))
  }
}
