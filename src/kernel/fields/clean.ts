import { inTokyo, isDay, isMoment } from '../calendar/days.ts'
import { checkClass } from '../classes/classes.ts'
import { hasMyNumber } from './myNumber.ts'
import { cleanRows } from './rows.ts'
import type { Field } from './types.ts'
import type { Classification } from '../packs/classification.ts'
import type { Cleaned } from './cleaned.ts'

/** What a value is checked against besides its field. Where a lookup is missing, ids are taken as they are. */
export interface FieldLookups {
  readonly classification?: Classification
  readonly hasPerson?: (id: string) => boolean
  readonly hasUnit?: (id: string) => boolean
  readonly hasLine?: (register: string, id: string) => boolean
  readonly hasProvision?: (ref: string) => boolean
  readonly hasFile?: (id: string) => boolean
}

const phone = /^(\+?[\d(][\d()\- ]{2,19})?((内線|ext\.?)?[:# ]*\d{1,8})?$/i
const email = /^[^\s@<>,;"]+@[^\s@<>,;".]+(\.[^\s@<>,;".]+)+$/
const longest = { text: 500, 'long-text': 20_000 }

/** Brings one filled-in value into its stored form. */
export function cleanValue(field: Field, value: unknown, lookups: FieldLookups): Cleaned {
  const { title } = field
  switch (field.type) {
    case 'text':
    case 'long-text':
      return cleanText(field, value, longest[field.type])
    case 'kana':
      return then(
        cleanText(field, value, longest.text),
        (text) => !/[\u4e00-\u9fff々〆\uff66-\uff9f]/.test(text),
        `「${title}」はひらがなかカタカナ（全角）で書いてください。`,
      )
    case 'phone':
      return then(
        cleanText(field, value, 60),
        (text) => phone.test(plain(text)),
        `「${title}」は 0261-00-0000 のように数字とハイフンで書いてください。`,
      )
    case 'email':
      return then(
        cleanText(field, value, 254),
        (text) => email.test(text),
        `「${title}」は name@example.jp の形で書いてください。`,
      )
    case 'number':
      return cleanNumber(field, value)
    case 'date':
      return isDay(value) ? good(value) : bad(`「${title}」に実在する日付を入力してください。`)
    case 'date-time':
      return cleanMoment(field, value)
    case 'yes-no':
      return typeof value === 'boolean'
        ? good(value)
        : bad(`「${title}」は「はい」か「いいえ」で答えてください。`)
    case 'choice':
      return hasOption(field, value) ? good(value) : bad(unknownOption(field))
    case 'choices':
      return cleanMany(field, value, (one) => hasOption(field, one), unknownOption(field))
    case 'class':
      return cleanClass(value, lookups.classification)
    case 'person':
      return typeof value === 'string' && known(lookups.hasPerson, value)
        ? good(value)
        : bad(`「${title}」に登録のない人が入っています。名簿から選んでください。`)
    case 'persons':
      return cleanMany(
        field,
        value,
        (one) => known(lookups.hasPerson, one),
        `「${title}」に登録のない人が入っています。名簿から選んでください。`,
      )
    case 'unit':
      return typeof value === 'string' && known(lookups.hasUnit, value)
        ? good(value)
        : bad(`「${title}」に登録のない所属が入っています。一覧から選んでください。`)
    case 'units':
      return cleanMany(
        field,
        value,
        (one) => known(lookups.hasUnit, one),
        `「${title}」に登録のない所属が入っています。一覧から選んでください。`,
      )
    case 'line':
      return typeof value === 'string' && hasLine(field, lookups, value)
        ? good(value)
        : bad(`「${title}」に台帳にない登録が入っています。台帳から選んでください。`)
    case 'lines':
      return cleanMany(
        field,
        value,
        (one) => hasLine(field, lookups, one),
        `「${title}」に台帳にない登録が入っています。台帳から選んでください。`,
      )
    case 'files':
      return cleanMany(
        field,
        value,
        (one) => known(lookups.hasFile, one),
        `「${title}」に見つからないファイルが入っています。もう一度付けてください。`,
      )
    case 'retention':
      return cleanRetention(field, value)
    case 'provisions':
      return cleanMany(
        field,
        value,
        (one) => known(lookups.hasProvision, one),
        `「${title}」に今の規程にない条項が入っています。一覧から選んでください。`,
      )
    case 'rows':
      return cleanRows(field, value, (column, cell) => cleanValue(column, cell, lookups))
  }
}

function cleanText(field: Field, value: unknown, limit: number): Cleaned {
  if (typeof value !== 'string') return bad(`「${field.title}」には文字を入力してください。`)
  const text = value.replaceAll('\r\n', '\n').trim()
  if (/(?![\n\t])\p{Cc}/u.test(text) || !text.isWellFormed()) {
    return bad(`「${field.title}」に使えない文字（制御文字など）があります。取り除いてください。`)
  }
  if (field.noMyNumber && hasMyNumber(text))
    return bad(
      `「${field.title}」に個人番号（マイナンバー）と思われる12桁の数字があります。ここには書けないので、取り除いてください。`,
    )
  if (field.type !== 'long-text' && text.includes('\n'))
    return bad(`「${field.title}」は1行で書いてください。`)
  const length = [...text].length
  const max = Math.min(field.max ?? limit, limit)
  if (length > max)
    return bad(`「${field.title}」は${max}文字までです（今は${length}文字）。短くしてください。`)
  if (field.min !== undefined && length < field.min)
    return bad(`「${field.title}」は${field.min}文字以上で書いてください（今は${length}文字）。`)
  return good(text)
}

function cleanNumber(field: Field, value: unknown): Cleaned {
  const unit = field.unit ?? ''
  if (typeof value !== 'number' || !Number.isFinite(value))
    return bad(`「${field.title}」には数を入力してください。`)
  if (field.min !== undefined && value < field.min)
    return bad(`「${field.title}」は${field.min}${unit}以上にしてください。`)
  if (field.max !== undefined && value > field.max)
    return bad(`「${field.title}」は${field.max}${unit}以下にしてください。`)
  return good(value)
}

/** A date-time without a zone is Tokyo's. */
function cleanMoment(field: Field, value: unknown): Cleaned {
  const local =
    typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?$/.exec(value) : null
  const moment = local ? `${local[1]}T${local[2]}${local[3] ?? ':00'}+09:00` : value
  return isMoment(moment)
    ? good(inTokyo(moment))
    : bad(`「${field.title}」に実在する日時を入力してください。`)
}

function cleanClass(value: unknown, classification: Classification | undefined): Cleaned {
  if (classification === undefined)
    return typeof value === 'object' && value !== null ? good(value) : bad('分類を選んでください。')
  const faults = checkClass(value, classification)
  return faults.length === 0
    ? good(value)
    : {
        ok: false,
        faults: faults.map((one) => ({
          at: one.axis === '' ? '' : `/${one.axis}`,
          detail: one.detail,
        })),
      }
}

function cleanMany(
  field: Field,
  value: unknown,
  fits: (one: string) => boolean,
  detail: string,
): Cleaned {
  if (!Array.isArray(value)) return bad(`「${field.title}」は一覧から選んでください。`)
  const faults = value.flatMap((one, index) => {
    if (typeof one === 'string' && one !== '' && fits(one)) return []
    return [
      {
        at: `/${index}`,
        detail:
          detail || `「${field.title}」の${index + 1}番目が正しくありません。選び直してください。`,
      },
    ]
  })
  if (faults.length > 0) return { ok: false, faults }
  const all = [...new Set(value)]
  const each = field.type === 'persons' ? '人' : '件'
  if (field.max !== undefined && all.length > field.max)
    return bad(`「${field.title}」は${field.max}${each}までです。減らしてください。`)
  if (field.min !== undefined && all.length < field.min)
    return bad(`「${field.title}」は${field.min}${each}以上選んでください。`)
  return good(all)
}

function cleanRetention(field: Field, value: unknown): Cleaned {
  const wrong = bad(`「${field.title}」は年数（5年など）、期限の日、永年のどれかにしてください。`)
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

function then(cleaned: Cleaned, fits: (text: string) => boolean, detail: string): Cleaned {
  return !cleaned.ok || (typeof cleaned.value === 'string' && fits(cleaned.value))
    ? cleaned
    : bad(detail)
}

function hasOption(field: Field, value: unknown): value is string {
  return typeof value === 'string' && (field.options ?? []).some((option) => option.id === value)
}

function unknownOption(field: Field): string {
  return `「${field.title}」は${(field.options ?? []).map((option) => `「${option.title}」`).join('')}から選んでください。`
}

function hasLine(field: Field, lookups: FieldLookups, id: string): boolean {
  return id !== '' && (lookups.hasLine?.(field.register ?? '', id) ?? true)
}

function known(has: ((id: string) => boolean) | undefined, id: string): boolean {
  return id !== '' && (has?.(id) ?? true)
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[‐‑–—−ー]/g, '-')
    .trim()
}

function good(value: unknown): Cleaned {
  return { ok: true, value }
}

function bad(detail: string): Cleaned {
  return { ok: false, faults: [{ at: '', detail }] }
}
