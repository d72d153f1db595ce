import { addMonths, dayOf, isDay, isMoment } from '../calendar/days.ts'
import type { Said } from '../words/words.ts'
import type { Field, FieldValues } from './types.ts'

/** A date that lies further from today than this is asked about before it is taken. */
export const farYears = 10

/** A date that lies far from today. */
export interface FarDate {
  /** The title of the field; of a cell, with its row and table. */
  readonly title: Said
  /** JSON pointer: `/<field>`, `/<field>/<row>/<column>`. */
  readonly at: string
  readonly day: string
}

/** What of a field is asked for its dates. */
type DatedField = Pick<Field, 'id' | 'title' | 'type'> & {
  readonly columns?: readonly Pick<Field, 'id' | 'title' | 'type'>[]
}

/**
 * The dates among the values, also those in the rows of tables, that lie far from today. What stood
 * there before is not named again. Form and server ask by it.
 */
export function farDates(
  fields: readonly DatedField[],
  values: FieldValues,
  today: string,
  before: FieldValues = {},
): readonly FarDate[] {
  const farDay = (value: unknown): string[] => {
    if (!isDay(value) && !isMoment(value)) return []
    const day = isDay(value) ? value : dayOf(value)
    return isFarDay(day, today) ? [day] : []
  }
  return fields.flatMap((field): readonly FarDate[] => {
    const { id, title } = field
    const value = values[id]
    if (value === undefined) return []
    if (isDate(field))
      return value === before[id] ? [] : farDay(value).map((day) => ({ title, at: `/${id}`, day }))
    return (field.columns ?? []).filter(isDate).flatMap((column) => {
      const known = new Set(rowsOf(before[id]).map((row) => row[column.id]))
      return rowsOf(value).flatMap((row, index) =>
        (known.has(row[column.id]) ? [] : farDay(row[column.id])).map((day) => ({
          title: cellTitle(title, index + 1, column.title),
          at: `/${id}/${index}/${column.id}`,
          day,
        })),
      )
    })
  })
}

/** The days that are not far from the day last asked about: files have the same today in all rows. */
let near = { today: '', from: '', until: '' }

/** Whether a day lies far from today. */
export function isFarDay(day: string, today: string): boolean {
  if (today !== near.today)
    near = { today, from: addMonths(today, -12 * farYears), until: addMonths(today, 12 * farYears) }
  return day < near.from || day > near.until
}

/** Whether fields can hold a date, themselves or in rows. */
export function holdDates(fields: readonly DatedField[]): boolean {
  return fields.some((field) => isDate(field) || field.columns?.some(isDate))
}

function isDate({ type }: Pick<Field, 'type'>): boolean {
  return type === 'date' || type === 'date-time'
}

function rowsOf(value: unknown): readonly FieldValues[] {
  return Array.isArray(value)
    ? value.filter((row): row is FieldValues => typeof row === 'object' && row !== null)
    : []
}

function cellTitle(table: string, row: number, column: string): Said {
  return { ja: `${table}の${row}行目の${column}`, en: `${column} in row ${row} of ${table}` }
}
