import { readdir, readFile } from 'node:fs/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import pg from 'pg'

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
 * processes start at once. Throws PostgreSQL's errors.
 */
export async function migrate(owner: pg.PoolConfig, upTo?: string): Promise<void> {
  const pool = new pg.Pool({ ...owner, max: 2 })
  pool.on('error', () => undefined)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await ensureProgramRole(pool)
    const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } })
    const { error } = await (upTo ? migrator.migrateTo(upTo) : migrator.migrateToLatest())
    if (error) throw error
    // Names of migrations are not secret: a running program compares them with those that it knows.
    await sql.raw(`grant select on kysely_migration to ${programRole}`).execute(db)
  } finally {
    await db.destroy()
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
