import { readdir, readFile } from 'node:fs/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import pg from 'pg'
import { refuse } from '#kernel/problems/index.ts'
import { placeOf, reachLimit, refuseUnreachable } from './unreachable.ts'

const folder = new URL('./migrations/', import.meta.url)

/** The role that the program works as. It owns nothing and cannot bypass row-level security. */
export const programRole = 'sekisho_app'

async function readMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const migrationsByName: Record<string, Migration> = {}
  for (const name of names) {
    const text = await readFile(new URL(name, folder), 'utf8')
    migrationsByName[name.replace(/\.sql$/, '')] = {
      up: async (db) => {
        await sql.raw(text).execute(db)
      },
    }
  }
  return migrationsByName
}

/** Names of all migrations, oldest first: the version of the schema. */
export async function migrationNames(): Promise<string[]> {
  return Object.keys(await readMigrations())
}

/**
 * Migrates a database as its owner, to the latest or the named migration. Safe when several
 * processes start at once. Refuses with `database-unreachable`, `database-rights`, and `data-newer`
 * where a newer program has been here.
 */
export async function migrate(owner: pg.PoolConfig, upTo?: string): Promise<void> {
  const pool = new pg.Pool({ connectionTimeoutMillis: reachLimit, ...owner, max: 2 })
  pool.on('error', () => undefined)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await requireKnown(pool, owner)
    await ensureProgramRole(pool)
    const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } })
    const { error } = await (upTo ? migrator.migrateTo(upTo) : migrator.migrateToLatest())
    if (error) throw error
    // Names of migrations are not secret: a running program compares them with those that it knows.
    await sql.raw(`grant select on kysely_migration to ${programRole}`).execute(db)
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    if (code === '42501') refuse('database-rights', { place: placeOf(owner), said: message ?? '' })
    throw error
  } finally {
    await db.destroy()
  }
}

/** Refuses where the database cannot be reached, or has migrations that this program lacks. */
async function requireKnown(pool: pg.Pool, owner: pg.PoolConfig): Promise<void> {
  const client = await pool.connect().catch((error: unknown) => refuseUnreachable(owner, error))
  try {
    const { rows: tables } = await client.query<{ known: boolean }>(
      `select to_regclass('kysely_migration') is not null as known`,
    )
    if (!tables[0]?.known) return
    const { rows } = await client.query<{ name: string }>(
      'select name from kysely_migration order by name',
    )
    const known = new Set(await migrationNames())
    const unknown = rows.map(({ name }) => name).filter((name) => !known.has(name))
    if (unknown.length > 0) refuse('data-newer', { unknown: unknown.join('、') })
  } finally {
    client.release()
  }
}

/**
 * Roles belong to the whole cluster, and two databases may be created at once, so the role is
 * created under a lock.
 */
async function ensureProgramRole(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtext('sekisho.role'))")
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [
      programRole,
    ])
    if (!rowCount) {
      await client.query(
        `create role ${programRole} login nosuperuser nobypassrls nocreatedb nocreaterole`,
      )
      // An owner that is not a superuser must be a member of the role to switch to it.
      await client.query(
        `do $$ begin if not (select rolsuper from pg_roles where rolname = current_user) then grant ${programRole} to current_user; end if; end $$`,
      )
    }
    await client.query(`grant usage on schema public to ${programRole}`)
    await client.query('commit')
  } finally {
    client.release()
  }
}
