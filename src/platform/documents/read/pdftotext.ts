import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PdfPages } from './pdfPages.ts'

/** Most text that is read from one PDF, in bytes. */
const textLimit = 100 * 1024 * 1024

interface ProcessResult {
  readonly code: number | null
  readonly text: string
  readonly errors: string
  readonly timedOut: boolean
}

/** Runs poppler's pdftotext on a PDF with a time limit; null where it is not installed. */
export async function runPdftotext(
  bytes: Uint8Array,
  milliseconds: number,
): Promise<PdfPages | null> {
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-pdf-'))
  try {
    const path = join(folder, 'document.pdf')
    await writeFile(path, bytes, { mode: 0o600 })
    const result = await runProcess(path, milliseconds)
    if (result === null) return null
    if (result.timedOut) return { fault: 'slow' }
    if (/password|not allowed/i.test(result.errors) && result.code !== 0)
      return { fault: 'encrypted' }
    if (result.code !== 0) return { fault: 'damaged' }
    const pages = result.text.split('\f')
    if (pages.at(-1)?.trim() === '') pages.pop()
    return { pages: pages.length === 0 ? [''] : pages }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function runProcess(path: string, milliseconds: number): Promise<ProcessResult | null> {
  return new Promise((resolve) => {
    const child = spawn('pdftotext', ['-layout', '-enc', 'UTF-8', '-eol', 'unix', path, '-'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const text: Buffer[] = []
    let size = 0
    let errors = ''
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      child.kill('SIGKILL')
    }, milliseconds)
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= textLimit) text.push(chunk)
      else child.kill('SIGKILL')
    })
    child.stderr.on('data', (chunk: Buffer) => {
      if (errors.length < 10_000) errors += chunk.toString()
    })
    child.on('error', () => {
      clearTimeout(timer)
      resolve(null)
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code, text: Buffer.concat(text).toString('utf8'), errors, timedOut })
    })
  })
}
