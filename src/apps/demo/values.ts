import type { Field } from '#kernel/fields/types.ts'
import { demoDate, demoDay } from './days.ts'
import type { DemoDays } from './days.ts'

/** Maps ids of the demo's files to ids of the database. */
export interface DemoIds {
  of(kind: string, id: string): string
}

/**
 * Converts a value of the demo's files to that of its field: ids of people, units and entries,
 * years to keep, working days from today.
 */
export function resolveValue(
  field: Field | undefined,
  value: unknown,
  days: DemoDays,
  ids: DemoIds,
): unknown {
  switch (field?.type) {
    case 'retention':
      return value === 'forever' ? { forever: true } : { years: value }
    case 'person':
      return ids.of('person', String(value))
    case 'persons':
      return (value as string[]).map((item) => ids.of('person', item))
    case 'unit':
      return ids.of('unit', String(value))
    case 'units':
      return (value as string[]).map((item) => ids.of('unit', item))
    case 'line':
      return ids.of(field.register ?? '', String(value))
    case 'lines':
      return (value as string[]).map((item) => ids.of(field.register ?? '', item))
    case 'date':
      return /^[+-]?\d+$/.test(String(value))
        ? demoDay(days, Number(value))
        : notAhead(field, days, demoDate(days, String(value)))
    case 'date-time':
      return /^[+-]?\d+( |$)/.test(String(value))
        ? resolveMoment(days, String(value))
        : typeof value === 'string'
          ? notAhead(field, days, value)
          : value
    case 'rows':
      return (value as readonly Readonly<Record<string, unknown>>[]).map((row) =>
        resolveRow(field, row, days, ids),
      )
    default:
      return value
  }
}

/** What has happened lies a year back where its date is still to come in the present 年度. */
function notAhead({ past }: Field, { today }: DemoDays, date: string): string {
  return past === true && date.slice(0, 10) > today
    ? `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`
    : date
}

function resolveRow(
  { columns = [] }: Field,
  row: Readonly<Record<string, unknown>>,
  days: DemoDays,
  ids: DemoIds,
): Record<string, unknown> {
  return Object.fromEntries(
    columns
      .filter((column) => column.id in row)
      .map((column) => [column.id, resolveValue(column, row[column.id], days, ids)]),
  )
}

/** `-2 09:10` → the moment in Asia/Tokyo. */
export function resolveMoment(days: DemoDays, text: string): string {
  const [day = '0', time = '09:00'] = text.split(' ')
  return `${demoDay(days, Number(day))}T${time}:00+09:00`
}
