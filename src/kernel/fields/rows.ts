import { isEmpty } from './empty.ts'
import type { Field, FieldValues } from './types.ts'
import type { Cleaned } from './cleaned.ts'

const mostRows = 500

type CleanCell = (column: Field, value: unknown) => Cleaned

/** Brings the rows of a small table into their stored form, each cell by `clean`; a row with nothing in it is dropped. */
export function cleanRows(field: Field, value: unknown, clean: CleanCell): Cleaned {
  const { title, columns = [] } = field
  if (!Array.isArray(value)) return bad(`「${title}」は行の並びで入力してください。`)
  const rows: FieldValues[] = []
  const faults: { at: string; detail: string }[] = []
  for (const [index, given] of value.entries()) {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      faults.push({
        at: `/${index}`,
        detail: `「${title}」の${index + 1}行目が正しくありません。入力し直してください。`,
      })
      continue
    }
    const row = given as FieldValues
    if (Object.values(row).every(isEmpty)) continue
    const cleaned = cleanRow(columns, row, clean)
    rows.push(cleaned.values)
    faults.push(
      ...cleaned.faults.map((one) => ({
        at: `/${index}${one.at}`,
        detail: `${index + 1}行目：${one.detail}`,
      })),
    )
  }
  if (faults.length > 0) return { ok: false, faults }
  const most = Math.min(field.max ?? mostRows, mostRows)
  if (rows.length > most) return bad(`「${title}」は${most}行までです。減らしてください。`)
  if (field.min !== undefined && rows.length < field.min)
    return bad(`「${title}」は${field.min}行以上入力してください。`)
  return { ok: true, value: rows }
}

function cleanRow(columns: readonly Field[], row: FieldValues, clean: CleanCell) {
  const values: Record<string, unknown> = {}
  const faults: { at: string; detail: string }[] = []
  for (const column of columns) {
    const given = row[column.id]
    if (isEmpty(given)) {
      if (column.required === true)
        faults.push({ at: `/${column.id}`, detail: `「${column.title}」が入っていません。` })
      continue
    }
    const cleaned = clean(column, given)
    if (cleaned.ok) values[column.id] = cleaned.value
    else
      faults.push(
        ...cleaned.faults.map((one) => ({ at: `/${column.id}${one.at}`, detail: one.detail })),
      )
  }
  for (const id of Object.keys(row)) {
    if (!columns.some((column) => column.id === id))
      faults.push({ at: `/${id}`, detail: `「${id}」という欄はここにはありません。` })
  }
  return { values, faults }
}

function bad(detail: string): Cleaned {
  return { ok: false, faults: [{ at: '', detail }] }
}
