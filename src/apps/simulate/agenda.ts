/** Something that is to happen on a day; what is lower in order comes first. */
interface Entry {
  readonly order: number
  readonly run: (day: string) => Promise<void>
}

/** What is to happen on which day. What happens on a day may add to the same day, and to later ones. */
export class Agenda {
  readonly #days = new Map<string, Entry[]>()

  add(day: string, order: number, run: Entry['run']): void {
    const entries = this.#days.get(day) ?? []
    entries.push({ order, run })
    this.#days.set(day, entries)
  }

  /** Lets the days until the last one pass; those on which nothing is to happen cost nothing. */
  async pass(until: string, newDay: (day: string) => void): Promise<void> {
    for (;;) {
      const day = [...this.#days.keys()].toSorted()[0]
      if (day === undefined || day > until) return
      newDay(day)
      await this.#passDay(day)
      this.#days.delete(day)
    }
  }

  async #passDay(day: string): Promise<void> {
    for (;;) {
      const entries = this.#days.get(day) ?? []
      const next = entries.toSorted((one, other) => one.order - other.order)[0]
      if (next === undefined) return
      entries.splice(entries.indexOf(next), 1)
      await next.run(day)
    }
  }
}
