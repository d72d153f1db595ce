/** Transfers of a whole staff through the real HTTP API on a real PostgreSQL with fsync: the preview of a list, and its application in one transaction. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { realOutside } from '#platform/gate/outside.ts'
import { openPlace, tenth } from './registers/place.ts'
import type { Place } from './registers/place.ts'
import type { BenchRow } from './row.ts'

const people = 5_000
const units = 400
/** Of a hundred people: how many move, leave and come. */
const share = { moves: 30, leaves: 5, joins: 5 } as const

export async function run(): Promise<BenchRow[]> {
  const place = await openPlace()
  try {
    await populate(place)
    const authorization = await keeperToken(place)
    const list = listOf()
    const sent = await timed(() => send(place, authorization, list))
    const shown = await timed(() =>
      read<{ errors: number; warnings: number; counts: Record<string, number> }>(
        place,
        authorization,
        `/api/transfers/${sent.result}`,
      ),
    )
    if (shown.result.errors > 0) throw new Error(`the list has ${shown.result.errors} errors`)
    const again = await timed(() =>
      read(place, authorization, `/api/transfers/${sent.result}/moves?kind=moved`),
    )
    const applied = await timed(() =>
      post<{ status: string }>(place, authorization, `/api/transfers/${sent.result}/plan`, {
        acceptWarnings: true,
      }),
    )
    if (applied.result.status !== 'applied')
      throw new Error(`the transfer is ${applied.result.status}`)
    const { joined, moved, left } = shown.result.counts
    const counts = `${joined} join, ${moved} move, ${left} leave, ${shown.result.warnings} warnings`
    return [
      {
        name: `preview of ${people.toLocaleString('en')} people, from the file to the faults`,
        value: tenth(sent.seconds + shown.seconds),
        unit: 's',
        limit: { most: 10 },
        note: `read in ${tenth(sent.seconds)} s, judged in ${tenth(shown.seconds)} s; ${counts}`,
      },
      {
        name: 'a page of people before and after',
        value: Math.round(again.seconds * 1000),
        unit: 'ms',
        limit: { most: 1000 },
      },
      {
        name: `the same applied in one transaction`,
        value: tenth(applied.seconds),
        unit: 's',
        limit: { most: 30 },
      },
    ]
  } finally {
    await place.close()
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const began = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - began) / 1000 }
}

const unitTitle = (n: number): string => `第${n}課`
const number = (n: number): string => String(10_000 + n)
/** Everybody by the unit they stand in: the first of a unit leads it. */
const unitOf = (n: number): number => n % units
const isHead = (n: number): boolean => n < units

/** A staff of many units with a head in each, beside the village that is there. */
async function populate({ running, organizationId }: Place): Promise<void> {
  await running.services.gate.enter(
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
      from jsonb_to_recordset(${rows(personIds.map((id, n) => ({ id, number: number(n), name: `職員 ${n}`, unit: unitIds[unitOf(n)] })))}::jsonb) as n(id uuid, number text, name text, unit uuid)`.execute(
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

/** Next year's list of everybody of that staff: heads change places two by two, others move to the next unit. */
function listOf(): string {
  const lines = Array.from({ length: people }, (_one, n): string | undefined => {
    const of100 = Math.floor(n / units) * 31 + (n % 100)
    if (!isHead(n) && of100 % 100 < share.leaves) return undefined
    const unit = isHead(n)
      ? n % 3 === 0 && n + 1 < units
        ? n + 1
        : n % 3 === 1
          ? n - 1
          : n
      : of100 % 100 < share.leaves + share.moves
        ? (unitOf(n) + 7) % units
        : unitOf(n)
    return [
      number(n),
      `職員 ${n}`,
      'かな',
      unitTitle(unit),
      isHead(n) ? '課長' : '',
      '正職員',
    ].join(',')
  }).filter((line) => line !== undefined)
  const fresh = Array.from({ length: (people / 100) * share.joins }, (_one, n) =>
    [number(people + n), `新人 ${n}`, 'しんじん', unitTitle(n % units), '', '正職員'].join(','),
  )
  return ['職員番号,氏名,ふりがな,所属,職,雇用区分', ...lines, ...fresh].join('\r\n')
}

async function keeperToken({ running, organizationId }: Place): Promise<string> {
  const secret = realOutside.random(24).toString('base64url')
  await running.services.gate.enter(
    organizationId,
    { kind: 'program', name: 'bench' },
    'write',
    async ({ db, newId, now }) => {
      const { id } = await db
        .selectFrom('accounts')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('administrator', '=', true)
        .executeTakeFirstOrThrow()
      await db
        .insertInto('api_tokens')
        .values({
          organization_id: organizationId,
          id: newId(),
          account_id: id,
          title: 'bench',
          token_hash: createHash('sha256').update(secret).digest(),
          scopes: ['read', 'write'],
          created_at: now,
        })
        .execute()
    },
  )
  return `Bearer ${organizationId}.${secret}`
}

async function send({ url }: Place, authorization: string, list: string): Promise<string> {
  const body = new FormData()
  // A day that is past, so that deciding applies it.
  body.append('on', '2026-04-01')
  body.append('everyone', 'true')
  body.append('file', new Blob([list], { type: 'text/csv' }), '次の体制.csv')
  return (
    await answered<{ id: string }>(
      await fetch(`${url}/api/transfers`, { method: 'POST', headers: { authorization }, body }),
    )
  ).id
}

async function read<T>({ url }: Place, authorization: string, path: string): Promise<T> {
  return answered<T>(await fetch(`${url}${path}`, { headers: { authorization } }))
}

async function post<T>(
  { url }: Place,
  authorization: string,
  path: string,
  body: object,
): Promise<T> {
  return answered<T>(
    await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
}

async function answered<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.status} ${(await response.text()).slice(0, 2000)}`)
  return (await response.json()) as T
}
