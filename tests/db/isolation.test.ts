import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
let owner: pg.Client
let program: pg.PoolClient
beforeAll(async () => {
  world = await makeWorld()
  owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  program = await world.services.pool.connect()
})
afterAll(async () => {
  program.release()
  await owner.end()
  await world.close()
})

/** Tables of organisations; the one row about the whole installation is beyond the program's role. */
const ownTables = `select c.relname as name, c.relrowsecurity as guarded,
  (select array_agg(a.attname::text order by k.ordinality) from pg_index i, unnest(i.indkey) with ordinality k(attnum, ordinality) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
   where i.indrelid = c.oid and i.indisprimary) as key
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely%' and c.relname <> 'installation' order by 1`

test('every table has row-level security, and its key begins with organization_id', async () => {
  const { rows } = await owner.query<{ name: string; guarded: boolean; key: string[] }>(ownTables)
  expect(rows.length).toBeGreaterThan(25)
  expect(rows.filter((row) => !row.guarded).map((row) => row.name)).toEqual([])
  expect(rows.filter((row) => row.key[0] !== 'organization_id').map((row) => row.name)).toEqual([])
})

test('the role of the program owns nothing and cannot pass by row-level security', async () => {
  const { rows } = await program.query(
    'select current_user as name, r.rolsuper, r.rolbypassrls, (select count(*)::int from pg_class c where c.relowner = r.oid) as owns from pg_roles r where r.rolname = current_user',
  )
  expect(rows[0]).toEqual({ name: 'sekisho_app', rolsuper: false, rolbypassrls: false, owns: 0 })
})

test('a query that forgets its WHERE sees one organisation, and without one nothing', async () => {
  const { rows } = await owner.query<{ name: string }>(ownTables)
  for (const { name } of rows) {
    await program.query(`begin; set local sekisho.organization = '${world.foreignId}'`)
    const foreign = await program.query(
      `select count(*)::int as n from ${name} where organization_id <> '${world.foreignId}'`,
    )
    await program.query('commit')
    expect({ name, n: foreign.rows[0].n }).toEqual({ name, n: 0 })
    const without = await program.query(`select count(*)::int as n from ${name}`)
    expect({ name, n: without.rows[0].n }).toEqual({ name, n: 0 })
  }
})

test('what is of no organisation cannot be read by the program', async () => {
  await expect(program.query('select * from installation')).rejects.toThrow(/permission denied/)
})

test('a claim over all organisations tells which work it is, and opens none of it', async () => {
  await owner.query(
    `insert into outbox (organization_id, id, kind, payload, created_at, next_at) select organization_id, gen_random_uuid(), 'secret', '{}', now(), now() from organizations`,
  )
  const { rows, fields } = await program.query(
    `select * from claim_work(now(), now(), 'secret', '{}', '{}', '{}')`,
  )
  expect([rows.length, fields.map(({ name }) => name)]).toEqual([1, ['organization_id', 'id']])
  expect((await program.query('select * from outbox')).rows).toEqual([])
  expect((await program.query('update outbox set attempts = 0')).rowCount).toBe(0)
})

test('a row of another organisation can be neither written nor taken over', async () => {
  await program.query(`begin; set local sekisho.organization = '${world.foreignId}'`)
  await expect(
    program.query(
      `insert into units (organization_id, id, title) values ('${world.organizationId}', gen_random_uuid(), 'x')`,
    ),
  ).rejects.toThrow(/row-level security/)
  await program.query('rollback')
  await program.query(`begin; set local sekisho.organization = '${world.foreignId}'`)
  const taken = await program.query(
    `update persons set organization_id = '${world.foreignId}' where organization_id = '${world.organizationId}'`,
  )
  expect(taken.rowCount).toBe(0)
  await program.query('rollback')
})

test('the program may add to the journal but never write, change or remove its rows', async () => {
  for (const statement of [
    "update journal set action = 'x'",
    'delete from journal',
    "insert into journal values (gen_random_uuid(), 1, now(), null, 'a', 'b', 'c', '{}', '', '')",
    'update journal_heads set seq = 0',
    'truncate journal',
  ]) {
    await program.query(`begin; set local sekisho.organization = '${world.organizationId}'`)
    await expect(program.query(statement)).rejects.toThrow(/permission denied/)
    await program.query('rollback')
  }
})
