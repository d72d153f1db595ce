import { diffValues, formatValue } from '#kernel/fields/index.ts'
import type { CellLookups, FieldFault } from '#kernel/fields/index.ts'
import { farDates } from '#kernel/fields/farDates.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import { formatEra, dayOf, timeOf } from '#kernel/calendar/index.ts'
import { compareClasses } from '#kernel/classes/index.ts'
import { manualStates } from '#kernel/packs/states.ts'
import type { Register } from '#kernel/packs/types.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { inLanguage } from '#kernel/words/words.ts'
import type { TextEncoding } from '#platform/documents/read/encoding.ts'
import type { TableRow } from '#platform/documents/tables/index.ts'
import { dayInTokyo } from '#platform/environment.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type {
  ImportChange,
  ImportFarDate,
  ImportFault,
  ImportSame,
  ImportUnclear,
  ImportUnderstood,
} from '../../contract/imports.ts'
import { demandLeastClasses, mergeFields } from '../actions.ts'
import { isAddedPerEntry, mayAdd, mayLoad, mayRead, mayWrite } from '../authorise.ts'
import { holderGone } from '../holderHere.ts'
import { nameResolverFor } from '../nameResolver.ts'
import type { PlannedChange } from '../plannedChange.ts'
import { checkEntryFields, deriveColumns, namesOfEntry } from '../prepare.ts'
import type { NewEntry } from '../store.ts'
import { AlikeFinder } from './alike.ts'
import type { AlikeEntry, Unnumbered } from './alike.ts'
import { EntryFinder } from './entryFinder.ts'
import { keyOf, knownEntries } from './knownEntries.ts'
import type { KnownEntry } from './knownEntries.ts'
import { mappedColumns, nameOfRow, readRow, textOf } from './rowReader.ts'
import type { MappedColumn, Mapping, ReadRow } from './rowReader.ts'

/** What a row does to an entry that is there. */
export interface RowChange {
  readonly shown: ImportChange
  readonly version: number
  readonly isStale: boolean
  readonly isVersioned: boolean
  readonly needsReason: boolean
  /** Makes the change; a check without writing does not call it. */
  readonly plan: () => PlannedChange & { readonly unit: string | null; readonly state: string }
}

/** A checked row of the file: what it adds or changes, that it changes nothing, or its faults. */
export interface CheckedRow {
  readonly row: TableRow
  /** Makes the entry of the row; a check without writing does not call it. */
  readonly entry?: () => NewEntry
  readonly change?: RowChange
  readonly same?: ImportSame & { readonly id: string }
  readonly number?: string
  readonly faults: readonly ImportFault[]
  /** Columns that are needed and that the file does not have. */
  readonly missing: readonly string[]
  /** Titles of fields with a value that is not stored, because they do not apply to this entry. */
  readonly dropped: readonly string[]
  /** New dates that lie far from today. */
  readonly farDates: readonly ImportFarDate[]
  /** Texts that were taken for something else than they say. */
  readonly understood: readonly Omit<ImportUnderstood, 'rows'>[]
  /** Texts that are no value of their column; they are among the faults too. */
  readonly unclear: readonly Omit<ImportUnclear, 'rows'>[]
}

interface Batch {
  readonly known: ReadonlyMap<string, KnownEntry>
  readonly reading: Parameters<typeof readRow>[4]
  readonly writable: Map<string | null, boolean>
}

/** A row that adds an entry, unless one says the same. */
interface Addition {
  readonly checked: CheckedRow
  readonly unnumbered?: Unnumbered
}

/**
 * Checks the rows of one file against a register, batch by batch. Remembers values that must be
 * unique in the whole file.
 */
export class RowChecker {
  readonly #register: Register
  readonly #columns: readonly MappedColumn[]
  readonly #encoding: TextEncoding | undefined
  readonly #entryFinder = new EntryFinder()
  readonly #alike: AlikeFinder | undefined
  /** The row with each number. A row may be checked twice, where a transaction is retried. */
  readonly #numbers = new Map<string, string>()

  constructor(
    tx: Pick<Transaction, 'organization'>,
    register: Register,
    mapping: Mapping,
    encoding: TextEncoding | undefined,
  ) {
    this.#register = register
    this.#columns = mappedColumns(tx, register, mapping)
    this.#encoding = encoding
    this.#alike = mapping.addAlike === true ? undefined : new AlikeFinder(register)
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
    const { classification } = tx.organization.pack
    const lookups: CellLookups = {
      ...(classification ? { classification } : {}),
      persons: (text) => naming.persons(text),
      units: (text) => naming.units(text),
      entries: (register, text) => this.#entryFinder.find(register, text),
    }
    const names = rows.flatMap((row) => nameOfRow(this.#columns, row).named ?? [])
    const batch: Batch = {
      known: await knownEntries(tx, this.#register, names, this.#encoding),
      reading: { naming, lookups },
      writable: new Map(),
    }
    const results = rows.map((row) => this.#checkRow(tx, row, batch))
    const alike =
      (await this.#alike?.find(
        tx,
        new Map(
          results.flatMap(({ checked, unnumbered }) =>
            unnumbered ? [[placeOf(checked.row), unnumbered] as const] : [],
          ),
        ),
      )) ?? new Map<string, AlikeEntry>()
    const checked: CheckedRow[] = []
    for (const result of results) {
      const twin = result.unnumbered && alike.get(placeOf(result.checked.row))
      checked.push(
        twin
          ? this.#alikeRow(tx, result.checked, result.unnumbered, twin)
          : await this.#withLeastClass(tx, result.checked),
      )
    }
    return checked
  }

  #checkRow(tx: Transaction, row: TableRow, batch: Batch): Addition {
    const { named, faults, numberHeader } = nameOfRow(this.#columns, row)
    const known = named && batch.known.get(keyOf(named))
    const read = readRow(tx, this.#register, this.#columns, row, batch.reading, known)
    read.faults.push(...faults)
    if (named !== undefined) {
      const { number } = named
      const place = placeOf(row)
      const fault = (detail: string): void => {
        read.faults.push({ column: numberHeader, value: number, detail })
      }
      if (known !== undefined && !mayRead(tx, this.#register, known.entry))
        fault(
          `登録番号「${number}」はもう使われています。別の番号にするか、空のままにしてください。`,
        )
      else if ((this.#numbers.get(number) ?? place) !== place)
        fault(`登録番号「${number}」がこのファイルの中で重なっています。`)
      if (!this.#numbers.has(number)) this.#numbers.set(number, place)
    }
    if (known !== undefined && !mayRead(tx, this.#register, known.entry))
      return { checked: this.#faulty(row, read, []) }
    return known === undefined
      ? this.#addition(tx, row, read, named?.number, batch.writable)
      : { checked: this.#change(tx, row, read, known) }
  }

  /** A row that adds an entry. */
  #addition(
    tx: Transaction,
    row: TableRow,
    read: ReadRow,
    number: string | undefined,
    writable: Map<string | null, boolean>,
  ): Addition {
    const register = this.#register
    const { fields, unit = null, state, faults } = read
    if (!writable.has(unit) || isAddedPerEntry(register))
      writable.set(unit, mayAdd(tx, register, { unit_id: unit, fields }) || mayLoad(tx))
    if (!writable.get(unit)) faults.push(this.#notAllowed(tx, row, read, unit))
    const checked = checkEntryFields(tx, register, fields)
    this.#demandHolder(tx, row, read, { fields: checked.values, state })
    const { faults: found, missing } = this.#cellFaults(checked.faults, row, read)
    faults.push(...found)
    if (faults.length > 0 || missing.length > 0)
      return { checked: this.#faulty(row, read, missing) }
    const own = number ? { number } : {}
    return {
      checked: {
        ...told(row, read),
        dropped: Object.keys(fields)
          .filter((id) => checked.values[id] === undefined)
          .map((id) => read.headers.get(id) ?? id),
        farDates: this.#farDates(tx, row, checked.values),
        ...own,
        entry: () => ({
          prepared: deriveColumns(tx, register, checked.values),
          unit,
          ...(state ? { state } : {}),
          ...own,
        }),
      },
      ...(number ? {} : { unnumbered: { fields: checked.values, unit, state } }),
    }
  }

  /** A row that names an entry: what it changes, or nothing. */
  #change(tx: Transaction, row: TableRow, read: ReadRow, known: KnownEntry): CheckedRow {
    const register = this.#register
    const { entry } = known
    const fields = Object.fromEntries(
      diffValues(entry.fields, mergeFields(entry.fields, read.fields)).map(({ field, to }) => [
        field,
        to ?? null,
      ]),
    )
    const unit = read.unit ?? entry.unit_id
    const state = read.state ?? entry.state
    const isSame =
      Object.keys(fields).length === 0 && unit === entry.unit_id && state === entry.state
    const { faults } = read
    if (isSame && faults.length === 0)
      return {
        ...told(row, read),
        same: {
          ...placed(row),
          id: entry.id,
          number: entry.number,
          name: entry.name,
          alike: false,
        },
      }
    if (faults.length === 0) {
      if (!mayWrite(tx, register, entry))
        faults.push(this.#notAllowed(tx, row, read, entry.unit_id))
      else if (unit !== entry.unit_id && !mayWrite(tx, register, { ...entry, unit_id: unit }))
        faults.push(this.#notAllowed(tx, row, read, unit))
    }
    if (state !== entry.state && !manualStates(register, entry.state).includes(state))
      faults.push({
        column: read.stateHeader,
        value: row.cells[read.stateHeader] ?? state,
        detail: `「${entry.state}」から「${state}」へは、ここでは変えられません。手続で変えてください。`,
      })
    const createdOn = dayInTokyo(entry.created_at)
    const checked = checkEntryFields(tx, register, mergeFields(entry.fields, fields))
    this.#demandHolder(tx, row, read, { fields: checked.values, state }, entry.fields)
    const { faults: found, missing } = this.#cellFaults(checked.faults, row, read)
    faults.push(...found)
    if (faults.length > 0 || missing.length > 0) return this.#faulty(row, read, missing)
    const after = register.classField ? checked.values[register.classField] : undefined
    const isReclassed =
      entry.class !== null &&
      after !== undefined &&
      compareClasses(entry.class, after as typeof entry.class) !== 'same'
    return {
      ...told(row, read),
      dropped: Object.entries(fields)
        .filter(([id, value]) => value !== null && checked.values[id] === undefined)
        .map(([id]) => read.headers.get(id) ?? id),
      farDates: this.#farDates(tx, row, checked.values, entry.fields),
      change: {
        shown: {
          ...placed(row),
          id: entry.id,
          number: entry.number,
          name: entry.name,
          changes: this.#shownChanges(tx, row, read, known, checked.values, { unit, state }),
          ...(known.isStale
            ? {
                since: {
                  by: known.changedBy ?? '',
                  at: `${formatEra(dayOf(entry.updated_at))} ${timeOf(entry.updated_at)}`,
                },
              }
            : {}),
        },
        version: entry.version,
        isStale: known.isStale,
        isVersioned: known.isVersioned,
        needsReason: isReclassed || state !== entry.state,
        plan: () => ({
          row: entry,
          prepared: deriveColumns(tx, register, checked.values, createdOn),
          unit,
          state,
        }),
      },
    }
  }

  #farDates(
    tx: Transaction,
    row: TableRow,
    values: FieldValues,
    before?: FieldValues,
  ): readonly ImportFarDate[] {
    return farDates(this.#register.fields, values, tx.today, before).map(({ title, day }) => ({
      ...placed(row),
      title: inLanguage(title, 'ja'),
      day,
    }))
  }

  /** Each field before and after, as texts. */
  #shownChanges(
    tx: Transaction,
    row: TableRow,
    read: ReadRow,
    { entry, lookups }: KnownEntry,
    values: Readonly<Record<string, unknown>>,
    { unit, state }: { readonly unit: string | null; readonly state: string },
  ): ImportChange['changes'] {
    const titleOf = (id: string | null): string =>
      tx.organization.view.units.get(id ?? '')?.title ?? ''
    const changes = diffValues(entry.fields, values).flatMap(({ field: id, from, to }) => {
      const field = this.#register.fields.find((candidate) => candidate.id === id)
      if (field === undefined) return []
      const header = read.headers.get(id)
      const isReference = field.type === 'line' || field.type === 'lines'
      return [
        {
          column: field.title,
          before: formatValue(field, from, lookups),
          after:
            isReference && header !== undefined && to !== undefined
              ? (row.cells[header] ?? '')
              : formatValue(field, to, lookups),
        },
      ]
    })
    if (unit !== entry.unit_id)
      changes.push({ column: '所属', before: titleOf(entry.unit_id), after: titleOf(unit) })
    if (state !== entry.state) changes.push({ column: '状態', before: entry.state, after: state })
    return changes
  }

  /** A row without a number that says what an entry says. */
  #alikeRow(
    tx: Transaction,
    checked: CheckedRow,
    { fields }: Unnumbered,
    alike: AlikeEntry,
  ): CheckedRow {
    const { entry: _, ...rest } = checked
    return {
      ...rest,
      same: {
        ...placed(checked.row),
        id: alike.id,
        number: mayRead(tx, this.#register, alike) ? alike.number : null,
        name: namesOfEntry(tx, this.#register, fields).name,
        alike: true,
      },
    }
  }

  /** A class below that of what the entry is made from is a fault of the row. */
  async #withLeastClass(tx: Transaction, checked: CheckedRow): Promise<CheckedRow> {
    if (checked.change?.needsReason !== true) return checked
    try {
      await demandLeastClasses(tx, this.#register, [checked.change.plan()])
      return checked
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const title = this.#register.fields.find(({ id }) => id === this.#register.classField)?.title
      const { change: _, ...rest } = checked
      return {
        ...rest,
        faults: [
          {
            column: title ?? '',
            value: '',
            detail: error.problem.faults?.[0]?.detail ?? error.problem.detail,
          },
        ],
      }
    }
  }

  /** Whom the row puts the entry into the hands of, and who has left, is a fault of the row. */
  #demandHolder(
    tx: Transaction,
    row: TableRow,
    read: ReadRow,
    entry: Parameters<typeof holderGone>[2],
    before?: FieldValues,
  ): void {
    const gone = holderGone(tx, this.#register, entry, before)
    if (gone === undefined) return
    const column = read.headers.get(this.#register.heldBy ?? '') ?? ''
    read.faults.push({ column, value: row.cells[column] ?? '', detail: gone.detail })
  }

  #notAllowed(
    tx: Transaction,
    row: TableRow,
    { unitHeader }: ReadRow,
    unit: string | null,
  ): ImportFault {
    const title = tx.organization.view.units.get(unit ?? '')?.title ?? '所属なし'
    return {
      column: unitHeader,
      value: row.cells[unitHeader] ?? '',
      detail: `「${title}」の行を書く権限がありません。`,
    }
  }

  #faulty(row: TableRow, read: ReadRow, missing: readonly string[]): CheckedRow {
    return { ...told(row, read), faults: this.#inColumnOrder(read.faults), missing }
  }

  /**
   * Turns faults of fields into faults of cells; a cell that could not be parsed is reported once. A
   * field that has no column in the file is missing as a whole.
   */
  #cellFaults(
    fieldFaults: readonly FieldFault[],
    row: TableRow,
    { headers, faults: before }: ReadRow,
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
}

function told(row: TableRow, { understood, unclear }: ReadRow): CheckedRow {
  return { row, faults: [], missing: [], dropped: [], farDates: [], understood, unclear }
}

function placed({ sheet, row }: TableRow): { readonly sheet?: string; readonly row: number } {
  return sheet === undefined ? { row } : { sheet, row }
}

function placeOf({ sheet, row }: TableRow): string {
  return `${sheet ?? ''}\n${row}`
}
