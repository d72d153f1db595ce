/** A condition of a pack, written in CEL, compiled and type-checked when the pack is loaded. */
export interface Expression {
  readonly source: string
  /** The names that it reads; of one that does not compile nobody knows them. */
  readonly names: readonly string[]
  /** It does not compile; an edition that was kept may have such. */
  readonly broken?: true
  /**
   * Evaluates against a context and never throws. A text, a yes or no, or a list that is missing
   * counts as empty text, no, or an empty list. What cannot be evaluated (a number or a date that
   * is missing is compared or calculated with, a division by nothing) is answered as null.
   */
  evaluate(context: Readonly<Record<string, unknown>>): unknown
}

/** A condition that could not be evaluated, and the result that was assumed. */
export interface Undecided {
  readonly source: string
  readonly taken: boolean
}

/**
 * Receives conditions that could not be evaluated. The lint of packs leaves none, so the receiver
 * logs each of them.
 */
export type TellUndecided = (undecided: Undecided) => void

/**
 * True where there is no condition, or where the condition evaluates to true. `safe` is what a
 * condition counts as that cannot be evaluated: the answer that permits less or asks for more.
 */
export function holds(
  condition: Expression | undefined,
  context: Readonly<Record<string, unknown>>,
  safe: boolean,
  tell?: TellUndecided,
): boolean {
  if (condition === undefined) return true
  const answer = condition.evaluate(context)
  if (typeof answer === 'boolean') return answer
  tell?.({ source: condition.source, taken: safe })
  return safe
}

/** A condition of a kept edition that does not compile; its result is always null. */
export function unreadable(source: string): Expression {
  return { source, names: [], broken: true, evaluate: () => null }
}
