import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { allLetters, fontPlaces, usualLetters } from './fonts.ts'
import { prepareContacts, prepareForm, prepareLabels, prepareRegister } from './prepare.ts'
import type { PreparedSheet } from './prepare.ts'
import { allPrintable, replacementNote, replaceUnprintable } from './replace.ts'
import type { ContactSheet, FormSheet, LabelSheet, RegisterSheet } from './sheets.ts'
import type { PrintResult, PrintJob, PrintPaths } from './worker.ts'

export { sheetHash } from './prepare.ts'
export type {
  ContactSheet,
  FormSheet,
  HistoryEntry,
  LabelSheet,
  RegisterSheet,
  Seal,
} from './sheets.ts'

/**
 * Prints sheets as PDF. A letter that no face has is printed as 〓 and named at the foot. Problems:
 * print-too-long, print-failed.
 */
export interface Printer {
  form(sheet: FormSheet): Promise<Uint8Array>
  register(sheet: RegisterSheet): Promise<Uint8Array>
  contacts(sheet: ContactSheet): Promise<Uint8Array>
  labels(sheet: LabelSheet): Promise<Uint8Array>
  /** Ends the thread; the printer starts another when it is used again. */
  close(): Promise<void>
}

interface PendingJob {
  resolve(pdf: Uint8Array): void
  reject(error: unknown): void
}

/** Time limit of one sheet, milliseconds. */
const jobTimeLimit = 60_000
/** Idle time after which the thread is ended to free its fonts and caches, milliseconds. */
const idleTime = 60_000
/** Most rows of one printed register: about a hundred pages, 4 s and up to 1.3 GB of memory. */
export const registerRowLimit = 5000
/** Most labels of one print: a hundred sheets. */
export const labelLimit = 1200
/**
 * A PDF of this size or larger, in bytes, has used so much memory that the thread is ended at once.
 */
const largePdfBytes = 2_000_000

/**
 * A printer with one thread, started with the first sheet and again after a crash. The thread does
 * not keep the process alive.
 */
export function createPrinter(): Printer {
  const paths = printPaths()
  const waiting = new Map<number, PendingJob>()
  let worker: Worker | null = null
  let idleTimer: NodeJS.Timeout | null = null
  let nextId = 0

  function startWorker(): Worker {
    const newWorker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: paths })
    newWorker.on('message', finishJob)
    newWorker.on('error', (error) => failWorker(newWorker, String(error)))
    newWorker.on('exit', (code) => failWorker(newWorker, `終了コード ${code}`))
    return newWorker
  }

  function finishJob(answer: PrintResult): void {
    const job = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0) scheduleStop('pdf' in answer && answer.pdf.length > largePdfBytes)
    if (job === undefined) return
    if ('pdf' in answer) job.resolve(answer.pdf)
    else job.reject(new ProblemError(problem('print-failed', { reason: answer.reason })))
  }

  /** No job is left: the process may end, and the thread is ended soon or at once. */
  function scheduleStop(atOnce: boolean): void {
    const idleWorker = worker
    idleWorker?.unref()
    const end = () => {
      if (worker !== idleWorker || waiting.size > 0) return
      worker = null
      void idleWorker?.terminate()
    }
    if (idleTimer !== null) clearTimeout(idleTimer)
    if (atOnce) end()
    else idleTimer = setTimeout(end, idleTime).unref()
  }

  function failWorker(failedWorker: Worker, reason: string): void {
    if (worker !== failedWorker) return
    worker = null
    const failedJobs = [...waiting.values()]
    waiting.clear()
    for (const job of failedJobs) job.reject(new ProblemError(problem('print-failed', { reason })))
  }

  async function print(template: string, prepared: PreparedSheet): Promise<Uint8Array> {
    const job: PrintJob = { id: nextId++, template, ...(await printable(prepared)) }
    worker ??= startWorker()
    const activeWorker = worker
    activeWorker.ref()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        failWorker(activeWorker, `${jobTimeLimit / 1000} 秒で終わらない`)
        void activeWorker.terminate()
      }, jobTimeLimit)
      const clearingTimer =
        <T>(callback: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer)
          callback(value)
        }
      waiting.set(job.id, { resolve: clearingTimer(resolve), reject: clearingTimer(reject) })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      activeWorker.postMessage(job)
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
    async close() {
      const ending = worker
      if (idleTimer !== null) clearTimeout(idleTimer)
      if (ending === null) return
      failWorker(ending, '印刷の終了')
      await ending.terminate()
    },
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

const printPaths = (): PrintPaths => ({
  templates: fileURLToPath(new URL('./templates', import.meta.url)),
  fonts: fontPlaces,
})
