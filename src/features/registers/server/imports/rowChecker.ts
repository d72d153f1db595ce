import { parseCell, understandCell } from '#kernel/fields/index.ts'
import type { CellLookups, Field, FieldFault, ParsedCell } from '#kernel/fields/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { actorUnit } from '#platform/access/party.ts'
import { isDitto } from '#platform/documents/tables/index.ts'
import type { TableRow } from '#platform/documents/tables/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type {
  ImportChoice,
  ImportFault,
  ImportUnclear,
  ImportUnderstood,
} from '../../contract/imports.ts'
import { isAddedPerEntry, mayAdd } from '../authorise.ts'
import { nameResolverFor } from '../nameResolver.ts'
import type { NameResolver } from '../nameResolver.ts'
import { checkEntryFields, deriveColumns } from '../prepare.ts'
import { readableColumns } from '../sheet.ts'
import type { SheetColumn } from '../sheet.ts'
import type { NewEntry } from '../store.ts'
import { levelOf, stateOf, unitOf } from './rowCells.ts'
import { EntryFinder } from './entryFinder.ts'

/** A checked row of the file: the entry it would become, or its faults. */
export interface CheckedRow {
  readonly row: TableRow
  /** Makes the entry of the row; a check without writing does not call it. */
  readonly entry?: () => NewEntry
  readonly number?: string
  readonly faults: readonly ImportFault[]
  /** Columns that are needed and that the file does not have. */
  readonly missing: readonly string[]
  /** Titles of fields with a value that is not stored, because they do not apply to this entry. */
  readonly dropped: readonly string[]
  /** Texts that were taken for something else than they say. */
  readonly understood: readonly Omit<ImportUnderstood, 'rows'>[]
  /** Texts that are no value of their column; they are among the faults too. */
  readonly unclear: readonly Omit<ImportUnclear, 'rows'>[]
}

/** A column of the register, with where its text comes from: a column of the file, or one text. */
interface MappedColumn {
  readonly column: SheetColumn
  readonly source?: string
  readonly fixed?: string
  /** What a person said that a text of the file means. */
  readonly values: Readonly<Record<string, string>>
  /** The name in sentences: the heading in the file. */
  readonly header: string
}

/** How a file is read, as far as its rows go. */
export type Mapping = Pick<ImportChoice, 'columns' | 'fixed' | 'values'>

/**
 * Checks the rows of one file against a register, batch by batch. Remembers values that must be
 * unique in the whole file.
 */
export class RowChecker {
  readonly #register: Register
  readonly #columns: readonly MappedColumn[]
  readonly #entryFinder = new EntryFinder()
  /** The row with each number. A row may be checked twice, where a transaction is retried. */
  readonly #numbers = new Map<string, string>()

  constructor(tx: Pick<Transaction, 'organization'>, register: Register, mapping: Mapping) {
    const sources = new Map(
      Object.entries(mapping.columns).map(([header, target]) => [target, header]),
    )
    this.#register = register
    this.#columns = readableColumns(register, tx.organization.pack.classification).flatMap(
      (column): MappedColumn[] => {
        const [source, fixed] = [sources.get(column.header), mapping.fixed[column.header]]
        const values = mapping.values[column.header] ?? {}
        if (source !== undefined) return [{ column, source, values, header: source }]
        return fixed ? [{ column, fixed, values, header: column.header }] : []
      },
    )
  }

  async check(tx: Transaction, rows: readonly TableRow[]): Promise<CheckedRow[]> {
    const naming = await nameResolverFor(tx)
    await this.#entryFinder.preload(
      tx,
      this.#columns.flatMap((mapped) => {
        const { column } = mapped
        return column.kind === 'field' && /^lines?$/.test(column.field.type)
          ? rows.map((row) => ({ field: column.field, text: textOf(mapped, row) }))
          : []
      }),
    )
    const usedNumbers = await this.#usedNumbers(tx, rows)
    const { classification } = tx.organization.pack
    const lookups: CellLookups = {
      ...(classification ? { classification } : {}),
      persons: (text) => naming.persons(text),
      units: (text) => naming.units(text),
      entries: (register, text) => this.#entryFinder.find(register, text),
    }
    const writable = new Map<string | null, boolean>()
    return rows.map((row) =>
      this.#checkRow(tx, row, { naming, lookups, taken: usedNumbers, writable }),
    )
  }

  #checkRow(
    tx: Transaction,
    row: TableRow,
    context: {
      naming: NameResolver
      lookups: CellLookups
      taken: ReadonlySet<string>
      writable: Map<string | null, boolean>
    },
  ): CheckedRow {
    const register = this.#register
    const faults: ImportFault[] = []
    const understood: Omit<ImportUnderstood, 'rows'>[] = []
    const unclear: Omit<ImportUnclear, 'rows'>[] = []
    const fields: Record<string, unknown> = {}
    const headers = new Map<string, string>()
    const axes: Record<string, number> = {}
    let unit = register.belongsTo === 'unit' ? (actorUnit(tx) ?? null) : null
    let state: string | undefined
    let number: string | undefined
    let unitHeader = '所属'
    for (const mapped of this.#columns) {
      const { column, header } = mapped
      const value = textOf(mapped, row)
      const fault = (detail: string, suggestion?: string): void => {
        const raw = rawText(mapped, row)
        faults.push({ column: header, value: raw, detail })
        if (raw.length > longestUnclear) return
        unclear.push({
          column: header,
          target: column.header,
          value: raw,
          detail,
          ...(suggestion === undefined ? {} : { suggestion }),
        })
      }
      const understand = (
        field: Pick<Field, 'title' | 'type'>,
        read: (text: string) => ParsedCell,
      ): ParsedCell & { readonly ok: boolean } => {
        const found = understandCell(field, value, read)
        if (!found.ok) fault(found.detail, found.suggestion)
        else if (found.as !== undefined) understood.push({ column: header, value, as: found.as })
        return found
      }
      if (column.kind === 'field' || column.kind === 'axis')
        headers.set(column.field.id, headers.get(column.field.id) ?? header)
      if (column.kind === 'unit') unitHeader = header
      if (value === '') continue
      if (isDitto(value))
        fault(`「${value}」の上の行に値がないので、何を指すか分かりません。値を書いてください。`)
      else if (column.kind === 'field') {
        // What a person said that a text means is taken as it is written.
        const read = (text: string): ParsedCell => parseCell(column.field, text, context.lookups)
        const parsed = isSaid(mapped, row)
          ? said(read(value), fault)
          : understand(column.field, read)
        if (parsed.ok) fields[column.field.id] = parsed.value
      } else if (column.kind === 'axis') {
        const level = understand({ title: column.header, type: 'class' }, (text) =>
          levelOf(tx, column.axis, text),
        )
        if (level.ok && level.value !== undefined) axes[column.axis] = level.value as number
      } else if (column.kind === 'unit') {
        const found = understand({ title: column.header, type: 'unit' }, (text) =>
          unitOf(context.naming, text),
        )
        if (found.ok && found.value !== undefined) unit = found.value as string
      } else if (column.kind === 'state') {
        const found = understand({ title: column.header, type: 'choice' }, (text) =>
          stateOf(register, text),
        )
        if (found.ok && found.value !== undefined) state = found.value as string
      } else {
        const found = understand({ title: column.header, type: 'text' }, (text) => ({
          ok: true,
          value: text.normalize('NFKC'),
        }))
        if (!found.ok || found.value === undefined) continue
        number = found.value as string
        const place = `${row.sheet ?? ''}\n${row.row}`
        if (context.taken.has(number))
          fault(
            `登録番号「${number}」はもう使われています。別の番号にするか、空のままにしてください。`,
          )
        else if ((this.#numbers.get(number) ?? place) !== place)
          fault(`登録番号「${number}」がこのファイルの中で重なっています。`)
        if (!this.#numbers.has(number)) this.#numbers.set(number, place)
      }
    }
    for (const { column, value } of row.extra ?? [])
      faults.push({
        column: `${column}列`,
        value,
        detail: '見出しのない列に値があります。見出しを付けるか、セルを空にしてください。',
      })
    if (register.classField && Object.keys(axes).length > 0)
      fields[register.classField] = {
        ...(fields[register.classField] as object | undefined),
        ...axes,
      }
    if (!context.writable.has(unit) || isAddedPerEntry(register))
      context.writable.set(unit, mayAdd(tx, register, { unit_id: unit, fields }))
    if (!context.writable.get(unit))
      faults.push({
        column: unitHeader,
        value: row.cells[unitHeader] ?? '',
        detail: `「${tx.organization.view.units.get(unit ?? '')?.title ?? '所属なし'}」の行を書く権限がありません。`,
      })
    const checked = checkEntryFields(tx, register, fields)
    const { faults: found, missing } = this.#cellFaults(checked.faults, row, headers, faults)
    faults.push(...found)
    if (faults.length > 0 || missing.length > 0)
      return {
        row,
        faults: this.#inColumnOrder(faults),
        missing,
        dropped: [],
        understood,
        unclear,
      }
    const dropped = Object.keys(fields)
      .filter((id) => checked.values[id] === undefined)
      .map((id) => headers.get(id) ?? id)
    const own = number ? { number } : {}
    return {
      row,
      faults,
      missing,
      dropped,
      understood,
      unclear,
      ...own,
      entry: () => ({
        prepared: deriveColumns(tx, register, checked.values),
        unit,
        ...(state ? { state } : {}),
        ...own,
      }),
    }
  }

  /**
   * Turns faults of fields into faults of cells; a cell that could not be parsed is reported once. A
   * field that has no column in the file is missing as a whole.
   */
  #cellFaults(
    fieldFaults: readonly FieldFault[],
    row: TableRow,
    headers: ReadonlyMap<string, string>,
    before: readonly ImportFault[],
  ): { readonly faults: readonly ImportFault[]; readonly missing: readonly string[] } {
    const reportedColumns = new Set(before.map((fault) => fault.column))
    const missing = new Set<string>()
    const faults = fieldFaults.flatMap(({ at, detail }) => {
      const id = at.split('/')[2] ?? ''
      const column = headers.get(id)
      if (column === undefined) {
        missing.add(this.#register.fields.find((field) => field.id === id)?.title ?? id)
        return []
      }
      return reportedColumns.has(column)
        ? []
        : [{ column, value: row.cells[column] ?? '', detail: detail.ja }]
    })
    return { faults, missing: [...missing] }
  }

  /** Sorts faults in the order of the columns. */
  #inColumnOrder(faults: readonly ImportFault[]): ImportFault[] {
    const place = (column: string): number => {
      const at = this.#columns.findIndex((candidate) => candidate.header === column)
      return at === -1 ? this.#columns.length : at
    }
    return faults.toSorted((a, b) => place(a.column) - place(b.column))
  }

  /** Numbers of these rows that entries of the register already have. */
  async #usedNumbers(tx: Transaction, rows: readonly TableRow[]): Promise<ReadonlySet<string>> {
    const mapped = this.#columns.find(({ column }) => column.kind === 'number')
    const numbers =
      mapped === undefined
        ? []
        : rows.map((row) => textOf(mapped, row).normalize('NFKC')).filter(Boolean)
    if (numbers.length === 0) return new Set()
    const entries = await tx.db
      .selectFrom('entries')
      .select('number')
      .where('organization_id', '=', tx.organization.id)
      .where('register', '=', this.#register.id)
      .where('number', 'in', numbers)
      .execute()
    return new Set(entries.map((row) => row.number))
  }
}

/** Longest text that a person is asked about. */
const longestUnclear = 200

/** The text of a cell, as a person said that it is meant. */
function textOf(mapped: MappedColumn, row: TableRow): string {
  const text = rawText(mapped, row)
  return Object.hasOwn(mapped.values, text) ? (mapped.values[text] ?? '').trim() : text
}

function isSaid(mapped: MappedColumn, row: TableRow): boolean {
  return Object.hasOwn(mapped.values, rawText(mapped, row))
}

function rawText({ source, fixed }: MappedColumn, row: TableRow): string {
  return (source === undefined ? (fixed ?? '') : (row.cells[source] ?? '')).trim()
}

function said(parsed: ParsedCell, fault: (detail: string) => void): ParsedCell {
  if (!parsed.ok) fault(parsed.detail)
  return parsed
}
