import type { Field, FieldValues } from '#kernel/fields/types.ts'

/** The ids in the database by the ids in a pack's golden cases; made at first use. */
export class Ids {
  readonly #idsByKey = new Map<string, string>()
  readonly #names = new Map<string, string>()
  readonly #next: () => string
  constructor(next: () => string) {
    this.#next = next
  }

  of(key: string): string {
    const id = this.#idsByKey.get(key) ?? this.#next()
    this.#idsByKey.set(key, id)
    this.#names.set(id, key)
    return id
  }

  /** Says the id of what the database has made itself. */
  set(key: string, id: string): void {
    this.#idsByKey.set(key, id)
    this.#names.set(id, key)
  }

  nameOf(id: string): string {
    return this.#names.get(id) ?? id
  }
}

/**
 * Converts values of golden cases to values of the database: ids, and times in Tokyo to ISO 8601.
 */
export function toDatabaseValues(
  fields: readonly Field[],
  values: FieldValues,
  ids: Ids,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([id, value]) => {
      const field = fields.find((candidate) => candidate.id === id)
      if (field === undefined) return []
      if (['person', 'unit', 'line'].includes(field.type))
        return [[id, value === '' ? '' : ids.of(String(value))]]
      if (['persons', 'units', 'lines'].includes(field.type))
        return [[id, [value].flat().map((item) => ids.of(String(item)))]]
      if (field.type === 'rows')
        return [
          [
            id,
            (value as FieldValues[]).map((row) => toDatabaseValues(field.columns ?? [], row, ids)),
          ],
        ]
      return [[id, field.type === 'date-time' ? momentOf(String(value)) : value]]
    }),
  )
}

/**
 * Converts `2026-11-04 09:00`, a time in Tokyo, to ISO 8601; other texts are returned unchanged.
 */
export function momentOf(text: string): string {
  return /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$/.test(text)
    ? `${text.replace(' ', 'T')}:00+09:00`
    : text
}
