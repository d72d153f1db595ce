import { createWriteStream } from 'node:fs'
import { openAsBlob } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { writeCsv, writeXlsx } from '#platform/documents/tables/index.ts'
import { assetRow, sheetHead } from './assets.ts'
import type { Place } from './place.ts'

const columns = sheetHead.map((header) => ({ key: header, header }))

function* records(from: number, count: number): Generator<Record<string, string>> {
  for (let n = from; n < from + count; n++) {
    const cells = assetRow(n)
    yield Object.fromEntries(sheetHead.map((header, i) => [header, cells[i] ?? '']))
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

export interface Imported {
  readonly checked: number
  readonly written: number
  readonly rows: number
  /** The highest memory meanwhile, MB: all of the process, or what was in use. */
  readonly peak: number
  readonly steps: number
}

/** Imports a spreadsheet as a person does: send, wait until it is checked, say yes, wait until it is written. Seconds of each part, and the highest memory: that of
 * the process, in which what is no longer used lies until there is need of room, or (`inUse`) what is left whenever that has been cleared away; that takes time. */
export async function importSheet(
  place: Place,
  path: string,
  name: string,
  inUse = false,
): Promise<Imported> {
  const headers = { authorization: place.authorization }
  const body = new FormData()
  body.append('file', await openAsBlob(path), name)
  const measure = inUse ? memoryInUse : () => process.memoryUsage().rss
  let peak = measure()
  const watch = setInterval(() => (peak = Math.max(peak, measure())), inUse ? 400 : 50)
  const seen = new Set<number>()
  const until = async (id: string, busy: string): Promise<Progress> => {
    for (;;) {
      const view = (await (
        await fetch(`${place.url}/api/registers/assets/imports/${id}`, { headers })
      ).json()) as Progress
      if (view.status === 'importing') seen.add(view.written)
      if (view.status !== busy) return view
      await new Promise((again) => setTimeout(again, 200))
    }
  }
  try {
    const began = performance.now()
    const sent = (await (
      await fetch(`${place.url}/api/registers/assets/imports`, { method: 'POST', headers, body })
    ).json()) as { id: string }
    const checked = await until(sent.id, 'checking')
    if (checked.status !== 'checked' || checked.bad > 0)
      throw new Error(JSON.stringify(checked).slice(0, 2000))
    const middle = performance.now()
    await fetch(`${place.url}/api/registers/assets/imports/${sent.id}/run`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"goodOnly":false}',
    })
    const done = await until(sent.id, 'importing')
    if (done.status !== 'done') throw new Error(JSON.stringify(done).slice(0, 2000))
    return {
      checked: (middle - began) / 1000,
      written: (performance.now() - middle) / 1000,
      rows: done.written,
      peak: Math.round(peak / 1e6),
      steps: seen.size,
    }
  } finally {
    clearInterval(watch)
  }
}

/** Bytes that are still used after everything else was cleared away, those outside of V8's heap too. */
function memoryInUse(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Exports and throws away: seconds, rows (line ends less the header), highest memory. */
export async function exportSheet(
  place: Place,
  query: string,
): Promise<{ seconds: number; bytes: number; peak: number }> {
  let peak = process.memoryUsage().rss
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50)
  const began = performance.now()
  const answer = await fetch(`${place.url}/api/registers/assets/export?${query}`, {
    headers: { authorization: place.authorization },
  })
  let bytes = 0
  for await (const piece of answer.body!) bytes += piece.length
  clearInterval(watch)
  if (!answer.ok) throw new Error(`${answer.status}`)
  return { seconds: (performance.now() - began) / 1000, bytes, peak: Math.round(peak / 1e6) }
}
