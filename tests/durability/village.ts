import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { stateText } from '#platform/db/rowStates.ts'
import { stateTableNames } from '#platform/db/stateTables.ts'
import type { RowStates } from '#platform/db/rowStates.ts'
import { kyselyOverConnection } from '#platform/db/transactionConnection.ts'
import { types } from '#platform/db/types.ts'
import { journalKey, markOf, sealOf } from '#platform/journal/event.ts'
import { statePages } from '#platform/journal/verifyStates.ts'
import { createTestDatabase } from '#tests/support/postgres.ts'

/** A small installation with difficult values in every kind of column. */
export interface Village {
  readonly url: string
  readonly folder: string
  readonly organizationId: string
  /** SHA-256 of the two files it keeps. */
  readonly files: readonly string[]
}

/** A folder that is removed when the test has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-durability-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const pathOf = (folder: string, sha256: string) =>
  join(folder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)

/** Runs one statement on a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(
  config: string | pg.ClientConfig,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** An empty, migrated database that is dropped when the test has ended. */
export async function freshDatabase(): Promise<string> {
  const database = await createTestDatabase()
  onTestFinished(() => database.drop())
  return database.ownerUrl
}

const awkward = 'ﾊﾝｶｸ ①㊞𠮷\u2028次の行\u2029\\N \t "引用" \'一重\' {括弧} NULL 末尾\r\n'

/** Creates the installation; its journal has `journalRows` rows. */
export async function makeVillage(journalRows = 25): Promise<Village> {
  const url = await freshDatabase()
  const folder = temporaryFolder()
  const organizationId = randomUUID()
  const files = [Buffer.from('福祉名簿の写し'), Buffer.alloc(200_000, 7)].map((content) =>
    storeFile(folder, content),
  )
  writeFileSync(join(folder, 'secret.key'), villageKey)
  const client = new pg.Client({ connectionString: url, types, pipeline: true } as pg.ClientConfig)
  client.on('error', () => {})
  onTestFinished(() => client.end())
  await client.connect()
  await client.query(`set sekisho.organization = '${organizationId}'`)
  await client.query(
    `insert into organizations values ($1, 'mura', $2, 'sample', 'abc', true, 7, now())`,
    [organizationId, awkward],
  )
  await fillWho(client, organizationId)
  await fillKept(client, organizationId, files)
  await client.query('select journal_begin()')
  for (let n = 1; n <= journalRows; n += 1) {
    const detail = JSON.stringify({ n, what: awkward, amount: 0.1 }, null, n % 3)
    await appendRow(
      client,
      organizationId,
      n,
      detail,
      n === 1 ? await allStates(client, organizationId) : null,
    )
  }
  await seal(client, organizationId)
  return { url, folder, organizationId, files }
}

/** All rows, as the first event of a journal records them. */
async function allStates(client: pg.Client, organizationId: string): Promise<string | null> {
  const states: RowStates = new Map()
  const db = kyselyOverConnection(client as unknown as pg.PoolClient)
  for (const name of stateTableNames)
    for await (const page of statePages(db, organizationId, name))
      for (const [key, hash] of page) states.set(key, hash)
  return stateText(states)
}

/** Seals the head of the journal, as the program does after an act. */
async function seal(client: pg.Client, organizationId: string): Promise<void> {
  const { rows } = await client.query<{ seq: number; hash: Buffer }>(
    'select seq, hash from journal_heads where organization_id = $1',
    [organizationId],
  )
  const { seq, hash } = rows[0]!
  await client.query('insert into journal_seals values ($1, $2, $3, $4)', [
    organizationId,
    seq,
    hash,
    sealOf(journalKey(villageKey, organizationId), Number(seq), hash),
  ])
}

/** The key that lies beside the database. */
const villageKey = Buffer.alloc(32, 9)

/** Adds a row to the journal as the program does; it says nothing of other tables. */
async function appendRow(
  client: pg.Client,
  organizationId: string,
  n: number,
  detail = '{}',
  state: string | null = null,
): Promise<void> {
  const event = {
    at: new Date(1_790_000_000_000 + n).toISOString(),
    actor: null,
    action: 'entry.add',
    subjectKind: 'entry',
    subjectId: String(n),
    detail,
    state,
  }
  await client.query('select journal_append($1, null, $2, $3, $4, $5, $6, $7)', [
    event.at,
    event.action,
    event.subjectKind,
    event.subjectId,
    detail,
    state,
    markOf(journalKey(villageKey, organizationId), event),
  ])
}

async function fillWho(client: pg.Client, id: string): Promise<void> {
  const [child, parent, person] = [randomUUID(), randomUUID(), randomUUID()]
  // The child has the smaller position: loading must not depend on the order of rows.
  await client.query(
    `insert into units (organization_id, id, title, position) values ($1, $2, '総務課', 2)`,
    [id, parent],
  )
  await client.query(
    `insert into units (organization_id, id, title, parent_id, position, ended_on) values ($1, $2, $3, $4, 1, '2026-03-31')`,
    [id, child, awkward, parent],
  )
  await client.query(
    `insert into persons (organization_id, id, name, unit_id, employment) values ($1, $2, '関 守', $3, 'regular')`,
    [id, person, child],
  )
  await client.query(
    `insert into accounts (organization_id, id, person_id, name, password_hash, password_set_at, previous_hashes, totp_secret)
     values ($1, $2, $3, 'mamoru', 'x', '2026-04-01T08:30:00.123456+09', $4, '\\x00ff10')`,
    [id, randomUUID(), person, ['a,b', '"q"', '', awkward]],
  )
}

async function fillKept(client: pg.Client, id: string, files: readonly string[]): Promise<void> {
  for (const [i, sha256] of files.entries()) {
    await client.query(
      `insert into files values ($1, $2, $3, $4, 'text/plain', 9007199254740993, null, now())`,
      [id, randomUUID(), sha256, `控え${i}.txt`],
    )
  }
  const entry = randomUUID()
  await client.query(
    `insert into entries (organization_id, id, register, number, name, fields, class, created_at, updated_at, search)
     select $1, $2, 'assets', '1', $3, $4, null, now(), 'infinity', to_tsvector('simple', 'a:b ''c')`,
    [id, entry, awkward, JSON.stringify({ text: awkward, number: 1e-7, big: 123456789012345 })],
  )
  await client.query(
    `insert into entries (organization_id, id, register, number, name, fields, copied_from, created_at, updated_at)
     select $1, gen_random_uuid(), 'assets', (1 + n)::text, 'copy', '{}', $2, now(), now() from generate_series(1, 2500) n`,
    [id, entry],
  )
  await client.query(
    `insert into pack_editions values ($1, 'abc', 'sample', '見本', '令和8年', '2026-04-01', null, '{ "a" : "\\u3042" }', now())`,
    [id],
  )
}

function storeFile(folder: string, content: Buffer): string {
  const sha256 = createHash('sha256').update(content).digest('hex')
  mkdirSync(dirname(pathOf(folder, sha256)), { recursive: true })
  writeFileSync(pathOf(folder, sha256), content)
  return sha256
}

/** Count and digest of the rows of every table. */
export async function digestOf(config: string | pg.ClientConfig): Promise<Record<string, string>> {
  const tables = await query<{ name: string }>(
    config,
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%' order by 1`,
  )
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await query<{ digest: string }>(
      config,
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${name} t`,
    )
    digests[name] = row?.digest ?? ''
  }
  return digests
}

/** References, triggers and row-level policies: loading removes some and must leave the others. */
export async function guardsOf(config: string | pg.ClientConfig): Promise<unknown[]> {
  return query(
    config,
    `select conrelid::regclass::text as on, conname as name, pg_get_constraintdef(oid) as what from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f'
     union all select relname, relrowsecurity::text, (select count(*)::text from pg_trigger where tgrelid = c.oid and tgenabled <> 'O')
       from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1, 2, 3`,
  )
}
