/**
 * The registers through the real HTTP API on a real PostgreSQL with fsync: creating, listing,
 * searching, importing, exporting.
 */
import { join } from 'node:path'
import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import { programRole } from '#platform/db/migrate.ts'
import type { BenchRow } from './row.ts'
import { runClient } from './registers/client.ts'
import { copyTimes } from './registers/copy.ts'
import { exportSheet, importSheet, writeSheet } from './registers/files.ts'
import { hundredth, median, startBenchInstallation, tenth } from './registers/installation.ts'
import type { Installation } from './registers/installation.ts'
import { runRaw } from './registers/raw.ts'
import { benchReading } from './registers/reading.ts'

const clients = 4
/** Not measured: a server that has just started still compiles code. */
const warmUpCount = 1500
const createCount = 4000
const rounds = 8
const sheetRows = 100_000

export async function run(): Promise<BenchRow[]> {
  const installation = await startBenchInstallation()
  try {
    return [
      ...(await benchCreation(installation)),
      ...(await benchImportAndExport(installation)),
      ...(await benchReading(installation)),
      ...(await benchImportMemory(installation)),
    ]
  } finally {
    await installation.close()
  }
}

async function benchCreation(installation: Installation): Promise<BenchRow[]> {
  const { host, port, database } = installation.running.services.pool.options as {
    host: string
    port: number
    database: string
  }
  const { organizationId, personId, unitId } = installation
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
    url: installation.url,
    authorization: installation.authorization,
    clients,
  } as const
  await runClient({ ...api, count: warmUpCount })
  await runRaw({ ...raw, count: warmUpCount })
  // Taken in turns, so that other load on the machine affects both in the same way.
  const [apiDurations, rawDurations]: [number[], number[]] = [[], []]
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const outcome = await runClient({ ...api, count: createCount / rounds })
    apiDurations.push(outcome.total)
    times.push(...outcome.times)
    rawDurations.push((await runRaw({ ...raw, count: createCount / rounds })).total)
  }
  const rate = (durations: readonly number[]): number =>
    Math.round((createCount / durations.reduce((sum, duration) => sum + duration, 0)) * 1000)
  return [
    {
      name: `create assets by the API, ${clients} clients`,
      value: rate(apiDurations),
      unit: '/s',
      note: `p50 ${tenth(median(times))} ms; raw SQL ${rate(rawDurations)}/s`,
    },
    {
      name: 'the same as a ratio to raw SQL in one batch a transaction',
      value: hundredth(rate(apiDurations) / rate(rawDurations)),
      unit: '',
      limit: { least: 0.6 },
    },
  ]
}

async function importRows(
  installation: Installation,
  format: 'csv' | 'xlsx',
  from: number,
  count: number,
  inUse = false,
): ReturnType<typeof importSheet> {
  const path = join(installation.folder, `assets-${count}.${format}`)
  await writeSheet(path, format, from, count)
  return importSheet(installation, path, `assets.${format}`, inUse)
}

/**
 * Memory in use while a fifth of the rows is imported, and while all are: where memory is constant,
 * both are equal.
 */
async function benchImportMemory(installation: Installation): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const [format, from] of [
    ['csv', 3_000_000],
    ['xlsx', 4_000_000],
  ] as const) {
    const [fewRows, durations] = [
      await importRows(installation, format, from + sheetRows, sheetRows / 5, true),
      await importRows(installation, format, from, sheetRows, true),
    ]
    rows.push({
      name: `memory in use for five times as many rows, ${format}`,
      value: durations.peak - fewRows.peak,
      unit: 'MB more',
      limit: { most: 40 },
      note: `${fewRows.peak} MB for ${fewRows.rows.toLocaleString('en')} rows, ${durations.peak} MB for ${durations.rows.toLocaleString('en')}`,
    })
  }
  return rows
}

async function benchImportAndExport(installation: Installation): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  const imported: Partial<Record<'csv' | 'xlsx', number>> = {}
  for (const [format, from] of [
    ['csv', 1_000_000],
    ['xlsx', 2_000_000],
  ] as const) {
    const {
      checked,
      written,
      rows: count,
      peak,
      steps,
    } = await importRows(installation, format, from, sheetRows)
    imported[format] = checked + written
    rows.push({
      name: `import ${count.toLocaleString('en')} rows, ${format}`,
      value: tenth(checked + written),
      unit: 's',
      note: `checked in ${tenth(checked)} s, written in ${tenth(written)} s, ${steps} steps of progress; process up to ${peak} MB`,
    })
  }
  const copied = await copyTimes(
    installation.folder,
    `register = 'assets' and kana between 'しさん1000000' and 'しさん1099999'`,
  )
  rows.push({
    name: 'import of a CSV file, ratio to COPY of the same rows',
    value: hundredth(copied.in / (imported.csv ?? 0)),
    unit: '',
    limit: { least: 0.25 },
    note: `COPY ${tenth(copied.in)} s`,
  })
  const { count } = await installation.running.services.gate.transact(
    installation.organizationId,
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
  const exported: Partial<Record<'csv' | 'cp932' | 'xlsx', number>> = {}
  const copiedOut = await copyTimes(
    installation.folder,
    `register = 'assets' and search @@ '''=form:data'''::tsquery`,
  )
  for (const format of ['csv', 'cp932', 'xlsx'] as const) {
    const { seconds, bytes, peak } = await exportSheet(
      installation,
      `format=${format}&filter=form:data`,
    )
    const note = `${count.toLocaleString('en')} rows in ${tenth(seconds)} s, ${Math.round(bytes / 1e6)} MB, memory up to ${peak} MB`
    rows.push({
      name: `export 100,000 rows, ${format}`,
      value: tenth((seconds / count) * 100_000),
      unit: 's',
      note,
    })
    exported[format] = seconds
  }
  rows.push(
    {
      name: 'export as CSV, ratio to COPY of the same rows',
      value: hundredth(copiedOut.out / (exported.csv ?? 0)),
      unit: '',
      limit: { least: 0.3 },
      note: `COPY ${hundredth(copiedOut.out)} s`,
    },
    {
      name: 'export as Excel, ratio to CSV',
      value: hundredth((exported.xlsx ?? 0) / (exported.csv ?? 0)),
      unit: '',
      limit: { most: 2.5 },
    },
  )
  return rows
}
