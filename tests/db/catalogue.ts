import type pg from 'pg'

/** Tables of the program, without the migrator's own. */
const own = `c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely\\_%'`

/** A column as PostgreSQL describes it. */
export interface Column {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  /** The database fills it where a row does not. */
  readonly filled: string | null
}

/** All columns of all tables, by table and name. */
export async function columnsOf(client: pg.Client): Promise<Column[]> {
  const { rows } = await client.query<Column>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
      pg_get_expr(d.adbin, d.adrelid) as filled
    from pg_class c join pg_attribute a on a.attrelid = c.oid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${own} and a.attnum > 0 and not a.attisdropped order by c.relname, a.attname`)
  return rows
}

const lists = {
  constraints: `select c.relname as table, format('constraint %s %s', k.conname, pg_get_constraintdef(k.oid)) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid where ${own} and k.contype <> 'n' order by c.relname, k.conname`,
  indexes: `select c.relname as table, regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX (\\S+) ON \\S+', 'index \\2 \\1') as line
    from pg_index i join pg_class c on c.oid = i.indrelid
    where ${own} and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u')) order by 1, 2`,
  policies: `select c.relname as table, format('policy %s for %s using %s check %s', p.polname, p.polcmd, coalesce(pg_get_expr(p.polqual, p.polrelid), '-'),
      coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-')) as line
    from pg_policy p join pg_class c on c.oid = p.polrelid where ${own} order by c.relname, p.polname`,
  triggers: `select c.relname as table, pg_get_triggerdef(t.oid) as line from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where ${own} and not t.tgisinternal order by c.relname, t.tgname`,
  guards: `select c.relname as table, concat_ws(' ', case when c.relrowsecurity then 'row-level security' else 'NO row-level security' end,
      case when c.reloptions is not null then 'with ' || array_to_string(c.reloptions, ', ') end) as line
    from pg_class c where ${own} order by c.relname`,
  grants: `select g.table_name as table, format('%s may %s', g.grantee, string_agg(lower(g.privilege_type), ', ' order by g.privilege_type)) as line
    from information_schema.role_table_grants g join pg_class c on c.relname = g.table_name
    where ${own} and g.table_schema = 'public' and g.grantee <> g.grantor group by 1, g.grantee order by 1, g.grantee`,
} as const

/**
 * Everything that the migrations create, as a text that is the same for the same schema: tables
 * with their columns, keys, indexes, policies and grants, then the functions.
 */
export async function describeSchema(client: pg.Client): Promise<string> {
  const tables = new Map<string, string[]>()
  for (const { table, name, type, nullable, filled } of await columnsOf(client)) {
    const column = [
      name,
      type,
      nullable ? '' : 'not null',
      filled === null ? '' : `default ${filled}`,
    ]
    tables.set(table, [...(tables.get(table) ?? []), column.filter((one) => one !== '').join(' ')])
  }
  for (const list of Object.values(lists)) {
    const { rows } = await client.query<{ table: string; line: string }>(list)
    for (const { table, line } of rows) tables.get(table)?.push(line)
  }
  const { rows: functions } = await client.query<{ text: string }>(`
    select concat(pg_get_functiondef(p.oid), '-- may be called by: ',
        coalesce((select string_agg(coalesce(r.rolname, 'everybody'), ', ' order by r.rolname) from aclexplode(p.proacl) a left join pg_roles r on r.oid = a.grantee
          where a.grantee <> p.proowner), case when p.proacl is null then 'everybody' else 'its owner alone' end)) as text
    from pg_proc p where p.pronamespace = 'public'::regnamespace order by p.proname, pg_get_function_identity_arguments(p.oid)`)
  const told = [...tables].map(([table, lines]) =>
    [`table ${table}`, ...lines.map((line) => `  ${line.trimEnd()}`)].join('\n'),
  )
  return `${[...told, ...functions.map(({ text }) => text)].join('\n\n')}\n`
}
