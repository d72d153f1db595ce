import { parseCell } from '#kernel/fields/index.ts'
import type { CellLookups, FieldFault, ParsedCell } from '#kernel/fields/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { actorUnit } from '#platform/access/party.ts'
import type { TableRow } from '#platform/documents/tables/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { ImportFault } from '../../contract/imports.ts'
import { isAddedPerEntry, mayAdd } from '../authorise.ts'
import { nameResolverFor } from '../nameResolver.ts'
import type { NameResolver } from '../nameResolver.ts'
import { checkEntryFields, deriveColumns } from '../prepare.ts'
import { readableColumns } from '../sheet.ts'
import type { SheetColumn } from '../sheet.ts'
import { statesOf } from '#kernel/packs/states.ts'
import type { NewEntry } from '../store.ts'
import { EntryFinder } from './entryFinder.ts'

/** A checked row of the file: the entry it would become, or its faults. */
export interface CheckedRow {
  readonly row: TableRow
  /** Makes the entry of the row; a check without writing does not call it. */
  readonly entry?: () => NewEntry
  readonly number?: string
  readonly faults: readonly ImportFault[]
  /** Titles of fields with a value that is not stored, because they do not apply to this entry. */
  readonly dropped: readonly string[]
}

/**
 * Checks the rows of one file against a register, batch by batch. Remembers values that must be
 * unique in the whole file.
 */
export class RowChecker {
  readonly #register: Register
  readonly #columns: readonly SheetColumn[]
  readonly #entryFinder = new EntryFinder()
  /** The row with each number. A row may be checked twice, where a transaction is retried. */
  readonly #numbers = new Map<string, number>()

  constructor(
    tx: Pick<Transaction, 'organization'>,
    register: Register,
    headers: readonly string[],
  ) {
    const present = new Set(headers)
    this.#register = register
    this.#columns = readableColumns(register, tx.organization.pack.classification).filter(
      (column) => present.has(column.header),
    )
  }

  async check(tx: Transaction, rows: readonly TableRow[]): Promise<CheckedRow[]> {
    const naming = await nameResolverFor(tx)
    await this.#entryFinder.preload(
      tx,
      this.#columns.flatMap((column) =>
        column.kind === 'field' && /^lines?$/.test(column.field.type)
          ? rows.map((row) => ({ field: column.field, text: row.cells[column.header] ?? '' }))
          : [],
      ),
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
    const fields: Record<string, unknown> = {}
    const headers = new Map<string, string>()
    const axes: Record<string, number> = {}
    let unit = register.belongsTo === 'unit' ? (actorUnit(tx) ?? null) : null
    let state: string | undefined
    let number: string | undefined
    let unitHeader = '所属'
    for (const column of this.#columns) {
      const value = (row.cells[column.header] ?? '').trim()
      const fault = (detail: string): void => {
        faults.push({ column: column.header, value, detail })
      }
      if (column.kind === 'field' || column.kind === 'axis')
        headers.set(column.field.id, headers.get(column.field.id) ?? column.header)
      if (value === '') continue
      if (column.kind === 'field') {
        const parsed = parseCell(column.field, value, context.lookups)
        if (parsed.ok) fields[column.field.id] = parsed.value
        else fault(parsed.detail)
      } else if (column.kind === 'axis') {
        const level = levelOf(tx, column.axis, value)
        if (level.ok) axes[column.axis] = level.value as number
        else fault(level.detail)
      } else if (column.kind === 'unit') {
        unitHeader = column.header
        const [unitId, ...others] = context.naming.units(value)
        if (unitId !== undefined && others.length === 0) unit = unitId
        else
          fault(
            unitId === undefined
              ? `「${value}」は登録のない所属です。`
              : `「${value}」に当たる所属が${others.length + 1}あります。上の所属から続けて書いてください。`,
          )
      } else if (column.kind === 'state') {
        if (statesOf(register).includes(value)) state = value
        else
          fault(
            `「${value}」という状態はありません。${statesOf(register)
              .map((option) => `「${option}」`)
              .join('')}のどれかにしてください。`,
          )
      } else {
        number = value.normalize('NFKC')
        if (context.taken.has(number))
          fault(
            `登録番号「${number}」はもう使われています。別の番号にするか、空のままにしてください。`,
          )
        else if ((this.#numbers.get(number) ?? row.row) !== row.row)
          fault(`登録番号「${number}」がこのファイルの中で重なっています。`)
        if (!this.#numbers.has(number)) this.#numbers.set(number, row.row)
      }
    }
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
    faults.push(...this.#cellFaults(checked.faults, row, headers, faults))
    if (faults.length > 0) return { row, faults: this.#inColumnOrder(faults), dropped: [] }
    const dropped = Object.keys(fields)
      .filter((id) => checked.values[id] === undefined)
      .map((id) => headers.get(id) ?? id)
    const own = number ? { number } : {}
    return {
      row,
      faults,
      dropped,
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
   * Turns faults of fields into faults of cells; a cell that could not be parsed is reported once.
   */
  #cellFaults(
    fieldFaults: readonly FieldFault[],
    row: TableRow,
    headers: ReadonlyMap<string, string>,
    before: readonly ImportFault[],
  ): ImportFault[] {
    const reportedColumns = new Set(before.map((fault) => fault.column))
    return fieldFaults.flatMap(({ at, detail }) => {
      const id = at.split('/')[2] ?? ''
      const column =
        headers.get(id) ?? this.#register.fields.find((field) => field.id === id)?.title ?? id
      return reportedColumns.has(column)
        ? []
        : [{ column, value: row.cells[column] ?? '', detail: detail.ja }]
    })
  }

  /** Sorts faults in the order of the columns. */
  #inColumnOrder(faults: readonly ImportFault[]): ImportFault[] {
    const place = (column: string): number =>
      this.#columns.findIndex((candidate) => candidate.header === column)
    return faults.toSorted((a, b) => place(a.column) - place(b.column))
  }

  /** Numbers of these rows that entries of the register already have. */
  async #usedNumbers(tx: Transaction, rows: readonly TableRow[]): Promise<ReadonlySet<string>> {
    const header = this.#columns.find((column) => column.kind === 'number')?.header
    const numbers =
      header === undefined
        ? []
        : rows.map((row) => (row.cells[header] ?? '').normalize('NFKC').trim()).filter(Boolean)
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

/** Parses the level of one axis, by its title or its number. */
function levelOf(tx: Transaction, axisId: string, text: string): ParsedCell {
  const axis = tx.organization.pack.classification?.axes.find(
    (candidate) => candidate.id === axisId,
  )
  const plain = text.normalize('NFKC').replaceAll(/\s+/g, '')
  const level = axis?.levels.find(
    (candidate) => candidate.title.normalize('NFKC') === plain || String(candidate.value) === plain,
  )
  if (level) return { ok: true, value: level.value }
  return {
    ok: false,
    detail: `「${text}」は${axis?.title ?? '分類'}として読めません。${(axis?.levels ?? []).map((option) => `「${option.title}」`).join('')}のどれかにしてください。`,
  }
}
