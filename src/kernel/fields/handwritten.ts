import { formatEra } from '../calendar/eras.ts'
import { parseDate } from '../calendar/parse.ts'
import type { ParsedCell } from './cells.ts'
import type { Field } from './types.ts'

/**
 * What people write by hand into the cells of their lists, before it is read as a value: dashes for
 * nothing, words for what is not known yet, a figure with its meaning in brackets.
 */

/** The value of a cell, and how it was understood where that is not literally. */
export type Understood =
  | { readonly ok: true; readonly value: unknown; readonly as?: string }
  | { readonly ok: false; readonly detail: string; readonly suggestion?: string }

type Read = (text: string) => ParsedCell

const dashes = /^[-‐‑‒–—―−－ー─━〜～~*＊／/\\.．・…]+$/u
const unknownWords = new Set([
  '未定',
  '未確認',
  '未入力',
  '未記入',
  '未設定',
  '不明',
  '不詳',
  '調査中',
  '確認中',
  '検討中',
  '作成中',
  '要確認',
  '該当なし',
  '該当無し',
  '対象外',
  'tbd',
  'tba',
  'n/a',
  'na',
  'null',
  '?',
  '??',
])
const sheetErrors = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/i
const longestWord = 12

type ReadField = Pick<Field, 'title' | 'type'> & Partial<Pick<Field, 'required' | 'when'>>

/**
 * Reads a cell by `read` and says how it was understood. What is no value never becomes one: it is
 * empty, or a fault with what it could be.
 */
export function understandCell(field: ReadField, text: string, read: Read): Understood {
  if (text.length <= longestWord) {
    const none = nothing(field, text, read)
    if (none !== undefined) return none
  }
  const parsed = read(text)
  if (parsed.ok) return parsed
  return bracketed(field, text, read) ?? dated(field, text) ?? parsed
}

/** Reads a sign for an empty cell; undefined where the cell has a value. */
function nothing(field: ReadField, text: string, read: Read): Understood | undefined {
  const word = text.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase()
  const isNeeded = field.required === true && field.when === undefined
  const rest = isNeeded ? 'いてください。' : 'くか、空にしてください。'
  const emptied = isNeeded ? {} : { suggestion: '' }
  if (sheetErrors.test(word))
    return {
      ok: false,
      detail: `「${text}」は Excel の計算の誤りで、値ではありません。正しい値を書${rest}`,
      ...emptied,
    }
  const isDash = dashes.test(text.replaceAll(/\s+/g, ''))
  if (!isDash && !unknownWords.has(word)) return undefined
  const asChoice = freeTypes.has(field.type) ? undefined : read(text)
  if (asChoice?.ok === true && asChoice.value !== undefined) return asChoice
  if (isDash) return { ok: true, value: undefined, as: '' }
  return {
    ok: false,
    detail: `「${text}」は「${field.title}」の値ではありません。分かっている値を書${rest}`,
    ...emptied,
  }
}

/** Types that take any text: whether a word is a value cannot be seen from the field. */
const freeTypes: ReadonlySet<string> = new Set(['text', 'long-text', 'kana', 'phone', 'email'])

/** A figure or a title with its meaning in brackets: 3（秘）, 紙（原本）. */
function bracketed(field: ReadField, text: string, read: Read): Understood | undefined {
  if (!bracketTypes.has(field.type)) return undefined
  const match = /^(.{1,40}?)\s*[（(［[]([^（()）［\][］]{1,40})[)）\]］]$/u.exec(text.trim())
  const [outer, inner] = [match?.[1]?.trim() ?? '', match?.[2]?.trim() ?? '']
  if (outer === '' || inner === '') return undefined
  const [byOuter, byInner] = [read(outer), read(inner)]
  if (byOuter.ok && byInner.ok)
    return JSON.stringify(byOuter.value) === JSON.stringify(byInner.value)
      ? { ok: true, value: byOuter.value, as: outer }
      : {
          ok: false,
          detail: `「${text}」は「${outer}」と「${inner}」で別のものを指します。どちらか一つにしてください。`,
        }
  const figure = field.type === 'class' || field.type === 'number'
  if (byOuter.ok && figure) return { ok: true, value: byOuter.value, as: outer }
  if (byInner.ok && field.type === 'class') return { ok: true, value: byInner.value, as: inner }
  if (byOuter.ok)
    return {
      ok: false,
      detail: `「${text}」のうち「${inner}」は残せません。「${outer}」でよければ、そう書いてください。`,
      suggestion: outer,
    }
  return undefined
}

const bracketTypes: ReadonlySet<string> = new Set(['class', 'number', 'choice', 'unit', 'yes-no'])

/** A month or a year where a day is asked, or a day as Excel counts it. */
function dated(field: Pick<Field, 'title' | 'type'>, text: string): Understood | undefined {
  if (field.type !== 'date') return undefined
  const parsed = parseDate(text)
  if (parsed.ok)
    return {
      ok: false,
      detail: `「${field.title}」の「${text}」には日がありません。日まで書いてください。`,
      suggestion: formatEra(parsed.date),
    }
  const serial = /^[2-6]\d{4}$/.test(text.trim()) ? Number(text) : undefined
  if (serial === undefined) return undefined
  const day = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
  return {
    ok: false,
    detail: `「${text}」は日付として読めません。Excel の日付の数なら「${formatEra(day)}」です。`,
    suggestion: formatEra(day),
  }
}
