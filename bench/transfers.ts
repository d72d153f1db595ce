/**
 * Transfers of a whole staff through the real HTTP API on a real PostgreSQL with fsync: the preview
 * of a list, and its application in one transaction.
 */
import { sql } from 'kysely'
import { systemEnvironment } from '#platform/environment.ts'
import { insertToken, startBenchInstallation, tenth } from './registers/installation.ts'
import type { Installation } from './registers/installation.ts'
import type { BenchRow } from './row.ts'

const people = 5_000
const units = 400
/** Of a hundred people: how many move, leave and join. */
const shares = { moves: 30, leaves: 5, joins: 5 } as const

export async function run(): Promise<BenchRow[]> {
  const installation = await startBenchInstallation()
  try {
    await populate(installation)
    const authorization = await administratorToken(installation)
    const list = transferCsv()
    const upload = await measure(() => uploadTransfer(installation, authorization, list))
    const preview = await measure(() =>
      getJson<{ errors: number; warnings: number; counts: Record<string, number> }>(
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

const unitTitle = (n: number): string => `第${n}課`
const personNumber = (n: number): string => String(10_000 + n)
/** Everybody by their unit: the first of a unit leads it. */
const unitOf = (n: number): number => n % units
const isHead = (n: number): boolean => n < units

/** A staff of many units with a head in each, beside the village that exists already. */
async function populate({ running, organizationId }: Installation): Promise<void> {
  await running.services.gate.transact(
    organizationId,
    { kind: 'program', name: 'bench' },
    'write',
    async ({ db, newId }) => {
      const unitIds = Array.from({ length: units }, newId)
      const postIds = Array.from({ length: units }, newId)
      const personIds = Array.from({ length: people }, newId)
      const rows = (values: readonly object[]) => JSON.stringify(values)
      await sql`insert into units (organization_id, id, title) select ${organizationId}, id, title from jsonb_to_recordset(${rows(unitIds.map((id, n) => ({ id, title: unitTitle(n) })))}::jsonb) as n(id uuid, title text)`.execute(
        db,
      )
      await sql`insert into posts (organization_id, id, title, unit_id, leads) select ${organizationId}, id, title, unit, 'head'
      from jsonb_to_recordset(${rows(postIds.map((id, n) => ({ id, title: `${unitTitle(n)}長`, unit: unitIds[n] })))}::jsonb) as n(id uuid, title text, unit uuid)`.execute(
        db,
      )
      await sql`insert into persons (organization_id, id, number, name, kana, unit_id, employment, from_on) select ${organizationId}, id, number, name, 'かな', unit, '正職員', '2020-04-01'
      from jsonb_to_recordset(${rows(personIds.map((id, n) => ({ id, number: personNumber(n), name: `職員 ${n}`, unit: unitIds[unitOf(n)] })))}::jsonb) as n(id uuid, number text, name text, unit uuid)`.execute(
        db,
      )
      await sql`insert into person_posts (organization_id, id, person_id, post_id, from_on) select ${organizationId}, id, person, post, '2020-04-01'
      from jsonb_to_recordset(${rows(postIds.map((post, n) => ({ id: newId(), person: personIds[n], post })))}::jsonb) as n(id uuid, person uuid, post uuid)`.execute(
        db,
      )
      await db
        .updateTable('organizations')
        .set({ revision: sql`revision + 1` })
        .where('organization_id', '=', organizationId)
        .execute()
    },
  )
}

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
