import { toTokyoTime, isDay, isMoment } from '../calendar/days.ts'
import { checkClass } from '../classes/classes.ts'
import type { ClassScheme } from '../classes/classes.ts'
import { invalid, valid } from './cleaned.ts'
import type { CleanResult, ValueFault } from './cleaned.ts'
import { hasMyNumber } from './myNumber.ts'
import { normaliseText } from './normalise.ts'
import { maxRetentionYears } from './retentionYears.ts'
import { cleanRows } from './rows.ts'
import * as sentences from './sentences.ts'
import type { Stranger } from './sentences.ts'
import type { Field } from './types.ts'
import type { Words } from '../words/words.ts'

/**
 * What only the server knows. The form checks without it: there, ids are taken as they are. Where
 * one lookup is missing, its ids are taken, too.
 */
export interface WorldLookups {
  readonly hasPerson?: (id: string) => boolean
  readonly hasUnit?: (id: string) => boolean
  readonly hasLine?: (register: string, id: string) => boolean
  readonly hasProvision?: (ref: string) => boolean
  readonly hasFile?: (id: string) => boolean
}

/** What a value is checked against besides its field. */
export interface FieldLookups extends WorldLookups {
  readonly classification?: ClassScheme
}

/**
 * Digits in groups (110, 0261-00-0000, (0261)00-0000, +81 261 00 0000), an extension (内線12, ext.
 * 12, #7119), or both.
 */
const phone =
  /^(?:\+?\(?\d+(?:[()\- ]{1,3}\d+)*)?(?: ?(?:(?:内線|ext\.?)[:.# ]{0,3}|[:#] ?)\d{1,8})?$/i
const phoneLimit = 60
/** RFC 5321: 64 + 1 + 255, at most 254 in a path. */
const emailLimit = 254
const email = /^[^\s@<>,;"]+@[^\s@<>,;".]+(\.[^\s@<>,;".]+)+$/
const maxLengths = { text: 500, 'long-text': 20_000 }

/** Brings one filled-in value into its stored form. */
export function cleanValue(field: Field, value: unknown, lookups: FieldLookups): CleanResult {
  switch (field.type) {
    case 'text':
    case 'long-text':
      return cleanText(field, value, maxLengths[field.type])
    case 'kana':
      return andMatches(
        cleanText(field, value, maxLengths.text),
        (text) => !/[\u4e00-\u9fff々〆]/.test(text),
        sentences.noKana(field),
      )
    case 'phone':
      return andMatches(
        cleanText(field, value, phoneLimit),
        (text) => phone.test(text),
        sentences.noPhone(field),
      )
    case 'email':
      return andMatches(
        cleanText(field, value, emailLimit),
        (text) => email.test(text),
        sentences.noEmail(field),
      )
    case 'number':
      return cleanNumber(field, value)
    case 'date':
      return isDay(value) ? cleanYear(field, value) : invalid(sentences.noDate(field))
    case 'date-time':
      return cleanMoment(field, value)
    case 'yes-no':
      return typeof value === 'boolean' ? valid(value) : invalid(sentences.noAnswer(field))
    case 'choice':
      return hasOption(field, value) ? valid(value) : invalid(sentences.noOption(field))
    case 'choices':
      return cleanMany(field, value, (id) => hasOption(field, id), sentences.noOption(field))
    case 'class':
      return cleanClass(value, lookups.classification)
    case 'person':
      return cleanReference(field, value, lookups.hasPerson, 'person')
    case 'persons':
      return cleanReferences(field, value, lookups.hasPerson, 'person')
    case 'unit':
      return cleanReference(field, value, lookups.hasUnit, 'unit')
    case 'units':
      return cleanReferences(field, value, lookups.hasUnit, 'unit')
    case 'line':
      return cleanReference(field, value, lineOf(field, lookups), 'line')
    case 'lines':
      return cleanReferences(field, value, lineOf(field, lookups), 'line')
    case 'files':
      return cleanReferences(field, value, lookups.hasFile, 'file')
    case 'provisions':
      return cleanReferences(field, value, lookups.hasProvision, 'provision')
    case 'retention':
      return cleanRetention(field, value)
    case 'rows':
      return cleanRows(field, value, (column, cell) => cleanValue(column, cell, lookups))
  }
}

function cleanText(field: Field, value: unknown, limit: number): CleanResult {
  if (typeof value !== 'string') return invalid(sentences.noText(field))
  const text = normaliseText(field.type, value)
  if (/(?![\n\t])\p{Cc}/u.test(text) || !text.isWellFormed())
    return invalid(sentences.controlCharacter(field))
  if (field.noMyNumber && hasMyNumber(text)) return invalid(sentences.myNumber(field))
  if (field.type !== 'long-text' && text.includes('\n'))
    return invalid(sentences.severalLines(field))
  const length = [...text].length
  const max = Math.min(field.max ?? limit, limit)
  if (length > max) return invalid(sentences.tooLong(field, max, length))
  if (field.min !== undefined && length < field.min)
    return invalid(sentences.tooShort(field, field.min, length))
  return valid(text)
}

function cleanNumber(field: Field, value: unknown): CleanResult {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return invalid(sentences.noNumber(field))
  if (field.min !== undefined && value < field.min)
    return invalid(sentences.tooSmall(field, field.min))
  if (field.max !== undefined && value > field.max)
    return invalid(sentences.tooLarge(field, field.max))
  return valid(value)
}

/** A date-time without a zone is Tokyo's. */
const earliestDay = '1868-01-01'
const latestDay = '2999-12-31'

function cleanYear(field: Field, value: string): CleanResult {
  return value < earliestDay || value.slice(0, 10) > latestDay
    ? invalid(sentences.noYear(field))
    : valid(value)
}

function cleanMoment(field: Field, value: unknown): CleanResult {
  const local =
    typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?$/.exec(value) : null
  const moment = local ? `${local[1]}T${local[2]}${local[3] ?? ':00'}+09:00` : value
  if (isMoment(moment)) return cleanYear(field, toTokyoTime(moment))
  const isOnlyDay = typeof value === 'string' && isDay(value.split(/[T ]/)[0])
  return invalid(isOnlyDay ? sentences.noTime(field) : sentences.noDate(field))
}

function cleanClass(value: unknown, classification: ClassScheme | undefined): CleanResult {
  if (classification === undefined)
    return typeof value === 'object' && value !== null ? valid(value) : invalid(sentences.noClass())
  const faults = checkClass(value, classification)
  return faults.length === 0
    ? valid(value)
    : {
        ok: false,
        faults: faults.map((fault) => ({
          at: fault.axis === '' ? '' : `/${fault.axis}`,
          words: fault.words,
        })),
      }
}

type Has = ((id: string) => boolean) | undefined

/** An id of something that the server looks up. */
function cleanReference(field: Field, value: unknown, has: Has, kind: Stranger): CleanResult {
  return typeof value === 'string' && value !== '' && (has?.(value) ?? true)
    ? valid(value)
    : invalid(sentences.stranger(field, kind))
}

function cleanReferences(field: Field, value: unknown, has: Has, kind: Stranger): CleanResult {
  return cleanMany(field, value, (id) => has?.(id) ?? true, sentences.stranger(field, kind))
}

/** A list without doubles. */
function cleanMany(
  field: Field,
  value: unknown,
  fits: (item: string) => boolean,
  words: Words,
): CleanResult {
  if (!Array.isArray(value)) return invalid(sentences.noList(field))
  const all = new Set<string>()
  const faults: ValueFault[] = []
  for (const [index, item] of value.entries()) {
    if (typeof item === 'string' && item !== '' && fits(item)) all.add(item)
    else faults.push({ at: `/${index}`, words })
  }
  if (faults.length > 0) return { ok: false, faults }
  if (field.max !== undefined && all.size > field.max)
    return invalid(sentences.tooMany(field, field.max))
  if (field.min !== undefined && all.size < field.min)
    return invalid(sentences.tooFew(field, field.min))
  return valid([...all])
}

function cleanRetention(field: Field, value: unknown): CleanResult {
  const invalidRetention = invalid(sentences.noRetention(field))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return invalidRetention
  const retention = value as Readonly<Record<string, unknown>>
  if (retention.forever === true) return valid({ forever: true })
  if (retention.until !== undefined)
    return isDay(retention.until) ? valid({ until: retention.until }) : invalidRetention
  const { years, from } = retention
  if (
    typeof years !== 'number' ||
    !Number.isInteger(years) ||
    years < 0 ||
    years > maxRetentionYears
  )
    return invalidRetention
  if (from === undefined || from === null || from === '') return valid({ years })
  return isDay(from) ? valid({ years, from }) : invalidRetention
}

function andMatches(
  result: CleanResult,
  fits: (text: string) => boolean,
  words: Words,
): CleanResult {
  return !result.ok || (typeof result.value === 'string' && fits(result.value))
    ? result
    : invalid(words)
}

function hasOption(field: Field, value: unknown): value is string {
  return typeof value === 'string' && (field.options ?? []).some((option) => option.id === value)
}

function lineOf(field: Field, { hasLine }: FieldLookups): Has {
  return hasLine && ((id) => hasLine(field.register ?? '', id))
}
