/** A condition of a pack, written in CEL, compiled and type-checked when the pack is loaded. */
export interface Expression {
  readonly source: string
  /**
   * Evaluates against a context and never throws. A name that is missing or null counts as empty text, no or an empty list; a number that is missing
   * makes every comparison but `!=` false. Numbers are answered as numbers, a failure (a division by nothing) as null.
   */
  evaluate(context: Readonly<Record<string, unknown>>): unknown
}

/** True where there is no condition, or where the condition evaluates to true. */
export function holds(
  condition: Expression | undefined,
  context: Readonly<Record<string, unknown>>,
): boolean {
  return condition === undefined || condition.evaluate(context) === true
}
