/**
 * A query that a lower feature addresses to a higher one, in its own transaction. The lower feature
 * declares it; the wiring binds the handler.
 */
export interface Port<Input, Result> {
  /** For error messages. */
  readonly name: string
  /** Carries the types; it has no value at run time. */
  readonly types?: (input: Input) => Result
}

export function definePort<Input, Result>(name: string): Port<Input, Result> {
  return { name }
}
