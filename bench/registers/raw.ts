import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { bigrams } from '#kernel/fields/index.ts'
import { runInChild, serveAsChild } from '../childProcess.ts'
import { assetFields } from './assets.ts'
import type { Outcome } from './client.ts'

/**
 * The same rows that creating an asset writes, by plain SQL: number, entry, version, journal, head;
 * four connections, prepared statements, all of a transaction sent in one batch.
 */
export interface RawWrites {
  readonly raw: true
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly organizationId: string
  readonly personId: string
  readonly unitId: string
  readonly clients: number
  readonly count: number
}

/**
 * A query that a database client sends repeatedly, each time in a transaction held to the
 * organisation.
 */
export interface RawReads {
  readonly raw: true
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly organizationId: string
  readonly query: string
  readonly times: number
}

/** Runs the work in a separate process, as the clients of the API do. */
export const runRaw = (work: RawWrites | RawReads): Promise<Outcome> =>
  runInChild(import.meta.url, work)

async function write(client: pg.Client, work: RawWrites, n: number): Promise<void> {
  const { organizationId: org } = work
  const fields = assetFields(n)
  const id = randomUUID()
  const now = new Date()
  const text = JSON.stringify(fields)
  const shared = JSON.stringify(fields['class'])
  await Promise.all([
    client.query('begin'),
    client.query({
      name: 'set',
      text: `select set_config('sekisho.organization', $1, true)`,
      values: [org],
    }),
    client.query({
      name: 'entry',
      values: [
        org,
        id,
        fields['name'],
        fields['kana'],
        text,
        shared,
        work.unitId,
        now,
        bigrams(`${String(fields['name'])}\n${String(fields['place'])}`),
      ],
      text: `with n as (insert into numbers (organization_id, series, fiscal_year, last) values ($1, 'registers/assets', 2026, 1) on conflict (organization_id, series, fiscal_year) do update set last = numbers.last + 1 returning last)
      insert into entries (organization_id, id, register, number, name, kana, fields, class, class_rank, unit_id, state, keep_until, created_at, updated_at, search)
      select $1, $2, 'assets', '資産R8-' || lpad(last::text, greatest(5, length(last::text)), '0'), $3, $4, $5, $6, '2.1.1', $7, '使用中', '2031-11-21', $8, $8, $9 from n`,
    }),
    client.query({
      name: 'version',
      values: [org, id, text, shared, work.unitId, work.personId, now],
      text: `insert into entry_versions (organization_id, entry_id, version, fields, class, unit_id, state, changed_by, changed_at) values ($1, $2, 1, $3, $4, $5, '使用中', $6, $7)`,
    }),
    client.query({
      name: 'journal',
      text: `select journal_append($1, $2, $3, $4, $5, $6, null, sha256(convert_to($6, 'UTF8')))`,
      values: [
        now,
        work.personId,
        'entry.create',
        'entry',
        id,
        JSON.stringify({ register: 'assets', name: fields['name'], class: fields['class'] }),
      ],
    }),
    client.query('commit'),
  ])
}

async function read({
  host,
  port,
  user,
  database,
  organizationId,
  query,
  times: count,
}: RawReads): Promise<Outcome> {
  const client = new pg.Client({ host, port, user, database, pipeline: true })
  await client.connect()
  const times: number[] = []
  const from = performance.now()
  for (let n = 0; n < count; n += 1) {
    const start = performance.now()
    const begin = client.query(
      `begin read only; select set_config('sekisho.organization', '${organizationId}', true)`,
    )
    const { rows } = await client.query(query)
    void client.query('commit')
    await begin
    JSON.stringify(rows)
    times.push(performance.now() - start)
  }
  const total = performance.now() - from
  await client.end()
  return { times, total }
}

async function doWork(work: RawWrites): Promise<Outcome> {
  const { host, port, user, database } = work
  const clients = Array.from(
    { length: work.clients },
    () => new pg.Client({ host, port, user, database, pipeline: true }),
  )
  await Promise.all(clients.map((client) => client.connect()))
  const times: number[] = []
  let n = 0
  const from = performance.now()
  await Promise.all(
    clients.map(async (client) => {
      while (n < work.count) {
        const start = performance.now()
        await write(client, work, n++)
        times.push(performance.now() - start)
      }
    }),
  )
  const total = performance.now() - from
  await Promise.all(clients.map((client) => client.end()))
  return { times, total }
}

serveAsChild(import.meta.url, (work: RawWrites | RawReads) =>
  'query' in work ? read(work) : doWork(work),
)
