import { parentPort, workerData } from 'node:worker_threads'
import { Worker } from 'node:worker_threads'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'
import { assetFields } from './assets.ts'

/** What a client thread is to do. It has a thread of its own, so that the server's is not kept busy by it. */
export type Work =
  | { readonly kind: 'create'; readonly url: string; readonly authorization: string; readonly clients: number; readonly count: number }
  | { readonly kind: 'get'; readonly url: string; readonly authorization: string; readonly paths: readonly string[] }

/** Milliseconds of each request, and of all of them. */
export interface Outcome {
  readonly times: readonly number[]
  readonly all: number
}

/** Runs the work in a thread of its own. */
export function asClient(work: Work): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: work })
    worker.once('message', (outcome: Outcome) => resolve(outcome))
    worker.once('error', reject)
  })
}

async function doWork(work: Work): Promise<Outcome> {
  const pool = new Pool(work.url, { connections: work.kind === 'create' ? work.clients : 1 })
  const times: number[] = []
  const send = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<void> => {
    const from = performance.now()
    const headers = { authorization: work.authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const answer = await pool.request({ method, path, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await answer.body.text()
    times.push(performance.now() - from)
    if (answer.statusCode >= 300) throw new Error(`${answer.statusCode} ${text}`)
  }
  const from = performance.now()
  if (work.kind === 'get') for (const path of work.paths) await send('GET', path)
  else {
    let n = 0
    await Promise.all(Array.from({ length: work.clients }, async () => { while (n < work.count) await send('POST', '/api/registers/assets/entries', { fields: assetFields(n++) }) }))
  }
  const all = performance.now() - from
  await pool.close()
  return { times, all }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
if (parentPort && typeof (workerData as { kind?: string } | null)?.kind === 'string') parentPort.postMessage(await doWork(workerData as Work))
