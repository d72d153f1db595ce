import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { findRunningPostgres } from '#platform/db/local/postgres.ts'

/** Seconds that PostgreSQL itself needs to write rows out and to read them in again by COPY. */
export interface CopyTimes {
  readonly out: number
  readonly in: number
}

/**
 * COPY of the entries of a condition with their versions: out as CSV, and in as one transaction into
 * tables with the same columns, indexes and checks.
 */
export async function copyTimes(folder: string, condition: string): Promise<CopyTimes> {
  const client = new pg.Client(findRunningPostgres(folder))
  await client.connect()
  const files = [0, 1].map(() => join(tmpdir(), `sekisho-copy-${randomUUID()}.csv`))
  try {
    const entries = await storedColumns(client, 'entries')
    const versions = await storedColumns(client, 'entry_versions')
    const out = await seconds(async () => {
      await client.query(
        `copy (select ${entries} from entries where ${condition}) to '${files[0]}' csv`,
      )
    })
    await client.query(
      `copy (select ${versions} from entry_versions where entry_id in (select id from entries where ${condition})) to '${files[1]}' csv`,
    )
    await client.query('create table copied_entries (like entries including all)')
    await client.query('create table copied_versions (like entry_versions including all)')
    const back = await seconds(async () => {
      await client.query('begin')
      await client.query(`copy copied_entries (${entries}) from '${files[0]}' csv`)
      await client.query(`copy copied_versions (${versions}) from '${files[1]}' csv`)
      await client.query('commit')
    })
    await client.query('drop table copied_entries, copied_versions')
    return { out, in: back }
  } finally {
    await client.end()
    for (const file of files) await rm(file, { force: true })
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** The columns of a table that are stored as given, not computed. */
async function storedColumns(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  )
  return rows.map(({ name }) => name).join(', ')
}
