/** The differences between the program and the oracle, a line each; empty where they agree. */
export class Differences {
  readonly found: string[] = []
  readonly #pack: string
  #count = 0
  constructor(pack: string) {
    this.#pack = pack
  }

  compare(what: string, expected: string | boolean, actual: string | boolean): void {
    this.#count += 1
    if (expected !== actual)
      this.found.push(`${what}: ${String(actual)}, but the pack says ${String(expected)}`)
  }

  /** Prints how many combinations were compared. */
  tell(of: string): void {
    process.stdout.write(
      `${this.#pack}: ${this.#count.toLocaleString('en')} combinations of ${of}\n`,
    )
  }
}
