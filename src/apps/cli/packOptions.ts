export type Print = (line: string) => void
/** What the commands about packs share. */
export interface PackOptions {
  readonly packs?: string
  readonly json: boolean
}
export interface DecideOptions extends PackOptions {
  readonly class: readonly string[]
  readonly field: readonly string[]
  readonly asset: readonly string[]
}
