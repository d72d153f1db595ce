import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { findMissingGlyph, fontCharacters } from './glyphs.ts'
import { prepareContacts, prepareForm, prepareLabels, prepareLedger } from './prepare.ts'
import type { Prepared } from './prepare.ts'
import type { ContactSheet, FormSheet, LabelSheet, LedgerSheet } from './sheets.ts'
import type { PrintAnswer, PrintJob, PrintPlaces } from './worker.ts'

export { sheetHash } from './prepare.ts'
export type {
  Contact,
  ContactNode,
  ContactSheet,
  FormSheet,
  HistoryLine,
  Label,
  LabelledValue,
  LabelSheet,
  LedgerColumn,
  LedgerSheet,
  Seal,
} from './sheets.ts'

/** Sets sheets as PDF. Problems: print-missing-glyph (names the place and the characters), print-too-long, print-failed. */
export interface Printer {
  form(sheet: FormSheet): Promise<Uint8Array>
  ledger(sheet: LedgerSheet): Promise<Uint8Array>
  contacts(sheet: ContactSheet): Promise<Uint8Array>
  labels(sheet: LabelSheet): Promise<Uint8Array>
  /** Ends the thread; the printer starts another when it is used again. */
  close(): Promise<void>
}

interface Waiting {
  resolve(pdf: Uint8Array): void
  reject(error: unknown): void
}

/** How long one sheet may take, in milliseconds. */
const sheetTimeLimit = 60_000
/** After this long without work the thread is ended, so that its fonts and caches give their memory back. */
const idleTime = 60_000
/** Most rows of one printed ledger: some hundred pages, 4 s and 1.3 GB on the way. */
export const ledgerRowLimit = 5000
/** Most labels of one print: a hundred sheets. */
export const labelLimit = 1200
/** From this size in bytes on, a sheet has left so much memory behind that its thread is ended at once. */
const largeSheet = 2_000_000

/** A printer with one thread, started at the first sheet and again after a crash. The thread does not keep the process alive. */
export function createPrinter(): Printer {
  const places = printPlaces()
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let idle: NodeJS.Timeout | null = null
  let next = 0

  function start(): Worker {
    const started = new Worker(new URL('./worker.ts', import.meta.url), { workerData: places })
    started.on('message', settle)
    started.on('error', (error) => fail(started, String(error)))
    started.on('exit', (code) => fail(started, `終了コード ${code}`))
    return started
  }

  function settle(answer: PrintAnswer): void {
    const job = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0) rest('pdf' in answer && answer.pdf.length > largeSheet)
    if (job === undefined) return
    if ('pdf' in answer) job.resolve(answer.pdf)
    else job.reject(new ProblemError(problem('print-failed', { reason: answer.reason })))
  }

  /** Nothing waits: lets the process end if it wants to, and ends the thread soon or at once. */
  function rest(atOnce: boolean): void {
    const resting = worker
    resting?.unref()
    const end = () => {
      if (worker !== resting || waiting.size > 0) return
      worker = null
      void resting?.terminate()
    }
    if (idle !== null) clearTimeout(idle)
    if (atOnce) end()
    else idle = setTimeout(end, idleTime).unref()
  }

  function fail(failed: Worker, reason: string): void {
    if (worker !== failed) return
    worker = null
    const lost = [...waiting.values()]
    waiting.clear()
    for (const job of lost) job.reject(new ProblemError(problem('print-failed', { reason })))
  }

  async function print(template: string, prepared: Prepared): Promise<Uint8Array> {
    const characters = await printableCharacters()
    const missing = findMissingGlyph(prepared, (code) => characters.has(code))
    if (missing !== null) refuse('print-missing-glyph', { ...missing })
    const job: PrintJob = { id: next++, template, data: JSON.stringify(prepared) }
    worker ??= start()
    const used = worker
    used.ref()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        fail(used, `${sheetTimeLimit / 1000} 秒で終わらない`)
        void used.terminate()
      }, sheetTimeLimit)
      const finished =
        <T>(go: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer)
          go(value)
        }
      waiting.set(job.id, { resolve: finished(resolve), reject: finished(reject) })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      used.postMessage(job)
    })
  }

  return {
    form: (sheet) => print('form', prepareForm(sheet)),
    async ledger(sheet) {
      if (sheet.rows.length > ledgerRowLimit)
        refuse('print-too-long', { rows: sheet.rows.length, limit: ledgerRowLimit })
      return print('ledger', prepareLedger(sheet))
    },
    contacts: (sheet) => print('contact', prepareContacts(sheet)),
    labels: (sheet) => print('labels', prepareLabels(sheet)),
    async close() {
      const ending = worker
      if (idle !== null) clearTimeout(idle)
      if (ending === null) return
      fail(ending, '印刷の終了')
      await ending.terminate()
    },
  }
}

const fontFiles = [
  '@expo-google-fonts/biz-udmincho/400Regular/BIZUDMincho_400Regular.ttf',
  '@expo-google-fonts/biz-udmincho/700Bold/BIZUDMincho_700Bold.ttf',
  '@expo-google-fonts/biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf',
  '@expo-google-fonts/biz-udgothic/700Bold/BIZUDGothic_700Bold.ttf',
  '@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf',
  '@expo-google-fonts/noto-serif-jp/700Bold/NotoSerifJP_700Bold.ttf',
]

function fontPaths(): string[] {
  const require = createRequire(import.meta.url)
  return fontFiles.map((file) => require.resolve(file))
}

function printPlaces(): PrintPlaces {
  return {
    templates: fileURLToPath(new URL('./templates', import.meta.url)),
    fonts: fontPaths().map((path) => dirname(path)),
  }
}

let printable: Promise<ReadonlySet<number>> | null = null

/** The characters of the rarest font's family and of one of the usual: every text is set in a usual font with the rare one behind. */
function printableCharacters(): Promise<ReadonlySet<number>> {
  printable ??= Promise.all(
    fontPaths()
      .filter((path) => path.includes('400Regular'))
      .map(fontCharacters),
  ).then(([mincho = new Set(), gothic = new Set(), rare = new Set()]) =>
    rare.union(mincho.intersection(gothic)),
  )
  return printable
}
