import { inTokyo, isDay, isMoment } from '../calendar/days.ts'
import { checkClass } from '../classes/classes.ts'
import type { ClassScheme } from '../classes/classes.ts'
import { bad, good } from './cleaned.ts'
import type { Cleaned, ValueFault } from './cleaned.ts'
import { hasMyNumber } from './myNumber.ts'
import { normaliseText } from './normalise.ts'
import { cleanRows } from './rows.ts'
import * as sentences from './sentences.ts'
import type { Stranger } from './sentences.ts'
import type { Field } from './types.ts'
import type { Words } from '../words/words.ts'

/** What only the server knows. The form checks without it: there, ids are taken as they are. Where one lookup is missing, its ids are taken, too. */
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

/** Digits in groups (110, 0261-00-0000, (0261)00-0000, +81 261 00 0000), an extension (内線12, ext. 12, #7119), or both. */
const phone =
  /^(?:\+?\(?\d+(?:[()\- ]{1,3}\d+)*)?(?: ?(?:(?:内線|ext\.?)[:.# ]{0,3}|[:#] ?)\d{1,8})?$/i
const phoneLimit = 60
/** RFC 5321: 64 + 1 + 255, at most 254 in a path. */
const emailLimit = 254
const email = /^[^\s@<>,;"]+@[^\s@<>,;".]+(\.[^\s@<>,;".]+)+$/
const longest = { text: 500, 'long-text': 20_000 }

/** Brings one filled-in value into its stored form. */
export function cleanValue(field: Field, value: unknown, lookups: FieldLookups): Cleaned {
  switch (field.type) {
    case 'text':
    case 'long-text':
      return cleanText(field, value, longest[field.type])
    case 'kana':
      return then(
        cleanText(field, value, longest.text),
        (text) => !/[\u4e00-\u9fff々〆]/.test(text),
        sentences.noKana(field),
      )
    case 'phone':
      return then(
        cleanText(field, value, phoneLimit),
        (text) => phone.test(text),
        sentences.noPhone(field),
      )
    case 'email':
      return then(
        cleanText(field, value, emailLimit),
        (text) => email.test(text),
        sentences.noEmail(field),
      )
    case 'number':
      return cleanNumber(field, value)
    case 'date':
      return isDay(value) ? good(value) : bad(sentences.noDate(field))
    case 'date-time':
      return cleanMoment(field, value)
    case 'yes-no':
      return typeof value === 'boolean' ? good(value) : bad(sentences.noAnswer(field))
    case 'choice':
      return hasOption(field, value) ? good(value) : bad(sentences.noOption(field))
    case 'choices':
      return cleanMany(field, value, (one) => hasOption(field, one), sentences.noOption(field))
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

function cleanText(field: Field, value: unknown, limit: number): Cleaned {
  if (typeof value !== 'string') return bad(sentences.noText(field))
  const text = normaliseText(field.type, value)
  if (/(?![\n\t])\p{Cc}/u.test(text) || !text.isWellFormed())
    return bad(sentences.controlCharacter(field))
  if (field.noMyNumber && hasMyNumber(text)) return bad(sentences.myNumber(field))
  if (field.type !== 'long-text' && text.includes('\n')) return bad(sentences.severalLines(field))
  const length = [...text].length
  const max = Math.min(field.max ?? limit, limit)
  if (length > max) return bad(sentences.tooLong(field, max, length))
  if (field.min !== undefined && length < field.min)
    return bad(sentences.tooShort(field, field.min, length))
  return good(text)
}

function cleanNumber(field: Field, value: unknown): Cleaned {
  if (typeof value !== 'number' || !Number.isFinite(value)) return bad(sentences.noNumber(field))
  if (field.min !== undefined && value < field.min) return bad(sentences.tooSmall(field, field.min))
  if (field.max !== undefined && value > field.max) return bad(sentences.tooLarge(field, field.max))
  return good(value)
}

/** A date-time without a zone is Tokyo's. */
function cleanMoment(field: Field, value: unknown): Cleaned {
  const local =
    typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?$/.exec(value) : null
  const moment = local ? `${local[1]}T${local[2]}${local[3] ?? ':00'}+09:00` : value
  if (isMoment(moment)) return good(inTokyo(moment))
  const isOnlyDay = typeof value === 'string' && isDay(value.split(/[T ]/)[0])
  return bad(isOnlyDay ? sentences.noTime(field) : sentences.noDate(field))
}

function cleanClass(value: unknown, classification: ClassScheme | undefined): Cleaned {
  if (classification === undefined)
    return typeof value === 'object' && value !== null ? good(value) : bad(sentences.noClass())
  const faults = checkClass(value, classification)
  return faults.length === 0
    ? good(value)
    : {
        ok: false,
        faults: faults.map((one) => ({
          at: one.axis === '' ? '' : `/${one.axis}`,
          words: one.words,
        })),
      }
}

type Has = ((id: string) => boolean) | undefined

/** An id of something that the server looks up. */
function cleanReference(field: Field, value: unknown, has: Has, kind: Stranger): Cleaned {
  return typeof value === 'string' && value !== '' && (has?.(value) ?? true)
    ? good(value)
    : bad(sentences.stranger(field, kind))
}

function cleanReferences(field: Field, value: unknown, has: Has, kind: Stranger): Cleaned {
  return cleanMany(field, value, (id) => has?.(id) ?? true, sentences.stranger(field, kind))
}

/** A list without doubles. */
function cleanMany(
  field: Field,
  value: unknown,
  fits: (one: string) => boolean,
  words: Words,
): Cleaned {
  if (!Array.isArray(value)) return bad(sentences.noList(field))
  const all = new Set<string>()
  const faults: ValueFault[] = []
  for (const [index, one] of value.entries()) {
    if (typeof one === 'string' && one !== '' && fits(one)) all.add(one)
    else faults.push({ at: `/${index}`, words })
  }
  if (faults.length > 0) return { ok: false, faults }
  if (field.max !== undefined && all.size > field.max)
    return bad(sentences.tooMany(field, field.max))
  if (field.min !== undefined && all.size < field.min)
    return bad(sentences.tooFew(field, field.min))
  return good([...all])
}

function cleanRetention(field: Field, value: unknown): Cleaned {
  const wrong = bad(sentences.noRetention(field))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong
  const given = value as Readonly<Record<string, unknown>>
  if (given.forever === true) return good({ forever: true })
  if (given.until !== undefined) return isDay(given.until) ? good({ until: given.until }) : wrong
  const { years, from } = given
  if (typeof years !== 'number' || !Number.isInteger(years) || years < 0 || years > 200)
    return wrong
  if (from === undefined || from === null || from === '') return good({ years })
  return isDay(from) ? good({ years, from }) : wrong
}

function then(cleaned: Cleaned, fits: (text: string) => boolean, words: Words): Cleaned {
  return !cleaned.ok || (typeof cleaned.value === 'string' && fits(cleaned.value))
    ? cleaned
    : bad(words)
}

function hasOption(field: Field, value: unknown): value is string {
  return typeof value === 'string' && (field.options ?? []).some((option) => option.id === value)
}

function lineOf(field: Field, { hasLine }: FieldLookups): Has {
  return hasLine && ((id) => hasLine(field.register ?? '', id))
}
