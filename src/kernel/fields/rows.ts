import { isEmpty } from './empty.ts'
import type { Field, FieldValues } from './types.ts'
import { invalid } from './cleaned.ts'
import type { CleanResult, ValueFault } from './cleaned.ts'
import * as sentences from './sentences.ts'

const maxRows = 500

type CleanCell = (column: Field, value: unknown) => CleanResult

/**
 * Brings the rows of a small table into their stored form, each cell by `clean`; a row with nothing
 * in it is dropped.
 */
export function cleanRows(field: Field, value: unknown, clean: CleanCell): CleanResult {
  const { columns = [] } = field
  if (!Array.isArray(value)) return invalid(sentences.noTable(field))
  // Empty rows at the end are left out later; past this nothing is looked at.
  if (value.length > maxRows * 4) return invalid(sentences.tooManyRows(field, maxRows))
  const rows: FieldValues[] = []
  const faults: ValueFault[] = []
  for (const [index, rowInput] of value.entries()) {
    if (typeof rowInput !== 'object' || rowInput === null || Array.isArray(rowInput)) {
      faults.push({ at: `/${index}`, words: sentences.noRow(field, index + 1) })
      continue
    }
    const row = rowInput as FieldValues
    if (Object.values(row).every(isEmpty)) continue
    const result = cleanRow(columns, row, clean)
    rows.push(result.values)
    faults.push(
      ...result.faults.map((fault) => ({
        at: `/${index}${fault.at}`,
        words: sentences.inRow(index + 1, fault.words),
      })),
    )
  }
  if (faults.length > 0) return { ok: false, faults }
  const maxCount = Math.min(field.max ?? maxRows, maxRows)
  if (rows.length > maxCount) return invalid(sentences.tooManyRows(field, maxCount))
  if (field.min !== undefined && rows.length < field.min)
    return invalid(sentences.tooFewRows(field, field.min))
  return { ok: true, value: rows }
}

function cleanRow(columns: readonly Field[], row: FieldValues, clean: CleanCell) {
  const values: Record<string, unknown> = {}
  const faults: ValueFault[] = []
  for (const column of columns) {
    const cellValue = row[column.id]
    if (isEmpty(cellValue)) {
      if (column.required === true)
        faults.push({ at: `/${column.id}`, words: sentences.missingCell(column) })
      continue
    }
    const result = clean(column, cellValue)
    if (result.ok) values[column.id] = result.value
    else
      faults.push(
        ...result.faults.map((fault) => ({ at: `/${column.id}${fault.at}`, words: fault.words })),
      )
  }
  const stranger = Object.keys(row).find((id) => !columns.some((column) => column.id === id))
  if (stranger !== undefined)
    faults.push({
      at: `/${stranger.slice(0, 100)}`,
      words: sentences.noColumn(stranger.slice(0, 100)),
    })
  return { values, faults }
}
