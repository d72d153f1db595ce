/** What a field of a form holds, as text; empty where it holds none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The text of a field that was filled in. */
export function someText(value: unknown): string | undefined {
  return textOf(value) || undefined
}

/** The text of a field, null where it is empty: null empties what was kept. */
export function textOrNull(value: unknown): string | null {
  return textOf(value) || null
}

/** The number of a field that was filled in. */
export function someNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** The one of these that a field holds. */
export function oneOf<const Choice extends string>(
  choices: readonly Choice[],
  value: unknown,
): Choice | undefined {
  return choices.find((choice) => choice === value)
}
