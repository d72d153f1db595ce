import { createWriteStream } from 'node:fs'
import { openAsBlob } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { writeCsv, writeXlsx } from '#platform/documents/tables/index.ts'
import { assetRow, sheetHeader } from './assets.ts'
import type { Installation } from './installation.ts'

const columns = sheetHeader.map((header) => ({ key: header, header }))

function* records(from: number, count: number): Generator<Record<string, string>> {
  for (let n = from; n < from + count; n++) {
    const cells = assetRow(n)
    yield Object.fromEntries(sheetHeader.map((header, i) => [header, cells[i] ?? '']))
  }
}

/** Writes a spreadsheet of made-up assets. */
export async function writeSheet(
  path: string,
  format: 'csv' | 'xlsx',
  from: number,
  count: number,
): Promise<void> {
  const bytes =
    format === 'csv'
      ? writeCsv(columns, records(from, count)).bytes
      : writeXlsx(columns, records(from, count))
  await pipeline(Readable.from(bytes), createWriteStream(path))
}

interface Progress {
  readonly status: string
  readonly good: number
  readonly bad: number
  readonly written: number
  readonly error: string | null
}

export interface ImportResult {
  readonly checked: number
  readonly written: number
  readonly rows: number
  /** The highest memory meanwhile, MB: of the process, or in use. */
  readonly peak: number
  readonly steps: number
}

/**
 * Imports a spreadsheet as a person does: upload, wait for the check, approve, wait for the
 * writing. Returns the seconds of each part and the highest memory: of the process, which includes
 * garbage, or (`inUse`) after garbage collections, which take time.
 */
export async function importSheet(
  installation: Installation,
  path: string,
  name: string,
  inUse = false,
): Promise<ImportResult> {
  const headers = { authorization: installation.authorization }
  const body = new FormData()
  body.append('file', await openAsBlob(path), name)
  const measure = inUse ? memoryInUse : () => process.memoryUsage().rss
  let peak = measure()
  const sampler = setInterval(() => (peak = Math.max(peak, measure())), inUse ? 400 : 50)
  const progressCounts = new Set<number>()
  const until = async (id: string, busyStatus: string): Promise<Progress> => {
    for (;;) {
      const view = (await (
        await fetch(`${installation.url}/api/registers/assets/imports/${id}`, { headers })
      ).json()) as Progress
      if (view.status === 'importing') progressCounts.add(view.written)
      if (view.status !== busyStatus) return view
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  try {
    const start = performance.now()
    const created = (await (
      await fetch(`${installation.url}/api/registers/assets/imports`, {
        method: 'POST',
        headers,
        body,
      })
    ).json()) as { id: string }
    const checked = await until(created.id, 'checking')
    if (checked.status !== 'checked' || checked.bad > 0)
      throw new Error(JSON.stringify(checked).slice(0, 2000))
    const checkedAt = performance.now()
    await fetch(`${installation.url}/api/registers/assets/imports/${created.id}/run`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"goodOnly":false}',
    })
    const finished = await until(created.id, 'importing')
    if (finished.status !== 'done') throw new Error(JSON.stringify(finished).slice(0, 2000))
    return {
      checked: (checkedAt - start) / 1000,
      written: (performance.now() - checkedAt) / 1000,
      rows: finished.written,
      peak: Math.round(peak / 1e6),
      steps: progressCounts.size,
    }
  } finally {
    clearInterval(sampler)
  }
}

/** Bytes in use after a garbage collection, including those outside of V8's heap. */
function memoryInUse(): number {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/**
 * Exports and discards the content: seconds, rows (line ends without the header), highest memory.
 */
export async function exportSheet(
  installation: Installation,
  query: string,
): Promise<{ seconds: number; bytes: number; peak: number }> {
  let peak = process.memoryUsage().rss
  const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50)
  const start = performance.now()
  const response = await fetch(`${installation.url}/api/registers/assets/export?${query}`, {
    headers: { authorization: installation.authorization },
  })
  let bytes = 0
  for await (const chunk of response.body!) bytes += chunk.length
  clearInterval(sampler)
  if (!response.ok) throw new Error(`${response.status}`)
  return { seconds: (performance.now() - start) / 1000, bytes, peak: Math.round(peak / 1e6) }
}
