/** The registers through the real HTTP API on a real PostgreSQL with fsync: creating, listing, searching, importing, exporting. */
import { join } from 'node:path'
import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import { programRole } from '#platform/db/migrate.ts'
import type { BenchRow } from './row.ts'
import { asClient } from './registers/client.ts'
import { exportSheet, importSheet, writeSheet } from './registers/files.ts'
import { median, openPlace, tenth } from './registers/place.ts'
import type { Place } from './registers/place.ts'
import { rawWork } from './registers/raw.ts'
import { reading } from './registers/reading.ts'

const clients = 4
/** Not measured: a server that has just started compiles what it runs. */
const warmUp = 1500
const creates = 4000
const rounds = 8
const sheetRows = 100_000

export async function run(): Promise<BenchRow[]> {
  const place = await openPlace()
  try {
    return [
      ...(await creating(place)),
      ...(await moving(place)),
      ...(await reading(place)),
      ...(await holding(place)),
    ]
  } finally {
    await place.close()
  }
}

async function creating(place: Place): Promise<BenchRow[]> {
  const { host, port, database } = place.running.services.pool.options as {
    host: string
    port: number
    database: string
  }
  const { organizationId, personId, unitId } = place
  const raw = {
    raw: true,
    host,
    port,
    database,
    user: programRole,
    organizationId,
    personId,
    unitId,
    clients,
  } as const
  const api = {
    kind: 'create',
    url: place.url,
    authorization: place.authorization,
    clients,
  } as const
  await asClient({ ...api, count: warmUp })
  await rawWork({ ...raw, count: warmUp })
  // In turns, so that whatever else the machine does meets both alike.
  const [ours, plain]: [number[], number[]] = [[], []]
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const outcome = await asClient({ ...api, count: creates / rounds })
    ours.push(outcome.all)
    times.push(...outcome.times)
    plain.push((await rawWork({ ...raw, count: creates / rounds })).all)
  }
  const rate = (all: readonly number[]): number =>
    Math.round((creates / all.reduce((sum, one) => sum + one, 0)) * 1000)
  return [
    {
      name: `create assets by the API, ${clients} clients`,
      value: rate(ours),
      unit: '/s',
      limit: { least: 800 },
      note: `p50 ${tenth(median(times))} ms; raw SQL ${rate(plain)}/s`,
    },
    {
      name: 'the same as a ratio to raw SQL',
      value: Math.round((rate(ours) / rate(plain)) * 100) / 100,
      unit: '',
      limit: { least: 0.5 },
    },
  ]
}

async function imported(
  place: Place,
  format: 'csv' | 'xlsx',
  from: number,
  count: number,
  inUse = false,
): ReturnType<typeof importSheet> {
  const path = join(place.folder, `assets-${count}.${format}`)
  await writeSheet(path, format, from, count)
  return importSheet(place, path, `assets.${format}`, inUse)
}

/** What is in use while a fifth of the rows is imported, and while all are: where the memory is constant, they are alike. */
async function holding(place: Place): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const [format, from] of [
    ['csv', 3_000_000],
    ['xlsx', 4_000_000],
  ] as const) {
    const [few, all] = [
      await imported(place, format, from + sheetRows, sheetRows / 5, true),
      await imported(place, format, from, sheetRows, true),
    ]
    rows.push({
      name: `memory in use for five times as many rows, ${format}`,
      value: all.peak - few.peak,
      unit: 'MB more',
      limit: { most: 40 },
      note: `${few.peak} MB for ${few.rows.toLocaleString('en')} rows, ${all.peak} MB for ${all.rows.toLocaleString('en')}`,
    })
  }
  return rows
}

async function moving(place: Place): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const [format, from, most] of [
    ['csv', 1_000_000, 30],
    ['xlsx', 2_000_000, 60],
  ] as const) {
    const {
      checked,
      written,
      rows: count,
      peak,
      steps,
    } = await imported(place, format, from, sheetRows)
    rows.push({
      name: `import ${count.toLocaleString('en')} rows, ${format}`,
      value: tenth(checked + written),
      unit: 's',
      limit: { most },
      note: `checked in ${tenth(checked)} s, written in ${tenth(written)} s, ${steps} steps of progress; process up to ${peak} MB`,
    })
  }
  const { count } = await place.running.services.gate.enter(
    place.organizationId,
    { kind: 'program', name: 'bench' },
    'read',
    ({ db }) =>
      db
        .selectFrom('entries')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('register', '=', 'assets')
        .where(sql<SqlBool>`search @@ '''=form:data'''::tsquery`)
        .executeTakeFirstOrThrow(),
  )
  for (const format of ['csv', 'cp932', 'xlsx'] as const) {
    const { seconds, bytes, peak } = await exportSheet(place, `format=${format}&filter=form:data`)
    const note = `${count.toLocaleString('en')} rows in ${tenth(seconds)} s, ${Math.round(bytes / 1e6)} MB, memory up to ${peak} MB`
    rows.push({
      name: `export 100,000 rows, ${format}`,
      value: tenth((seconds / count) * 100_000),
      unit: 's',
      limit: { most: 15 },
      note,
    })
  }
  return rows
}
