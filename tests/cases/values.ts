import type { Field, FieldValues } from '#kernel/fields/types.ts'

/** Ids of the database by those of a pack's cases, made at first mention. */
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

  nameOf(id: string): string {
    return this.#names.get(id) ?? id
  }
}

/** Values as the pack's cases write them turned into those of the database: ids, and moments in Tokyo's time. */
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

/** `2026-11-04 09:00` in Tokyo as ISO 8601; what is a moment already stays. */
export function momentOf(text: string): string {
  return /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$/.test(text)
    ? `${text.replace(' ', 'T')}:00+09:00`
    : text
}
