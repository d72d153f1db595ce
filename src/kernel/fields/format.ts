import { dayOf, isDay, isMoment, timeOf } from '../calendar/days.ts'
import { formatEra, formatGregorian } from '../calendar/eras.ts'
import { classLabel } from '../classes/classes.ts'
import { isEmpty } from './empty.ts'
import { dayWords } from '../words/days.ts'
import type { Language } from '../words/words.ts'
import type { Field, FieldValues } from './types.ts'
import type { Classification, ClassValue } from '../packs/classification.ts'

/**
 * How ids are told as names, and how days are written: `era` 令和8年11月21日, `gregorian` 2026年11月21日,
 * `iso` 2026-11-21.
 */
export interface FormatLookups {
  readonly classification?: Classification
  readonly person?: (id: string) => string | undefined
  readonly unit?: (id: string) => string | undefined
  readonly entry?: (register: string, id: string) => string | undefined
  readonly file?: (id: string) => string | undefined
  readonly dates?: 'era' | 'gregorian' | 'iso'
  /** Japanese unless given; English is for reading, not for reading back. */
  readonly language?: Language
}

/**
 * A stored value as text for prints, exports and sentences; '' where nothing is filled in.
 * `parseCell` reads it back.
 */
export function formatValue(field: Field, value: unknown, lookups: FormatLookups = {}): string {
  if (isEmpty(value)) return ''
  const signs = signsOf(lookups)
  const joinNames = (name: (id: string) => string | undefined): string =>
    toTexts(value)
      .map((id) => name(id) ?? id)
      .join(signs.list)
  switch (field.type) {
    case 'number':
      return `${formatFigure(value)}${field.unit === undefined ? '' : `${signs.gap}${field.unit}`}`
    case 'date':
      return isDay(value) ? formatDay(value, lookups) : String(value)
    case 'date-time':
      return isMoment(value)
        ? `${formatDay(dayOf(value), lookups)} ${timeOf(value)}`
        : String(value)
    case 'yes-no':
      return value === true ? signs.yes : signs.no
    case 'choice':
    case 'choices':
      return joinNames((id) => field.options?.find((option) => option.id === id)?.title)
    case 'class':
      return lookups.classification
        ? classLabel(value as ClassValue, lookups.classification)
        : JSON.stringify(value)
    case 'person':
    case 'persons':
      return joinNames((id) => lookups.person?.(id))
    case 'unit':
    case 'units':
      return joinNames((id) => lookups.unit?.(id))
    case 'line':
    case 'lines':
      return joinNames((id) => lookups.entry?.(field.register ?? '', id))
    case 'files':
      return joinNames((id) => lookups.file?.(id))
    case 'retention':
      return formatRetention(value as FieldValues, lookups)
    case 'provisions':
      return joinNames(() => undefined)
    case 'rows':
      return (Array.isArray(value) ? (value as readonly FieldValues[]) : [])
        .map((row) => formatRow(field.columns ?? [], row, lookups))
        .join('\n')
    default:
      return String(value)
  }
}

/** A row of a small table in one line: 「品名：USBメモリ、数：3本」; of one column only its value. */
function formatRow(columns: readonly Field[], row: FieldValues, lookups: FormatLookups): string {
  const signs = signsOf(lookups)
  const filled = columns.filter((column) => !isEmpty(row[column.id]))
  const texts = filled.map((column) => ({
    title: column.title,
    text: formatValue(column, row[column.id], lookups),
  }))
  return columns.length === 1
    ? texts.map(({ text }) => text).join('')
    : texts.map(({ title, text }) => `${title}${signs.colon}${text}`).join(signs.list)
}

/** Fills {field} places of a sentence of a pack; {about} and other names come from `names`. */
export function fillTemplate(
  text: string,
  fields: readonly Field[],
  values: FieldValues,
  lookups: FormatLookups = {},
  names: Readonly<Record<string, string>> = {},
): string {
  return text.replaceAll(/\{([^{}]+)\}/g, (_whole, id: string) => {
    const field = fields.find((candidate) => candidate.id === id)
    return names[id] ?? (field ? formatValue(field, values[id], lookups) : '')
  })
}

const signsIn = {
  ja: { list: '、', colon: '：', gap: '', yes: 'はい', no: 'いいえ' },
  en: { list: ', ', colon: ': ', gap: ' ', yes: 'yes', no: 'no' },
} as const

const signsOf = ({ language = 'ja' }: FormatLookups) => signsIn[language]

function formatDay(value: string, { dates = 'era', language }: FormatLookups): string {
  if (language === 'en') return dayWords(value).en
  return dates === 'iso' ? value : dates === 'era' ? formatEra(value) : formatGregorian(value)
}

function formatRetention(value: FieldValues, lookups: FormatLookups): string {
  if (lookups.language === 'en') return englishRetention(value)
  if (value.forever === true) return '永年'
  if (isDay(value.until)) return `${formatDay(value.until, lookups)}まで`
  return isDay(value.from)
    ? `${formatDay(value.from, lookups)}から${String(value.years)}年`
    : `${String(value.years)}年`
}

function englishRetention({ forever, until, from, years }: FieldValues): string {
  if (forever === true) return 'for good'
  if (isDay(until)) return `until ${dayWords(until).en}`
  const span = `${String(years)} ${years === 1 ? 'year' : 'years'}`
  return isDay(from) ? `${span} from ${dayWords(from).en}` : span
}

function formatFigure(value: unknown): string {
  return typeof value === 'number'
    ? value.toLocaleString('ja-JP', { maximumFractionDigits: 20 })
    : String(value)
}

function toTexts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(String)
}
