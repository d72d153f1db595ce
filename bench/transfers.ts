/**
 * Transfers of a whole staff through the real HTTP API on a real PostgreSQL with fsync: the preview
 * of a list, and its application in one transaction.
 */
import { systemEnvironment } from '#platform/environment.ts'
import { insertToken, startBenchInstallation, tenth } from './registers/installation.ts'
import type { Installation } from './registers/installation.ts'
import type { BenchRow } from './row.ts'
import { addStaff, personNumber, unitTitle } from './staff.ts'

const people = 5_000
const units = 400
/** Of a hundred people: how many move, leave and join. */
const shares = { moves: 30, leaves: 5, joins: 5 } as const

export async function run(): Promise<BenchRow[]> {
  const installation = await startBenchInstallation()
  try {
    await addStaff(installation, { people, units })
    const authorization = await administratorToken(installation)
    const list = transferCsv()
    const upload = await measure(() => uploadTransfer(installation, authorization, list))
    const preview = await measure(() =>
      getJson<{ effect: string; errors: number; warnings: number; counts: Record<string, number> }>(
        installation,
        authorization,
        `/api/transfers/${upload.result}`,
      ),
    )
    if (preview.result.errors > 0) throw new Error(`the list has ${preview.result.errors} errors`)
    const page = await measure(() =>
      getJson(installation, authorization, `/api/transfers/${upload.result}/moves?kind=moved`),
    )
    const application = await measure(() =>
      postJson<{ status: string }>(
        installation,
        authorization,
        `/api/transfers/${upload.result}/plan`,
        {
          acceptWarnings: true,
          effect: preview.result.effect,
        },
      ),
    )
    if (application.result.status !== 'applied')
      throw new Error(`the transfer is ${application.result.status}`)
    const { joined, moved, left } = preview.result.counts
    const counts = `${joined} join, ${moved} move, ${left} leave, ${preview.result.warnings} warnings`
    return [
      {
        name: `preview of ${people.toLocaleString('en')} people, from the file to the faults`,
        value: tenth(upload.seconds + preview.seconds),
        unit: 's',
        limit: { most: 10 },
        note: `read in ${tenth(upload.seconds)} s, judged in ${tenth(preview.seconds)} s; ${counts}`,
      },
      {
        name: 'a page of people before and after',
        value: Math.round(page.seconds * 1000),
        unit: 'ms',
        limit: { most: 1000 },
      },
      {
        name: `the same applied in one transaction`,
        value: tenth(application.seconds),
        unit: 's',
        limit: { most: 30 },
      },
    ]
  } finally {
    await installation.close()
  }
}

async function measure<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - start) / 1000 }
}

const unitOf = (n: number): number => n % units
const isHead = (n: number): boolean => n < units

/**
 * Next year's list of that whole staff: heads change places in pairs, others move to the next unit.
 */
function transferCsv(): string {
  const staying = Array.from({ length: people }, (_item, n): string | undefined => {
    const percentile = Math.floor(n / units) * 31 + (n % 100)
    if (!isHead(n) && percentile % 100 < shares.leaves) return undefined
    const unit = isHead(n)
      ? n % 3 === 0 && n + 1 < units
        ? n + 1
        : n % 3 === 1
          ? n - 1
          : n
      : percentile % 100 < shares.leaves + shares.moves
        ? (unitOf(n) + 7) % units
        : unitOf(n)
    return [
      personNumber(n),
      `職員 ${n}`,
      'かな',
      unitTitle(unit),
      isHead(n) ? '課長' : '',
      '正職員',
    ].join(',')
  }).filter((line) => line !== undefined)
  const joiners = Array.from({ length: (people / 100) * shares.joins }, (_item, n) =>
    [personNumber(people + n), `新人 ${n}`, 'しんじん', unitTitle(n % units), '', '正職員'].join(
      ',',
    ),
  )
  return ['職員番号,氏名,ふりがな,所属,職,雇用区分', ...staying, ...joiners].join('\r\n')
}

async function administratorToken({ running, organizationId }: Installation): Promise<string> {
  const secret = systemEnvironment.random(24).toString('base64url')
  await running.services.gate.transact(
    organizationId,
    { kind: 'program', name: 'bench' },
    'write',
    async (tx) => {
      const { id } = await tx.db
        .selectFrom('accounts')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('administrator', '=', true)
        .executeTakeFirstOrThrow()
      await insertToken(tx, id, secret)
    },
  )
  return `Bearer ${organizationId}.${secret}`
}

async function uploadTransfer(
  { url }: Installation,
  authorization: string,
  list: string,
): Promise<string> {
  const body = new FormData()
  // A day in the past, so that deciding applies it.
  body.append('on', '2026-04-01')
  body.append('everyone', 'true')
  body.append('file', new Blob([list], { type: 'text/csv' }), '次の体制.csv')
  return (
    await jsonOf<{ id: string }>(
      await fetch(`${url}/api/transfers`, { method: 'POST', headers: { authorization }, body }),
    )
  ).id
}

async function getJson<T>({ url }: Installation, authorization: string, path: string): Promise<T> {
  return jsonOf<T>(await fetch(`${url}${path}`, { headers: { authorization } }))
}

async function postJson<T>(
  { url }: Installation,
  authorization: string,
  path: string,
  body: object,
): Promise<T> {
  return jsonOf<T>(
    await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
}

async function jsonOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.status} ${(await response.text()).slice(0, 2000)}`)
  return (await response.json()) as T
}
