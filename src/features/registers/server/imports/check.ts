import type { Register } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { openUploadedTable, writeXlsx } from '#platform/documents/tables/index.ts'
import type { Table, TableRecord } from '#platform/documents/tables/index.ts'
import { uuid7 } from '#platform/environment.ts'
import { performAction } from '#platform/gate/perform.ts'
import type { OutboxHandler } from '#platform/jobs/outbox.ts'
import type { ImportRow } from '../../contract/imports.ts'
import { registerOf } from '../authorise.ts'
import { readableColumns } from '../sheet.ts'
import { keepFaultFile } from './faultFile.ts'
import { batches, ImportWork } from './job.ts'
import { SeriesMaximum } from './numberSeries.ts'
import { RowChecker } from './rowChecker.ts'
import type { CheckedRow } from './rowChecker.ts'
import { importRow } from './store.ts'
import type { ImportNotes } from './store.ts'

export const batchSize = 500
/** Faulty rows stored with the import for the screen; the fault file has all faulty rows. */
const shownBad = 200
const shownGood = 50
const rowLimit = 300_000
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
  const { files, environment: outside } = work.job.services
  const context = await work.read(async (tx) => ({
    row: await importRow(tx, registerId, id),
    register: registerOf(tx, registerId),
    classification: tx.organization.pack.classification,
    today: tx.today,
  }))
  if (context.row?.status !== 'checking') return
  const { row, register } = context
  const columns = readableColumns(register, context.classification).map((column) => column.header)
  await files.demandWhole(row.sha256)
  const table = await openUploadedTable(files.path(row.sha256), { name: row.name, expected: columns })
  try {
    const used = table.headers.filter((header) => columns.includes(header))
    if (used.length === 0)
      refuse('import-no-columns', {
        register: register.title,
        wanted: columns
          .slice(2, 6)
          .map((title) => `「${title}」`)
          .join(''),
      })
    const checker = await work.read(async (tx) => new RowChecker(tx, register, table.headers))
    const tally = new Tally(register, context.today, table, used)
    const faultContent = await files.put(
      writeXlsx(faultColumns(table.headers), tally.faulty(work, checker), { sheet: '直す行' }),
      faultFileLimit,
    )
    const faultFile =
      tally.bad > 0
        ? { id: uuid7(outside), sha256: faultContent.sha256, size: faultContent.size }
        : undefined
    if (faultFile) {
      const { gate } = work.job.services
      await performAction(gate, work.job.organizationId, work.actor, keepFaultFile, {
        ...faultFile,
        name: `直す行_${row.name.replace(/\.[^.]*$/, '')}.xlsx`,
        person: work.payload.personId,
        import: id,
      })
    }
    await work.updateProgress('checking', {
      status: 'checked',
      ...tally.counts(),
      rows_total: tally.read,
      faults: JSON.stringify(tally.badRows),
      options: JSON.stringify(tally.notes()),
      ...(faultFile ? { fault_file_id: faultFile.id } : {}),
    })
  } finally {
    await table.close()
  }
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
  readonly #used: readonly string[]

  constructor(register: Register, today: string, table: Table, used: readonly string[]) {
    this.#series = new SeriesMaximum(register, today)
    this.#table = table
    this.#used = used
  }

  /** Checks every row; yields the faulty ones as rows of the fault file. */
  async *faulty(work: ImportWork, checker: RowChecker): AsyncGenerator<TableRecord> {
    let since = 0
    for await (const rows of batches(this.#table.rows, batchSize)) {
      const checked = await work.read((tx) => checker.check(tx, rows))
      for (const result of checked) {
        this.#take(result)
        if (!result.entry)
          yield {
            [faultHeader]: `${result.row.row}行目 ${result.faults.map((fault) => `【${fault.column}】${fault.detail}`).join(' ')}`,
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

  notes(): ImportNotes {
    const { headers } = this.#table
    return {
      headers: [...headers],
      unused: headers.filter((header) => !this.#used.includes(header) && header !== faultHeader),
      dropped: Object.fromEntries(this.#dropped),
      goodRows: this.#goodRows,
      highest: this.#series.highest(),
    }
  }

  #take({ row, entry, number, faults, dropped }: CheckedRow): void {
    this.read += 1
    if (this.read > rowLimit) refuse('import-too-many', { limit: rowLimit })
    const shown = (): ImportRow => ({ row: row.row, cells: { ...row.cells }, faults: [...faults] })
    if (entry) {
      this.good += 1
      if (number) this.#series.record(number)
      for (const title of dropped) this.#dropped.set(title, (this.#dropped.get(title) ?? 0) + 1)
      if (this.#goodRows.length < shownGood) this.#goodRows.push(shown())
    } else {
      this.bad += 1
      if (this.badRows.length < shownBad) this.badRows.push(shown())
    }
  }
}
