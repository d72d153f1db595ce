import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { refuse } from '#kernel/problems/index.ts'
import { ChildPool, PoolFull } from '../../children/pool.ts'
import { ChildStopped } from '../../children/run.ts'
import type { TableColumn, TableRecord } from '../tables/types.ts'
import type { WriteXlsxOptions } from '../tables/write-xlsx.ts'
import { allLetters, fontPlaces, usualLetters } from './fonts.ts'
import { paperLimits, tableLimits } from './jobs.ts'
import type { FormXlsxOptions, PaperJob, RowBatch } from './jobs.ts'
import {
  prepareContacts,
  prepareForm,
  prepareLabels,
  prepareRegister,
  prepareReport,
} from './prepare.ts'
import type { PreparedSheet } from './prepare.ts'
import { allPrintable, replacementNote, replaceUnprintable } from './replace.ts'
import type { ContactSheet, FormSheet, LabelSheet, RegisterSheet, ReportSheet } from './sheets.ts'

export { sheetHash } from './prepare.ts'
export type {
  ContactSheet,
  FormSheet,
  HistoryEntry,
  LabelSheet,
  RegisterSheet,
  ReportPart,
  ReportSheet,
  Seal,
} from './sheets.ts'

/**
 * Makes papers: PDF, Word and Excel, in processes that are replaced before they grow. In a PDF, a
 * letter that no face has is printed as 〓 and named at the foot. Problems: print-too-long,
 * print-too-heavy, print-busy, print-failed.
 */
export interface Printer {
  form(sheet: FormSheet): Promise<Uint8Array>
  register(sheet: RegisterSheet): Promise<Uint8Array>
  contacts(sheet: ContactSheet): Promise<Uint8Array>
  labels(sheet: LabelSheet): Promise<Uint8Array>
  report(sheet: ReportSheet): Promise<Uint8Array>
  formDocx(sheet: FormSheet): Promise<Uint8Array>
  formXlsx(sheet: FormSheet, options?: FormXlsxOptions): Promise<Uint8Array>
  registerDocx(sheet: RegisterSheet): Promise<Uint8Array>
  reportDocx(sheet: ReportSheet): Promise<Uint8Array>
  /**
   * A table of any length as a workbook. It is whole before its first byte is read, so that a slow
   * reader holds nothing, and what fails fails before an answer begins.
   */
  table(
    columns: readonly TableColumn[],
    rows: AsyncIterable<TableRecord> | Iterable<TableRecord>,
    options?: WriteXlsxOptions,
  ): Promise<Readable>
  /** Ends the processes; the printer starts others when it is used again. */
  close(): Promise<void>
}

/** Most rows of one printed register: about a hundred pages, 4 s and up to 1.3 GB of memory. */
export const registerRowLimit = 5000
/** Most labels of one print: a hundred sheets. */
export const labelLimit = 1200
/** Rows that are handed over at once. */
const batchSize = 500

const worker = new URL('./worker.ts', import.meta.url)
const templates = fileURLToPath(new URL('./templates', import.meta.url))

/** A printer; its processes start with the first paper and do not keep the program alive. */
export function createPrinter(
  limits = { papers: paperLimits, tables: tableLimits },
  module = worker,
): Printer {
  const papers = new ChildPool(module, limits.papers)
  const tables = new ChildPool(module, limits.tables)
  /** Folder of workbooks that are being written. */
  let scratch: Promise<string> | undefined
  let tableCount = 0

  const paper = async (job: PaperJob): Promise<Uint8Array> =>
    (await inWords(papers.run(job))) as Uint8Array

  async function print(template: string, prepared: PreparedSheet): Promise<Uint8Array> {
    return paper({
      kind: 'pdf',
      templates,
      fonts: fontPlaces,
      template,
      ...(await printable(prepared)),
    })
  }

  return {
    form: (sheet) => print('form', prepareForm(sheet)),
    async register(sheet) {
      if (sheet.rows.length > registerRowLimit)
        refuse('print-too-long', { rows: sheet.rows.length, limit: registerRowLimit })
      return print('ledger', prepareRegister(sheet))
    },
    contacts: (sheet) => print('contact', prepareContacts(sheet)),
    labels: (sheet) => print('labels', prepareLabels(sheet)),
    report: (sheet) => print('report', prepareReport(sheet)),
    formDocx: (sheet) => paper({ kind: 'form.docx', sheet }),
    formXlsx: (sheet, options = {}) => paper({ kind: 'form.xlsx', sheet, options }),
    registerDocx: (sheet) => paper({ kind: 'register.docx', sheet }),
    reportDocx: (sheet) => paper({ kind: 'report.docx', sheet }),
    async table(columns, rows, options = {}) {
      scratch ??= mkdtemp(join(tmpdir(), 'sekisho-tables-'))
      const path = join(await scratch, `${tableCount++}.xlsx`)
      try {
        const job: PaperJob = { kind: 'table.xlsx', columns, options, path }
        await inWords(tables.run(job, batchesOf(columns, rows)))
        return (await open(path)).createReadStream()
      } finally {
        // Whoever reads has it open; nothing is left where the program is killed meanwhile.
        await rm(path, { force: true })
      }
    },
    async close() {
      await Promise.all([papers.close(), tables.close()])
      const folder = await scratch
      scratch = undefined
      if (folder !== undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

async function* batchesOf(
  columns: readonly TableColumn[],
  rows: AsyncIterable<TableRecord> | Iterable<TableRecord>,
): AsyncGenerator<RowBatch> {
  let batch: RowBatch[number][] = []
  for await (const row of rows) {
    batch.push(columns.map(({ key }) => row[key]))
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Says in a sentence why a process gave no paper. */
async function inWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof PoolFull) return refuse('print-busy')
    if (!(error instanceof ChildStopped)) throw error
    return error.why === 'broken'
      ? refuse('print-failed', { reason: '印刷のプロセスが終わった' })
      : refuse('print-too-heavy')
  }
}

/** The data as text, and whether it needs more than the usual faces. */
async function printable(prepared: PreparedSheet): Promise<{ data: string; isRare: boolean }> {
  if (allPrintable(prepared, await usualLetters()))
    return { data: JSON.stringify(prepared), isRare: false }
  const { data, replaced } = replaceUnprintable(prepared, await allLetters())
  return {
    data: JSON.stringify({ ...(data as PreparedSheet), replaced: replacementNote(replaced) }),
    isRare: true,
  }
}
