import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PdfPages } from './pdfPages.ts'

/** Most text that is taken from one PDF, in bytes. */
const textLimit = 100 * 1024 * 1024

interface Ended {
  readonly code: number | null
  readonly text: string
  readonly errors: string
  readonly late: boolean
}

/** Runs poppler's pdftotext on a PDF with a time limit; null when the machine has none. */
export async function runPdftotext(
  bytes: Uint8Array,
  milliseconds: number,
): Promise<PdfPages | null> {
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-pdf-'))
  try {
    const path = join(folder, 'document.pdf')
    await writeFile(path, bytes, { mode: 0o600 })
    const ended = await run(path, milliseconds)
    if (ended === null) return null
    if (ended.late) return { fault: 'slow' }
    if (/password|not allowed/i.test(ended.errors) && ended.code !== 0)
      return { fault: 'encrypted' }
    if (ended.code !== 0) return { fault: 'damaged' }
    const pages = ended.text.split('\f')
    if (pages.at(-1)?.trim() === '') pages.pop()
    return { pages: pages.length === 0 ? [''] : pages }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function run(path: string, milliseconds: number): Promise<Ended | null> {
  return new Promise((resolve) => {
    const child = spawn('pdftotext', ['-layout', '-enc', 'UTF-8', '-eol', 'unix', path, '-'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const text: Buffer[] = []
    let size = 0
    let errors = ''
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, milliseconds)
    child.stdout.on('data', (piece: Buffer) => {
      size += piece.length
      if (size <= textLimit) text.push(piece)
      else child.kill('SIGKILL')
    })
    child.stderr.on('data', (piece: Buffer) => {
      if (errors.length < 10_000) errors += piece.toString()
    })
    child.on('error', () => {
      clearTimeout(timer)
      resolve(null)
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code, text: Buffer.concat(text).toString('utf8'), errors, late })
    })
  })
}
