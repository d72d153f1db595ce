/** What the simulator did, by its own count: what it expects of the map follows from this alone. */
export class Ledger {
  readonly occurrences = new Map<string, Occurrence>()
  /** The last answers, by the place of the item, then by subject. */
  readonly answers = new Map<string, Map<string, Answer>>()

  open(occurrence: Omit<Occurrence, 'answered'>): Occurrence {
    const opened = { ...occurrence, answered: new Set<string>() }
    this.occurrences.set(opened.id, opened)
    return opened
  }

  /** An answer, which ends a finding that was open, or leaves it to be looked at. */
  answer(
    { subject, answered }: Occurrence,
    path: string,
    given: Answer['outcome'],
    { proved = false, looked = false }: { proved?: boolean; looked?: boolean } = {},
  ): void {
    const before = this.#of(path).get(subject)
    const finding: Answer['finding'] =
      given === 'finding'
        ? 'open'
        : given === 'kept' && before?.finding === 'open'
          ? looked
            ? 'mended'
            : 'none'
          : (before?.finding ?? 'none')
    this.#of(path).set(subject, { outcome: given, proved, finding, looked: false })
    answered.add(path)
  }

  /** 対象外 that was decided: it stands, or the item is asked again. */
  decide({ subject, answered }: Occurrence, path: string, accepted: boolean): void {
    const answer = this.#of(path).get(subject)
    if (answer === undefined) return
    if (accepted) this.#of(path).set(subject, { ...answer, outcome: 'waived', finding: 'none' })
    else {
      this.#of(path).delete(subject)
      answered.delete(path)
    }
  }

  /** What became of a finding; a closed one leaves the answer mended, looked at or not. */
  finding(
    path: string,
    subject: string,
    state: 'open' | 'mended' | 'closed',
    looked: boolean,
  ): void {
    const answer = this.#of(path).get(subject)
    if (answer === undefined) return
    const mended = state === 'closed' && answer.outcome === 'finding'
    this.#of(path).set(subject, {
      ...answer,
      finding: state === 'closed' ? 'none' : state,
      ...(mended ? { outcome: 'mended' as const, looked } : {}),
    })
  }

  /** Done, and with it what was still open of the same from before, where no more was asked there. */
  close(done: Occurrence, at: string, proved: boolean): void {
    done.closed = { at, proved }
    for (const other of this.occurrences.values())
      if (
        other.closed === undefined &&
        other.round === done.round &&
        other.subject === done.subject &&
        other.openedAt < done.openedAt &&
        [...other.items].every((path) => done.items.has(path))
      )
        other.closed = { at, proved: false }
  }

  #of(path: string): Map<string, Answer> {
    const known = this.answers.get(path) ?? new Map<string, Answer>()
    this.answers.set(path, known)
    return known
  }
}

export interface Occurrence {
  readonly id: string
  readonly round: string
  readonly subject: string
  readonly openedAt: string
  readonly dueAt: string
  /** The places of the items that it asks. */
  readonly items: ReadonlySet<string>
  readonly answered: Set<string>
  /** Whether anybody can do it. */
  manned: boolean
  closed?: { readonly at: string; readonly proved: boolean }
}

export interface Answer {
  /** `waiting`: said not to apply, and not decided; `mended`: a finding that is over. */
  readonly outcome: 'kept' | 'finding' | 'waiting' | 'waived' | 'mended'
  readonly proved: boolean
  readonly finding: 'none' | 'open' | 'mended'
  /** A mended one at which somebody else has looked. */
  readonly looked: boolean
}
