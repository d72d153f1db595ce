import type pg from 'pg'

/** A column as PostgreSQL's catalogue describes it. */
interface Column {
  readonly name: string
  /** The type without a length, so that a cast to it never truncates a value. */
  readonly type: string
}

export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
}

/** Whether each row of a table belongs to one organisation. */
export const isOfOrganization = ({ columns }: Table): boolean =>
  columns.some(({ name }) => name === 'organization_id')

/** A foreign key between tables, with the SQL that creates it again. */
export interface Reference {
  readonly name: string
  readonly table: string
  /** The table that it points to. */
  readonly target: string
  readonly definition: string
}

/**
 * All tables of the program with their stored (not generated) columns, without the migrator's own
 * table.
 */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname not like 'kysely\\_%'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by c.relname, a.attnum`)
  const tables = new Map<string, Column[]>()
  for (const { table, column, type } of rows) {
    tables.set(table, [...(tables.get(table) ?? []), { name: column, type }])
  }
  return [...tables].map(([name, columns]) => ({ name, columns }))
}

/** All foreign keys between tables. */
export async function listReferences(client: pg.ClientBase): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(`
    select k.conname as name, c.relname as table, (select t.relname from pg_class t where t.oid = k.confrelid) as target, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = 'public'::regnamespace
    order by k.conname`)
  return rows
}

/** Sequences of the tables, with the last number each has given. */
export async function listSequences(
  client: pg.ClientBase,
): Promise<{ name: string; last: string | null }[]> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public' order by sequencename`,
  )
  return rows
}

/**
 * Names of the migrations that were applied, oldest first; empty where the migrator has never run.
 */
export async function appliedMigrations(client: pg.ClientBase): Promise<string[]> {
  const migrationTable = await client.query<{ known: boolean }>(
    `select to_regclass('public.kysely_migration') is not null as known`,
  )
  if (!migrationTable.rows[0]?.known) return []
  const { rows } = await client.query<{ name: string }>(
    'select name from kysely_migration order by name',
  )
  return rows.map(({ name }) => name)
}
