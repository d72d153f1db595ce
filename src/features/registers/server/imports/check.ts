import type { Register } from '#kernel/packs/types.ts'
import {
  openUploadedTable,
  outlineUploadedTable,
  writeXlsx,
} from '#platform/documents/tables/index.ts'
import type { Table, TableRecord } from '#platform/documents/tables/index.ts'
import { uuid7 } from '#platform/environment.ts'
import { performAction } from '#platform/gate/perform.ts'
import type { OutboxHandler } from '#platform/jobs/outbox.ts'
import type {
  ImportChange,
  ImportChoice,
  ImportFarDate,
  ImportRow,
  ImportSame,
  ImportUnclear,
  ImportUnderstood,
  ImportView,
} from '../../contract/imports.ts'
import { registerOf } from '../authorise.ts'
import { readableColumns } from '../sheet.ts'
import type { SheetColumn } from '../sheet.ts'
import { keepFaultFile } from './faultFile.ts'
import { batches, ImportWork } from './job.ts'
import { keptChoice } from './kept.ts'
import { neededHeaders, planImport } from './plan.ts'
import type { ImportPlan, KeptChoice } from './plan.ts'
import { SeriesMaximum } from './numberSeries.ts'
import { RowChecker } from './rowChecker.ts'
import type { CheckedRow, RowChange } from './rowChecker.ts'
import { SeenChanges } from './seenChanges.ts'
import { emptyNotes, importRow, notesOf } from './store.ts'
import type { ImportNotes } from './store.ts'

export const batchSize = 500
/** Faulty rows stored with the import for the screen; the fault file has all faulty rows. */
const shownBad = 200
const shownGood = 50
/** Each of these is decided by itself. */
const shownStale = 1000
/** Different texts that are told, of those that were understood otherwise or not at all. */
const shownTexts = 200
const shownFarDates = 50
const faultFileLimit = 1_000_000_000
/** The column of the fault file with the faults; ignored when the corrected file is imported. */
const faultHeader = '直すところ'

/**
 * Checks the whole file against the register without writing an entry: counts, the first valid and
 * faulty rows, and a file of all faulty rows.
 */
export const checkImport: OutboxHandler = async (payload, job) => {
  const work = new ImportWork(payload, job)
  await work.runStage('checking', () => check(work))
}

async function check(work: ImportWork): Promise<void> {
  const { id, register: registerId } = work.payload
  const { files } = work.job.services
  const context = await work.read(async (tx) => ({
    row: await importRow(tx, registerId, id),
    register: registerOf(tx, registerId),
    columns: readableColumns(registerOf(tx, registerId), tx.organization.pack.classification),
    kept: await keptChoice(tx, registerId, work.payload.personId),
    today: tx.today,
  }))
  if (context.row?.status !== 'checking') return
  const { row, register, columns } = context
  const path = await files.wholePath(row.sha256)
  const notes = notesOf(row)
  const planned = notes.choice
    ? { ...notes, choice: notes.choice, asks: false }
    : await plan(work, register, path, row.name, context.kept)
  const { choice, sheets, targets } = planned
  const about = { sheets: [...sheets], columns: [...planned.columns], targets: [...targets] }
  if (planned.asks) {
    await work.updateProgress('checking', {
      status: 'asking',
      options: JSON.stringify({
        ...emptyNotes,
        ...about,
        proposal: choice,
      } satisfies ImportNotes),
    })
    return
  }
  const table = await openImport(path, row.name, columns, choice)
  try {
    const checker = await work.read(
      async (tx) => new RowChecker(tx, register, choice, table.encoding),
    )
    const tally = new Tally(register, context.today, table, choice)
    const faultFile = await writeFaultFile(work, row.name, table, tally, checker)
    await work.updateProgress('checking', {
      status: 'checked',
      ...tally.counts(),
      rows_total: tally.read,
      faults: JSON.stringify(tally.badRows),
      options: JSON.stringify({ ...tally.notes(), ...about, choice } satisfies ImportNotes),
      ...(faultFile ? { fault_file_id: faultFile } : {}),
    })
  } finally {
    await table.close()
  }
}

/** Looks at the beginning of the file and plans how it is read. */
async function plan(
  work: ImportWork,
  register: Register,
  path: string,
  name: string,
  kept: KeptChoice,
): Promise<ImportPlan> {
  const expected = await work.read(async (tx) =>
    expectedHeaders(readableColumns(register, tx.organization.pack.classification)),
  )
  const outlines = await outlineUploadedTable(path, {
    name,
    expected: [...expected, ...Object.keys(kept.columns)],
  })
  const planned = await work.read((tx) => planImport(tx, register, outlines, kept))
  const own = planned.columns.filter(({ header }) => header !== faultHeader)
  const { [faultHeader]: _, ...columns } = planned.choice.columns
  return { ...planned, columns: own, choice: { ...planned.choice, columns } }
}

/** Opens a file as it was decided to be read. */
export function openImport(
  path: string,
  name: string,
  columns: readonly SheetColumn[],
  choice: ImportChoice,
): Promise<Table> {
  return openUploadedTable(path, {
    name,
    expected: [...expectedHeaders(columns), ...Object.keys(choice.columns)],
    tidy: { needs: neededHeaders(columns, choice) },
    ...(choice.sheets.length > 0 ? { sheets: choice.sheets } : {}),
  })
}

/** Headings by which the row of headings is told. */
function expectedHeaders(columns: readonly SheetColumn[]): string[] {
  return columns.flatMap(({ header, synonyms = [] }) => [header, ...synonyms])
}

/** Checks every row and keeps the faulty ones as a file; its id, where there are any. */
async function writeFaultFile(
  work: ImportWork,
  name: string,
  table: Table,
  tally: Tally,
  checker: RowChecker,
): Promise<string | undefined> {
  const { files, gate, environment: outside } = work.job.services
  const { sha256, size } = await files.put(
    writeXlsx(faultColumns(table.headers), tally.faulty(work, checker), { sheet: '直す行' }),
    faultFileLimit,
  )
  if (tally.bad === 0) return undefined
  const id = uuid7(outside)
  await performAction(gate, work.job.organizationId, work.actor, keepFaultFile, {
    id,
    sha256,
    size,
    name: `直す行_${name.replace(/\.[^.]*$/, '')}.xlsx`,
    person: work.payload.personId,
    import: work.payload.id,
  })
  return id
}

function faultColumns(headers: readonly string[]) {
  const own = headers.filter((header) => header !== faultHeader)
  return [
    { key: faultHeader, header: faultHeader, width: 60 },
    ...own.map((header) => ({ key: `:${header}`, header })),
  ]
}

/** Counts rows while they are checked. */
class Tally {
  read = 0
  good = 0
  bad = 0
  readonly badRows: ImportRow[] = []
  readonly #goodRows: ImportRow[] = []
  readonly #dropped = new Map<string, number>()
  readonly #series: SeriesMaximum
  readonly #table: Table
  readonly #choice: ImportChoice
  readonly #missing = new Map<string, number>()
  readonly #understood = new Map<string, ImportUnderstood>()
  readonly #unclear = new Map<string, ImportUnclear>()
  #filled = 0
  readonly #short: ImportView['short']['rows'] = []
  #shortCount = 0
  readonly #counts = { added: 0, changed: 0, same: 0, stale: 0 }
  readonly #changedRows: ImportChange[] = []
  readonly #staleRows: ImportChange[] = []
  readonly #sameRows: ImportSame[] = []
  readonly #seen = new SeenChanges()
  #unversioned = 0
  #needsReason = false
  readonly #farDates: ImportFarDate[] = []
  #farDateCount = 0

  constructor(register: Register, today: string, table: Table, choice: ImportChoice) {
    this.#series = new SeriesMaximum(register, today)
    this.#table = table
    this.#choice = choice
  }

  /** Checks every row; yields the faulty ones as rows of the fault file. */
  async *faulty(work: ImportWork, checker: RowChecker): AsyncGenerator<TableRecord> {
    let since = 0
    for await (const rows of batches(this.#table.rows, batchSize)) {
      const checked = await work.read((tx) => checker.check(tx, rows))
      for (const result of checked) {
        this.#take(result)
        if (!result.entry && !result.change && !result.same)
          yield {
            [faultHeader]: faultText(result),
            ...Object.fromEntries(
              Object.entries(result.row.cells).map(([header, cell]) => [`:${header}`, cell]),
            ),
          }
      }
      since += rows.length
      if (since < 2000) continue
      since = 0
      await work.updateProgress('checking', {
        ...this.counts(),
        rows_total: Math.max(
          this.read,
          Math.round(this.read / Math.max(0.01, this.#table.progress())),
        ),
      })
    }
  }

  counts() {
    return { rows_read: this.read, rows_good: this.good, rows_bad: this.bad }
  }

  notes(): Omit<ImportNotes, 'sheets' | 'columns' | 'targets'> {
    const { headers } = this.#table
    const used = (header: string): boolean => (this.#choice.columns[header] ?? '') !== ''
    return {
      headers: [...headers],
      unused: headers.filter((header) => !used(header) && header !== faultHeader),
      dropped: Object.fromEntries(this.#dropped),
      missing: Object.fromEntries(this.#missing),
      left: { rows: [...this.#table.left().rows], count: this.#table.left().count },
      filled: this.#filled,
      short: { rows: this.#short, count: this.#shortCount },
      understood: byRows(this.#understood),
      unclear: byRows(this.#unclear),
      goodRows: this.#goodRows,
      highest: this.#series.highest(),
      counts: this.#counts,
      changedRows: this.#changedRows,
      staleRows: this.#staleRows,
      sameRows: this.#sameRows,
      unversioned: this.#unversioned,
      needsReason: this.#needsReason,
      farDates: { dates: this.#farDates, count: this.#farDateCount },
      seen: this.#seen.digest(),
    }
  }

  #takeChange(change: RowChange): void {
    this.#seen.add(change)
    if (change.needsReason) this.#needsReason = true
    if (!change.isVersioned) this.#unversioned += 1
    const rows = change.isStale ? this.#staleRows : this.#changedRows
    this.#counts[change.isStale ? 'stale' : 'changed'] += 1
    if (rows.length < (change.isStale ? shownStale : shownBad)) rows.push(change.shown)
  }

  #take(result: CheckedRow): void {
    const { row, entry, change, same, number, faults, missing, dropped } = result
    this.read += 1
    for (const told of result.understood) count(this.#understood, told)
    for (const told of result.unclear) count(this.#unclear, told)
    for (const title of missing) this.#missing.set(title, (this.#missing.get(title) ?? 0) + 1)
    this.#filled += row.filled?.length ?? 0
    if (row.lacks !== undefined) {
      this.#shortCount += 1
      if (this.#short.length < shownBad) this.#short.push({ row: row.row, lacks: row.lacks })
    }
    const shown = (): ImportRow => ({
      ...(row.sheet === undefined ? {} : { sheet: row.sheet }),
      row: row.row,
      cells: { ...row.cells },
      faults: [...faults],
      ...(row.filled === undefined ? {} : { filled: [...row.filled] }),
    })
    if (same) {
      this.#counts.same += 1
      const { id: _, ...told } = same
      if (this.#sameRows.length < shownBad) this.#sameRows.push(told)
      return
    }
    if (change) this.#takeChange(change)
    this.#farDateCount += result.farDates.length
    this.#farDates.push(...result.farDates.slice(0, shownFarDates - this.#farDates.length))
    if (change?.isStale) return
    if (entry ?? change) {
      this.good += 1
      if (entry) this.#counts.added += 1
      if (entry && number) this.#series.record(number)
      for (const title of dropped) this.#dropped.set(title, (this.#dropped.get(title) ?? 0) + 1)
      if (entry && this.#goodRows.length < shownGood) this.#goodRows.push(shown())
      return
    }
    this.bad += 1
    // A row that only lacks a column that no row has is told once, as the missing column.
    if (faults.length > 0 && this.badRows.length < shownBad) this.badRows.push(shown())
  }
}

function faultText({ row, faults, missing }: CheckedRow): string {
  const place = row.sheet === undefined ? '' : `シート「${row.sheet}」の`
  return [
    `${place}${row.row}行目`,
    ...faults.map((fault) => `【${fault.column}】${fault.detail}`),
    ...missing.map((title) => `【${title}】この項目の列がありません。`),
  ].join(' ')
}

type Told = { readonly column: string; readonly value: string }

/** Counts a text of a column; past a number of different ones no more are told. */
function count<T extends Told>(texts: Map<string, T & { rows: number }>, told: T): void {
  const key = `${told.column}\n${told.value}`
  const known = texts.get(key)
  if (known) known.rows += 1
  else if (texts.size < shownTexts) texts.set(key, { ...told, rows: 1 })
}

function byRows<T extends { readonly rows: number }>(texts: ReadonlyMap<string, T>): T[] {
  return [...texts.values()].toSorted((a, b) => b.rows - a.rows)
}
