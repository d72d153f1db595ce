import { runInChild, serveAsChild } from '../childProcess.ts'
import { HttpClient } from '../httpClient.ts'
import { daysFromToday } from './days.ts'

/**
 * Carry-out cases of the village by its clerk, her head and the chief officer, each about an asset
 * of its own.
 */
export interface CarryOutWork {
  readonly url: string
  readonly authorizations: Readonly<Record<'clerk' | 'head' | 'chief', string>>
  readonly clients: number
  readonly assets: readonly string[]
  /** Steps of each case: 1 is applied for, 5 is brought back. */
  readonly steps: number
}

export interface GetRequests {
  readonly url: string
  readonly authorization: string
  readonly path: string
  readonly count: number
}

/** Milliseconds of each request, and of all of them; bytes of the last reply. */
export interface Outcome {
  readonly times: readonly number[]
  readonly total: number
  readonly bytes: number
}

/** Plays the cases in a separate process, as real clients would be. */
export const carryOutCases = (work: CarryOutWork): Promise<Outcome> =>
  runInChild(import.meta.url, { kind: 'carry-out', ...work })
export const getMany = (work: GetRequests): Promise<Outcome> =>
  runInChild(import.meta.url, { kind: 'gets', ...work })

type Work =
  | ({ readonly kind: 'carry-out' } & CarryOutWork)
  | ({ readonly kind: 'gets' } & GetRequests)

export const caseBody = (asset: string) => ({
  procedure: 'take-out',
  about: [asset],
  send: true,
  fields: {
    medium: 'paper',
    destination: '県の合同庁舎',
    useOn: 'none',
    purpose: '県の担当と数字を突き合わせるため',
    alternatives: '原票を見ながら確かめる必要がある',
    scope: '今年の分だけ',
    usePlace: '会議室',
    transport: '公用車で直行',
    departAt: `${daysFromToday(1)}T09:00:00+09:00`,
    returnBy: `${daysFromToday(2)}T17:00:00+09:00`,
  },
})

const confirmations = ['1', '2', '3']
export const actOfStep = (
  step: number,
  asset: string,
): { by: 'clerk' | 'head' | 'chief'; body: object } =>
  [
    {
      by: 'head',
      body: { step: 'approve', decision: 'permit', confirmed: confirmations },
    } as const,
    { by: 'chief', body: { step: 'approve-chief', decision: 'permit' } } as const,
    {
      by: 'clerk',
      body: {
        step: 'depart',
        decision: 'depart',
        safeguards: { 'locked-case': { caseKey: '清水 海斗' } },
        confirmed: ['locked-case'],
      },
    } as const,
    {
      by: 'clerk',
      body: {
        step: 'return',
        fields: { back: [asset] },
      },
    } as const,
  ][step]!

async function doWork(work: Work): Promise<Outcome> {
  const requests = new HttpClient(work.url, work.kind === 'gets' ? 1 : work.clients)
  const times: number[] = []
  let bytes = 0
  const send = async (
    method: 'GET' | 'POST',
    path: string,
    authorization: string,
    body?: unknown,
  ): Promise<unknown> => {
    const start = performance.now()
    const { status, text } = await requests.send(method, path, authorization, body)
    times.push(performance.now() - start)
    if (status >= 300) throw new Error(`${path} ${status} ${text}`)
    bytes = text.length
    return JSON.parse(text)
  }
  const start = performance.now()
  if (work.kind === 'gets')
    for (let n = 0; n < work.count; n += 1) await send('GET', work.path, work.authorization)
  else {
    const remaining = [...work.assets]
    await Promise.all(
      Array.from({ length: work.clients }, async () => {
        for (let asset = remaining.pop(); asset !== undefined; asset = remaining.pop()) {
          let { id, version } = (await send(
            'POST',
            '/api/cases',
            work.authorizations.clerk,
            caseBody(asset),
          )) as {
            id: string
            version: number
          }
          for (let step = 0; step < work.steps - 1; step += 1) {
            const { by, body } = actOfStep(step, asset)
            ;({ id, version } = (await send(
              'POST',
              `/api/cases/${id}/acts`,
              work.authorizations[by],
              {
                ...body,
                version,
              },
            )) as { id: string; version: number })
          }
        }
      }),
    )
  }
  const total = performance.now() - start
  await requests.close()
  return { times, total, bytes }
}

serveAsChild(import.meta.url, doWork)
