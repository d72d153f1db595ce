/** The text of a field; empty where it has none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The text of a field; undefined where it is empty. */
export function someText(value: unknown): string | undefined {
  return textOf(value) || undefined
}

/** The text of a field; null where it is empty: the server then clears the stored value. */
export function textOrNull(value: unknown): string | null {
  return textOf(value) || null
}

/** The number of a field; undefined where it has none. */
export function someNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** The choice of a field; undefined where it has none of the choices. */
export function oneOf<const Choice extends string>(
  choices: readonly Choice[],
  value: unknown,
): Choice | undefined {
  return choices.find((choice) => choice === value)
}
