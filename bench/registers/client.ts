import { runInChild, serveAsChild } from '../childProcess.ts'
import { HttpClient } from '../httpClient.ts'
import { assetFields } from './assets.ts'

/** The work of a client. */
export type Work =
  | {
      readonly kind: 'create'
      readonly url: string
      readonly authorization: string
      readonly clients: number
      readonly count: number
    }
  | {
      readonly kind: 'get'
      readonly url: string
      readonly authorization: string
      readonly paths: readonly string[]
    }

/** Milliseconds of each request, and of all of them. */
export interface Outcome {
  readonly times: readonly number[]
  readonly total: number
}

/** Runs the work in a separate process. */
export const runClient = (work: Work): Promise<Outcome> => runInChild(import.meta.url, work)

async function doWork(work: Work): Promise<Outcome> {
  const requests = new HttpClient(work.url, work.kind === 'create' ? work.clients : 1)
  const times: number[] = []
  const send = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<void> => {
    const from = performance.now()
    const { status, text } = await requests.send(method, path, work.authorization, body)
    times.push(performance.now() - from)
    if (status >= 300) throw new Error(`${status} ${text}`)
  }
  const from = performance.now()
  if (work.kind === 'get') for (const path of work.paths) await send('GET', path)
  else {
    let n = 0
    await Promise.all(
      Array.from({ length: work.clients }, async () => {
        while (n < work.count)
          await send('POST', '/api/registers/assets/entries', { fields: assetFields(n++) })
      }),
    )
  }
  const total = performance.now() - from
  await requests.close()
  return { times, total }
}

serveAsChild(import.meta.url, doWork)
