import { isDay, isMoment } from '../../calendar/days.ts'
import type { FieldType } from '../../fields/types.ts'
import type { ExpressionResult } from '../expressions/results.ts'
import type { FieldSymbol } from '../expressions/names.ts'

/** What a field of each type is called in sentences. */
export const typeTitles: Readonly<Record<FieldType, string>> = {
  text: '一行の文字',
  'long-text': '長い文字',
  kana: 'ふりがな',
  phone: '電話番号',
  email: 'メールアドレス',
  number: '数',
  date: '日付',
  'date-time': '日時',
  'yes-no': 'はい・いいえ',
  choice: '選択',
  choices: '複数の選択',
  class: '分類',
  person: '人',
  persons: '複数の人',
  unit: '所属',
  units: '複数の所属',
  line: '台帳の行',
  lines: '台帳の複数の行',
  retention: '保存期間',
  files: 'ファイル',
  provisions: '条項',
  rows: '表',
}

/** Types whose stored form is text; any of them may be copied into a text. */
const textTypes: ReadonlySet<FieldType> = new Set([
  'text',
  'kana',
  'phone',
  'email',
  'date',
  'date-time',
  'choice',
  'person',
  'unit',
  'line',
])
const listTypes: ReadonlySet<FieldType> = new Set([
  'choices',
  'persons',
  'units',
  'lines',
  'files',
  'provisions',
  'rows',
])

/**
 * Why a value can never, or not always, go into a field: its kind, or an option that the field does
 * not have.
 */
export type Misfit = { readonly kind: string } | { readonly option: string }

/**
 * What is wrong with putting an answer of an expression into a field; undefined where nothing is,
 * or where it shows only when the case runs.
 */
export function findMisfit(
  result: ExpressionResult,
  target: FieldSymbol,
  fields: readonly FieldSymbol[],
): Misfit | undefined {
  if (result.kind === 'literal') return literalMisfit(result.value, target)
  const source =
    result.kind === 'name' ? fields.find((field) => field.id === result.name) : undefined
  if (source !== undefined) return fieldMisfit(source, target)
  return result.kind === 'type' && !typeFits(result.type, target.type)
    ? { kind: celTitles[result.type.replace(/<.*/, '')] ?? '値' }
    : undefined
}

function fieldMisfit(source: FieldSymbol, target: FieldSymbol): Misfit | undefined {
  const kind = { kind: typeTitles[source.type] }
  switch (target.type) {
    case 'long-text':
      return textTypes.has(source.type) || source.type === 'long-text' ? undefined : kind
    case 'text':
      return textTypes.has(source.type) ? undefined : kind
    case 'choice':
    case 'choices': {
      if (source.type !== target.type) return kind
      const option = source.options.find((candidate) => !target.options.includes(candidate))
      return option === undefined ? undefined : { option }
    }
    case 'line':
    case 'lines':
      return source.type === target.type && source.register === target.register ? undefined : kind
    default:
      return source.type === target.type ? undefined : kind
  }
}

function literalMisfit(value: string | number | boolean, target: FieldSymbol): Misfit | undefined {
  if (value === '') return undefined
  switch (target.type) {
    case 'text':
    case 'long-text':
    case 'kana':
    case 'phone':
    case 'email':
      return typeof value === 'string' ? undefined : { kind: literalTitle(value) }
    case 'number':
      return typeof value === 'number' ? undefined : { kind: literalTitle(value) }
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : { kind: literalTitle(value) }
    case 'choice':
      return typeof value !== 'string'
        ? { kind: literalTitle(value) }
        : target.options.includes(value)
          ? undefined
          : { option: value }
    case 'date':
      return isDay(value) ? undefined : { kind: literalTitle(value) }
    case 'date-time':
      return isMoment(value) ? undefined : { kind: literalTitle(value) }
    default:
      return { kind: literalTitle(value) }
  }
}

const literalTitle = (value: string | number | boolean): string =>
  typeof value === 'string' ? '文字' : typeof value === 'number' ? '数' : 'はい・いいえ'
const celTitles: Readonly<Record<string, string>> = {
  string: '文字',
  double: '数',
  int: '数',
  bool: 'はい・いいえ',
  list: '並び',
}

/** A text that is put together may be an id or a date; a list may be one of ids. */
function typeFits(type: string, target: FieldType): boolean {
  if (type === 'dyn' || type === 'null') return true
  if (type.startsWith('list')) return listTypes.has(target)
  if (type === 'bool') return target === 'yes-no'
  if (type === 'double' || type === 'int') return target === 'number'
  return type === 'string' ? textTypes.has(target) || target === 'long-text' : target === 'class'
}
