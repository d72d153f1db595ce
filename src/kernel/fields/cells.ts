import { parseDate } from '../calendar/parse.ts'
import { parseClass } from '../classes/parse.ts'
import { isEmpty } from './empty.ts'
import { maxRetentionYears } from './retentionYears.ts'
import type { Field } from './types.ts'
import type { Classification } from '../packs/classification.ts'

/**
 * How texts of a sheet are found in the organisation. Each gives the ids that fit; the text may be
 * a name, a number or an id.
 */
export interface CellLookups {
  readonly classification?: Classification
  readonly persons?: (text: string) => readonly string[]
  readonly units?: (text: string) => readonly string[]
  readonly provisions?: (text: string) => readonly string[]
  readonly entries?: (register: string, text: string) => readonly string[]
}

/** A cell as a value for `checkFields`; an empty cell gives undefined. */
export type ParsedCell =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly detail: string }

/**
 * Reads the text of a cell of an imported sheet: 和暦 dates, はい/いいえ/○/×, titles of options, classes
 * in several spellings, names of people.
 */
export function parseCell(field: Field, text: string, lookups: CellLookups = {}): ParsedCell {
  const normalized = text.normalize('NFKC').trim()
  if (isEmpty(normalized)) return { ok: true, value: undefined }
  switch (field.type) {
    case 'text':
    case 'long-text':
    case 'email':
      return { ok: true, value: text.trim() }
    case 'kana':
    case 'phone':
      return { ok: true, value: normalized }
    case 'number':
      return numberCell(field, normalized)
    case 'date':
      return dateCell(field, normalized)
    case 'date-time':
      return momentCell(field, normalized)
    case 'yes-no':
      return yesNoCell(field, normalized)
    case 'choice':
      return singleCell(
        field,
        text,
        (piece) => optionIds(field, piece),
        `「${field.title}」にない選択肢です`,
      )
    case 'choices':
      return listCell(text, (piece) =>
        singleCell(
          field,
          piece,
          (name) => optionIds(field, name),
          `「${field.title}」にない選択肢です`,
        ),
      )
    case 'class':
      return classCell(text, normalized, lookups.classification)
    case 'person':
      return singleCell(field, text, lookups.persons ?? asIs, '名簿にない人です')
    case 'persons':
      return listCell(text, (piece) =>
        singleCell(field, piece, lookups.persons ?? asIs, '名簿にない人です'),
      )
    case 'unit':
      return singleCell(field, text, lookups.units ?? asIs, '登録のない所属です')
    case 'units':
      return listCell(text, (piece) =>
        singleCell(field, piece, lookups.units ?? asIs, '登録のない所属です'),
      )
    case 'line':
      return singleCell(
        field,
        text,
        (piece) => lookups.entries?.(field.register ?? '', piece) ?? [piece],
        '台帳にない登録です',
      )
    case 'lines':
      return listCell(text, (piece) =>
        singleCell(
          field,
          piece,
          (name) => lookups.entries?.(field.register ?? '', name) ?? [name],
          '台帳にない登録です',
        ),
      )
    case 'retention':
      return retentionCell(field, normalized)
    case 'provisions':
      return listCell(text, (piece) =>
        singleCell(field, piece, lookups.provisions ?? asIs, '今の規程にない条項です'),
      )
    case 'rows':
      return {
        ok: false,
        detail: `「${field.title}」は取り込めません。登録の後で、画面から入力してください。`,
      }
    case 'files':
      return {
        ok: false,
        detail: `「${field.title}」は取り込めません。登録の後で、画面からファイルを付けてください。`,
      }
  }
}

function classCell(
  text: string,
  normalized: string,
  classification: Classification | undefined,
): ParsedCell {
  const value = classification ? parseClass(normalized, classification) : null
  if (value) return { ok: true, value }
  const axes = classification?.axes ?? []
  const titles = axes.flatMap((axis) => axis.levels[0]?.title ?? []).join('・')
  const figures = axes.flatMap((axis) => axis.levels[0]?.value ?? []).join('/')
  return {
    ok: false,
    detail: `「${text}」は分類として読めません。「${titles}」や「${figures}」の形で書いてください。`,
  }
}

function numberCell(field: Field, normalized: string): ParsedCell {
  const figure =
    field.unit !== undefined && normalized.endsWith(field.unit)
      ? normalized.slice(0, -field.unit.length).trim()
      : normalized
  const isFigure = /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(figure)
  const value = isFigure ? Number(figure.replaceAll(',', '')) : Number.NaN
  return Number.isFinite(value)
    ? { ok: true, value }
    : { ok: false, detail: `「${normalized}」は数として読めません。` }
}

function dateCell(field: Field, normalized: string): ParsedCell {
  const parsed = parseDate(normalized)
  if (parsed.ok) {
    if (parsed.precision === 'day') return { ok: true, value: parsed.date }
    return {
      ok: false,
      detail: `「${field.title}」の「${normalized}」には日がありません。日まで書いてください。`,
    }
  }
  if (parsed.reason === 'out-of-era')
    return {
      ok: false,
      detail: `「${normalized}」という日はありません。正しくは「${parsed.correctForm}」です。`,
    }
  if (parsed.reason === 'no-such-day')
    return { ok: false, detail: `「${normalized}」という日はありません。` }
  return {
    ok: false,
    detail: `「${normalized}」は日付として読めません。「令和8年4月1日」や「2026-04-01」の形で書いてください。`,
  }
}

/** A date and a time: 令和8年4月1日 9:30, R8.4.1 午後3時, 2026-04-01T17:00. */
function momentCell(field: Field, normalized: string): ParsedCell {
  const match =
    /^(.*?)(?:[T\s]+|(?<=日)|(?=午[前後]))(午前|午後)?\s*(\d{1,2})[:時](\d{1,2})?分?(?::\d{2})?(?:\+09:00)?$/.exec(
      normalized,
    )
  const date = dateCell(field, (match?.[1] ?? normalized).trim())
  if (!date.ok) return date
  if (match === null)
    return {
      ok: false,
      detail: `「${field.title}」の「${normalized}」には時刻がありません。「令和8年4月1日 9:00」の形で書いてください。`,
    }
  const hour = Number(match[3]) + (match[2] === '午後' && Number(match[3]) < 12 ? 12 : 0)
  const minute = Number(match[4] ?? '0')
  if (hour > 23 || minute > 59)
    return { ok: false, detail: `「${normalized}」という時刻はありません。` }
  return {
    ok: true,
    value: `${String(date.value)}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+09:00`,
  }
}

const yesWords = new Set([
  'はい',
  '○',
  '〇',
  '◯',
  '◎',
  '有',
  'あり',
  '有り',
  '要',
  '済',
  '済み',
  'する',
  'した',
  'yes',
  'y',
  'true',
  '1',
  '✓',
  '✔',
  'レ',
  '☑',
  'ok',
])
const noWords = new Set([
  'いいえ',
  '×',
  '✕',
  '✖',
  '無',
  'なし',
  '無し',
  '不要',
  '未',
  '否',
  'しない',
  'no',
  'n',
  'false',
  '0',
  '-',
  '☐',
  '―',
  'ー',
])

function yesNoCell(field: Field, normalized: string): ParsedCell {
  const word = normalized.toLowerCase()
  if (yesWords.has(word)) return { ok: true, value: true }
  if (noWords.has(word)) return { ok: true, value: false }
  return {
    ok: false,
    detail: `「${field.title}」の「${normalized}」は「はい」「いいえ」「○」「×」のどれかで書いてください。`,
  }
}

function optionIds(field: Field, text: string): readonly string[] {
  const textKey = normalizeKey(text)
  return (field.options ?? [])
    .filter(
      (option) => normalizeKey(option.title) === textKey || normalizeKey(option.id) === textKey,
    )
    .map((option) => option.id)
}

function singleCell(
  field: Field,
  text: string,
  find: (text: string) => readonly string[],
  unknownMessage: string,
): ParsedCell {
  const matches = find(text.trim())
  const [match] = matches
  if (match !== undefined && matches.length === 1) return { ok: true, value: match }
  if (matches.length > 1)
    return {
      ok: false,
      detail: `「${text.trim()}」に当たるものが${matches.length}件あります。番号で書いてください。`,
    }
  const options =
    field.options === undefined
      ? ''
      : `${field.options.map((option) => `「${option.title}」`).join('')}のどれかにしてください。`
  return { ok: false, detail: `「${text.trim()}」は${unknownMessage}。${options}` }
}

function listCell(text: string, parse: (piece: string) => ParsedCell): ParsedCell {
  const whole = parse(text)
  if (whole.ok && whole.value !== undefined) return { ok: true, value: [whole.value] }
  const cells = text
    .split(/[、,，;；・/／\n]+/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map(parse)
  const faulty = cells.find((cell) => !cell.ok)
  return faulty ?? { ok: true, value: cells.map((cell) => (cell.ok ? cell.value : undefined)) }
}

function retentionCell(field: Field, normalized: string): ParsedCell {
  if (/^(永年|永久|永年保存|常用|無期限)$/.test(normalized))
    return { ok: true, value: { forever: true } }
  const [, years] = /^(\d{1,3})(?:年|年間|年保存)?$/.exec(normalized) ?? []
  if (isRetentionYears(years)) return { ok: true, value: { years: Number(years) } }
  const match = /^(.+?)(?:から|より)\s*(\d{1,3})年(?:間|保存|間保存)?$/.exec(normalized)
  const from = match ? dateCell(field, match[1] ?? '') : undefined
  if (from?.ok && isRetentionYears(match?.[2]))
    return { ok: true, value: { years: Number(match?.[2]), from: from.value } }
  const until = dateCell(field, normalized.replace(/(まで|迄)$/, ''))
  if (until.ok) return { ok: true, value: { until: until.value } }
  return {
    ok: false,
    detail: `「${field.title}」の「${normalized}」は「5年」「永年」か期限の日で書いてください。`,
  }
}

function isRetentionYears(years: string | undefined): boolean {
  return years !== undefined && Number(years) <= maxRetentionYears
}

function asIs(text: string): readonly string[] {
  return [text]
}

function normalizeKey(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase()
}
