/**
 * A question that a feature asks of a feature above it, in its own transaction. The asking feature
 * declares the port; the wiring binds the handler.
 */
export interface Port<Input, Result> {
  /** Name in error messages. */
  readonly name: string
  /** Carries the types only; never has a value. */
  readonly types?: (input: Input) => Result
}

export function definePort<Input, Result>(name: string): Port<Input, Result> {
  return { name }
}
