import { isEmpty } from './empty.ts'
import type { Field, FieldValues } from './types.ts'
import { bad } from './cleaned.ts'
import type { Cleaned, ValueFault } from './cleaned.ts'
import * as sentences from './sentences.ts'

const mostRows = 500

type CleanCell = (column: Field, value: unknown) => Cleaned

/** Brings the rows of a small table into their stored form, each cell by `clean`; a row with nothing in it is dropped. */
export function cleanRows(field: Field, value: unknown, clean: CleanCell): Cleaned {
  const { columns = [] } = field
  if (!Array.isArray(value)) return bad(sentences.noTable(field))
  const rows: FieldValues[] = []
  const faults: ValueFault[] = []
  for (const [index, given] of value.entries()) {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      faults.push({ at: `/${index}`, words: sentences.noRow(field, index + 1) })
      continue
    }
    const row = given as FieldValues
    if (Object.values(row).every(isEmpty)) continue
    const cleaned = cleanRow(columns, row, clean)
    rows.push(cleaned.values)
    faults.push(
      ...cleaned.faults.map((one) => ({
        at: `/${index}${one.at}`,
        words: sentences.inRow(index + 1, one.words),
      })),
    )
  }
  if (faults.length > 0) return { ok: false, faults }
  const most = Math.min(field.max ?? mostRows, mostRows)
  if (rows.length > most) return bad(sentences.tooManyRows(field, most))
  if (field.min !== undefined && rows.length < field.min)
    return bad(sentences.tooFewRows(field, field.min))
  return { ok: true, value: rows }
}

function cleanRow(columns: readonly Field[], row: FieldValues, clean: CleanCell) {
  const values: Record<string, unknown> = {}
  const faults: ValueFault[] = []
  for (const column of columns) {
    const given = row[column.id]
    if (isEmpty(given)) {
      if (column.required === true)
        faults.push({ at: `/${column.id}`, words: sentences.missingCell(column) })
      continue
    }
    const cleaned = clean(column, given)
    if (cleaned.ok) values[column.id] = cleaned.value
    else
      faults.push(
        ...cleaned.faults.map((one) => ({ at: `/${column.id}${one.at}`, words: one.words })),
      )
  }
  for (const id of Object.keys(row)) {
    if (!columns.some((column) => column.id === id))
      faults.push({ at: `/${id}`, words: sentences.noColumn(id) })
  }
  return { values, faults }
}
