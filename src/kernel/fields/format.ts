import { dayOf, isDay, isMoment, timeOf } from '../calendar/days.ts'
import { formatEra, formatGregorian } from '../calendar/eras.ts'
import { classLabel } from '../classes/classes.ts'
import { isEmpty } from './empty.ts'
import type { Field, FieldValues } from './types.ts'
import type { Classification, ClassValue } from '../packs/classification.ts'

/** How ids are told as names, and how days are written: `era` 令和8年11月21日, `gregorian` 2026年11月21日, `iso` 2026-11-21. */
export interface FormatLookups {
  readonly classification?: Classification
  readonly person?: (id: string) => string | undefined
  readonly unit?: (id: string) => string | undefined
  readonly line?: (register: string, id: string) => string | undefined
  readonly file?: (id: string) => string | undefined
  readonly dates?: 'era' | 'gregorian' | 'iso'
}

/** A stored value as text for prints, exports and sentences; '' where nothing is filled in. `parseCell` reads it back. */
export function formatValue(field: Field, value: unknown, lookups: FormatLookups = {}): string {
  if (isEmpty(value)) return ''
  const each = (name: (id: string) => string | undefined): string =>
    list(value)
      .map((id) => name(id) ?? id)
      .join('、')
  switch (field.type) {
    case 'number':
      return `${figure(value)}${field.unit ?? ''}`
    case 'date':
      return isDay(value) ? day(value, lookups) : String(value)
    case 'date-time':
      return isMoment(value) ? `${day(dayOf(value), lookups)} ${timeOf(value)}` : String(value)
    case 'yes-no':
      return value === true ? 'はい' : 'いいえ'
    case 'choice':
    case 'choices':
      return each((id) => field.options?.find((option) => option.id === id)?.title)
    case 'class':
      return lookups.classification
        ? classLabel(value as ClassValue, lookups.classification)
        : JSON.stringify(value)
    case 'person':
    case 'persons':
      return each((id) => lookups.person?.(id))
    case 'unit':
    case 'units':
      return each((id) => lookups.unit?.(id))
    case 'line':
    case 'lines':
      return each((id) => lookups.line?.(field.register ?? '', id))
    case 'files':
      return each((id) => lookups.file?.(id))
    case 'retention':
      return retention(value as FieldValues, lookups)
    case 'provisions':
      return each(() => undefined)
    case 'rows':
      return (Array.isArray(value) ? (value as readonly FieldValues[]) : [])
        .map((row) => rowText(field.columns ?? [], row, lookups))
        .join('\n')
    default:
      return String(value)
  }
}

/** A row of a small table in one line: 「品名：USBメモリ、数：3本」; of one column only its value. */
function rowText(columns: readonly Field[], row: FieldValues, lookups: FormatLookups): string {
  const filled = columns.filter((column) => !isEmpty(row[column.id]))
  const texts = filled.map((column) => ({
    title: column.title,
    text: formatValue(column, row[column.id], lookups),
  }))
  return columns.length === 1
    ? texts.map(({ text }) => text).join('')
    : texts.map(({ title, text }) => `${title}：${text}`).join('、')
}

/** Fills {field} places of a sentence of a pack; {about} and other names come from `names`. */
export function fillPlaces(
  text: string,
  fields: readonly Field[],
  values: FieldValues,
  lookups: FormatLookups = {},
  names: Readonly<Record<string, string>> = {},
): string {
  return text.replaceAll(/\{([^{}]+)\}/g, (_whole, id: string) => {
    const field = fields.find((one) => one.id === id)
    return names[id] ?? (field ? formatValue(field, values[id], lookups) : '')
  })
}

function day(value: string, { dates = 'era' }: FormatLookups): string {
  return dates === 'iso' ? value : dates === 'era' ? formatEra(value) : formatGregorian(value)
}

function retention(value: FieldValues, lookups: FormatLookups): string {
  if (value.forever === true) return '永年'
  if (isDay(value.until)) return `${day(value.until, lookups)}まで`
  return isDay(value.from)
    ? `${day(value.from, lookups)}から${String(value.years)}年`
    : `${String(value.years)}年`
}

function figure(value: unknown): string {
  return typeof value === 'number'
    ? value.toLocaleString('ja-JP', { maximumFractionDigits: 20 })
    : String(value)
}

function list(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(String)
}
