export type Print = (line: string) => void
/** Options that the commands about packs share. */
export interface PackOptions {
  readonly packs?: string
  readonly json: boolean
}
export interface CoverageOptions extends Pick<PackOptions, 'json'> {
  /** The organisation's own document, whose other provisions count as uncarried. */
  readonly document?: string
}

export interface LintOptions extends PackOptions {
  /**
   * Faults of a newer language count as warnings, as in an edition that was adopted under the given
   * one.
   */
  readonly language?: number
}

export interface ProveOptions extends PackOptions {
  /** Names, case by case, what it could say that it proves. */
  readonly suggest: boolean
}

export interface DecideOptions extends PackOptions {
  readonly class: readonly string[]
  readonly field: readonly string[]
  readonly asset: readonly string[]
}
