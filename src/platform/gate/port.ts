/** A question that a feature asks of whoever stands above it, in its own transaction. The feature that asks declares it; the wiring binds who answers. */
export interface Port<Input, Result> {
  /** For messages. */
  readonly name: string
  /** Carries the types; nothing is ever there. */
  readonly types?: (input: Input) => Result
}

export function definePort<Input, Result>(name: string): Port<Input, Result> {
  return { name }
}
