import { createSecretKey } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statesOfTable, stateTableNames, stateTables, tableOf } from '#platform/db/stateTables.ts'
import { kyselyOverConnection } from '#platform/db/transactionConnection.ts'
import { types } from '#platform/db/types.ts'
import { Gate } from '#platform/gate/gate.ts'
import { chainHash, hashWithoutMark, markOf, sealOf } from '#platform/journal/event.ts'
import { baselineAction, verifyJournal } from '#platform/journal/verify.ts'
import type { JournalFault } from '#platform/journal/verify.ts'
import { recordBaseline } from '#platform/journal/baseline.ts'
import { JournalSeals } from '#platform/journal/seals.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import { makeHistory } from './history.ts'
import type { World } from '../support/world.ts'

const provedTables = [...new Set(stateTableNames.map(tableOf))]

let world: World
let pool: pg.Pool
let owner: pg.PoolClient
let seed = 20_261_102
beforeAll(async () => {
  world = await makeWorld({ routes })
  await makeHistory(world, draw)
  await world.services.seals.save()
  pool = new pg.Pool({ connectionString: world.ownerUrl, max: 1, types })
  owner = await pool.connect()
})
afterAll(async () => {
  owner.release()
  await pool.end()
  await world.close()
})

/** The next number below `limit` of a sequence that is the same in every run. */
function draw(limit: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed % limit
}

const verify = async (held?: number) => {
  const outside = await world.services.seals.outsideHead(world.organizationId)
  return verifyJournal(kyselyOverConnection(owner), world.organizationId, {
    key: world.services.seals.keyOf(world.organizationId),
    ...(outside ? { outside } : {}),
    ...(held ? { held } : {}),
  })
}

/** Runs something as the owner of the database, whose writes are then undone. */
async function undone<T>(work: () => Promise<T>): Promise<T> {
  await owner.query('begin; set local session_replication_role = replica')
  try {
    return await work()
  } finally {
    await owner.query('rollback')
  }
}

/** Writes, unless the database's own rules allow no such row. Returns whether it did. */
async function isPossible(statement: string, values: unknown[] = []): Promise<boolean> {
  await owner.query('savepoint before')
  try {
    return ((await owner.query(statement, values)).rowCount ?? 0) > 0
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || !error.code?.startsWith('23')) throw error
    await owner.query('rollback to before')
    return false
  }
}

/** What is found after an alteration by the owner of the database, which is then undone. */
const foundAfter = (
  statement: string,
  values: unknown[] = [],
): Promise<readonly JournalFault[] | 'impossible'> =>
  undone(async () =>
    (await isPossible(statement, values)) ? (await verify()).broken : 'impossible',
  )

const changes: Readonly<Record<string, (column: string) => string>> = {
  text: (column) => `coalesce(${column}, '') || '＋'`,
  uuid: () => 'gen_random_uuid()',
  int4: (column) => `coalesce(${column}, 0) + 100`,
  int8: (column) => `${column} + 100`,
  bool: (column) => `not ${column}`,
  date: (column) => `coalesce(${column}, '2026-01-01') + 40`,
  timestamptz: (column) => `coalesce(${column}, '2026-01-01') + interval '1 second'`,
  bytea: (column) => `coalesce(${column}, '') || '\\x00'`,
  _text: (column) => `array_append(${column}, '＋')`,
  _uuid: (column) => `array_append(${column}, gen_random_uuid())`,
  _bytea: (column) => `array_append(${column}, '\\x00'::bytea)`,
  json: () => `'{"step":"other"}'`,
  jsonb: () => `'{"other":1}'`,
}

/** The key of a row as the program names it. */
const keyText = (key: readonly string[]): string =>
  `concat_ws('/', ${key
    .map((name) =>
      name === 'until'
        ? `to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
        : name,
    )
    .join(', ')})`

async function rowsOf(table: string): Promise<string[]> {
  const { key } = stateTables.get(table)!
  const { rows } = await owner.query<{ key: string }>(
    `select ${keyText(key)} as key from ${table} where organization_id = $1 order by 1`,
    [world.organizationId],
  )
  return rows.map((row) => row.key)
}

test('an honest history of acts of every kind verifies, and every table has rows in it', async () => {
  const { broken, compared } = await verify()
  expect(broken).toEqual([])
  expect(compared).toBeGreaterThan(50)
  for (const table of provedTables)
    expect([table, (await rowsOf(table)).length > 0]).toEqual([table, true])
})

test('more rows than are held in memory are compared in parts, with the same result', async () => {
  const whole = await verify()
  expect(await verify(7)).toEqual({ ...whole, compared: whole.compared })
})

/** Tables that hold a person only once. */
const personIsKey = new Set([
  'accounts',
  'call_answers',
  'occurrence_members',
  'course_attendances',
])

describe.each(provedTables)('in %s', (table) => {
  const { key } = stateTables.get(table)!
  const columns = statesOfTable(table).flatMap((name) => stateTables.get(name)!.columns)
  const at = (): string => `organization_id = '${world.organizationId}' and ${keyText(key)} = $1`

  test.skipIf(columns.length === 0)('every altered column is found and its row named', async () => {
    const keys = await rowsOf(table)
    expect(keys.length).toBeGreaterThan(0)
    const { rows } = await owner.query<{ name: string; type: string }>(
      `select attname as name, (select typname from pg_type t where t.oid = atttypid) as type from pg_attribute where attrelid = $1::regclass`,
      [table],
    )
    let altered = 0
    // Each column in another row, as many at once as there are rows.
    for (let from = 0; from < columns.length; from += keys.length) {
      const [first, changed] = [draw(keys.length), new Set<string>()]
      const { broken } = await undone(async () => {
        for (const [i, column] of columns.slice(from, from + keys.length).entries()) {
          const name = column.replace(/::.*/, '')
          const { type } = rows.find((row) => row.name === name)!
          const key = keys[(first + i) % keys.length]!
          const statement = `update ${table} set ${name} = ${changes[type]!(name)} where ${at()}`
          if (await isPossible(statement, [key])) changed.add(key)
        }
        return verify()
      })
      altered += changed.size
      expect(
        broken
          .map((fault) => ('table' in fault ? [fault.why, fault.table, fault.key] : fault))
          .toSorted(),
      ).toEqual([...changed].map((key) => ['row-altered', table, key]).toSorted())
    }
    expect(altered).toBeGreaterThan(columns.length / 2)
  })

  test('a deleted row is found and named', async () => {
    const keys = await rowsOf(table)
    const deleted = keys[draw(keys.length)]!
    expect(await foundAfter(`delete from ${table} where ${at()}`, [deleted])).toEqual([
      expect.objectContaining({ why: 'row-missing', table, key: deleted }),
    ])
  })

  test.skipIf(table === 'organizations')('an added row is found and named', async () => {
    const keys = await rowsOf(table)
    const copied = keys[draw(keys.length)]!
    const changed: Record<string, string> = {
      id: 'gen_random_uuid()',
      version: 'version + 70',
      ended_at: table === 'layouts' ? 'now()' : 'ended_at',
      seq: 'seq + 70',
      number: table === 'audit_samples' ? 'number + 1' : `'別の番号'`,
      item: `item || '2'`,
      edition: 'edition + 70',
      occurrence_id: `(select id from occurrences o where o.id <> ${table}.occurrence_id order by id limit 1)`,
      name: `name || '2'`,
      person_id: 'gen_random_uuid()',
      token_hash: `'\\x07'`,
      credential_id: `credential_id || '2'`,
      hash: `repeat('7', 64)`,
      edition_hash: `repeat('7', 64)`,
      relation: `relation || '2'`,
      on_date: 'on_date + 70',
      entry_id: 'gen_random_uuid()',
      period: 'gen_random_uuid()',
      purpose: 'gen_random_uuid()',
      place: 'place + 1000',
      line: `line || '2'`,
      until: `until + interval '1 day'`,
      subject_id: `subject_id || '2'`,
    }
    const { rows } = await owner.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [table],
    )
    const names = rows.map((row) => row.name)
    const isChanged = (name: string): boolean =>
      name in changed &&
      (name !== 'person_id' || personIsKey.has(table)) &&
      (name !== 'edition_hash' || table === 'provisions') &&
      (name !== 'entry_id' || table === 'campaign_lines') &&
      (name !== 'occurrence_id' || table === 'course_takings') &&
      (!['place', 'line', 'until', 'item', 'edition'].includes(name) || key.includes(name))
    const found = await foundAfter(
      `insert into ${table} (${names.join(', ')}) select ${names.map((name) => (isChanged(name) ? changed[name] : `"${name}"`)).join(', ')} from ${table} where ${at()}`,
      [copied],
    )
    expect(found).toEqual([expect.objectContaining({ why: 'row-added', table, seq: 0 })])
  })
})

test('an entry that is put back to what it truly was before is found', async () => {
  const { rows } = await owner.query<{ id: string }>(
    'select id from entries where version > 1 and organization_id = $1',
    [world.organizationId],
  )
  const found = await foundAfter(
    'update entries e set fields = v.fields, class = v.class, version = 1 from entry_versions v where v.entry_id = e.id and v.version = 1 and e.id = $1',
    [rows[0]!.id],
  )
  expect(found).toEqual([
    expect.objectContaining({ why: 'row-altered', table: 'entries', key: rows[0]!.id }),
  ])
})

test('in the journal, an altered column at any place is found', async () => {
  const { rows } = await verify()
  for (const column of [
    'at',
    'actor',
    'action',
    'subject_kind',
    'subject_id',
    'detail',
    'state',
    'mark',
    'previous',
    'hash',
  ]) {
    const type = {
      at: 'timestamptz',
      actor: 'uuid',
      detail: 'json',
      mark: 'bytea',
      previous: 'bytea',
      hash: 'bytea',
    }[column]
    const seq = 1 + draw(rows)
    const found = await foundAfter(
      `update journal set ${column} = ${changes[type ?? 'text']!(column)} where organization_id = $1 and seq = $2`,
      [world.organizationId, seq],
    )
    expect([column, (found as JournalFault[]).some((fault) => fault.seq === seq)]).toEqual([
      column,
      true,
    ])
  }
})

const organization = (): string => world.organizationId

/** Appends rows to the journal as the owner of the database can, with a head that fits them. */
async function forge(count: number, withMark: boolean): Promise<number[]> {
  const { rows } = await owner.query<{ seq: number; hash: Buffer }>(
    'select seq, hash from journal where organization_id = $1 order by seq desc limit 1',
    [organization()],
  )
  let { seq, hash } = rows[0]!
  const forged: number[] = []
  for (let i = 0; i < count; i++) {
    const previous = hash
    seq += 1
    const event = {
      at: '2026-11-02T00:00:00.000Z',
      actor: null,
      action: 'entry.update',
      subjectKind: 'entry',
      subjectId: 'x',
      detail: '{}',
      state: null,
    }
    const mark = withMark ? markOf(createSecretKey(Buffer.alloc(32, 1)), event) : null
    hash = mark ? chainHash(previous, mark) : hashWithoutMark(previous, seq, event)
    await owner.query(
      `insert into journal (organization_id, seq, at, action, subject_kind, subject_id, detail, previous, hash, mark)
       values ($1, $2, $3, $4, $5, $6, '{}', $7, $8, $9)`,
      [organization(), seq, event.at, event.action, 'entry', 'x', previous, hash, mark],
    )
    forged.push(seq)
  }
  await owner.query('update journal_heads set seq = $2, hash = $3 where organization_id = $1', [
    organization(),
    seq,
    hash,
  ])
  return forged
}

/** Cuts rows off the end of the journal, and leaves a head that fits what remains. */
async function cut(count: number, withSeals: boolean): Promise<void> {
  await owner.query(
    'delete from journal where organization_id = $1 and seq > (select max(seq) from journal where organization_id = $1) - $2',
    [organization(), count],
  )
  await owner.query(
    `update journal_heads h set seq = j.seq, hash = j.hash, previous = j.previous
     from (select * from journal where organization_id = $1 order by seq desc limit 1) j where h.organization_id = $1`,
    [organization()],
  )
  if (withSeals)
    await owner.query('delete from journal_seals where organization_id = $1', [organization()])
}

const anywhere = fc.nat({ max: 10_000 })
const few = fc.integer({ min: 1, max: 5 })
const alteration = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('column' as const),
      name: fc.constantFrom(
        ...stateTableNames.filter((name) => stateTables.get(name)!.columns.length > 0),
      ),
      row: anywhere,
      column: anywhere,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('deleted' as const),
      table: fc.constantFrom(...provedTables),
      row: anywhere,
    }),
  },
  fc.record({ kind: fc.constant('gap' as const), at: anywhere, count: few }),
  fc.record({ kind: fc.constant('cut' as const), count: few, withSeals: fc.boolean() }),
  fc.record({ kind: fc.constant('forged' as const), count: few, withMark: fc.boolean() }),
)

test('whatever the owner of the database alters, anywhere in a random history, is found and named', async () => {
  const { rows } = await verify()
  const { rows: typesOfColumns } = await owner.query<{ table: string; name: string; type: string }>(
    `select c.relname as table, a.attname as name, t.typname as type from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'public'::regnamespace and a.attnum > 0`,
  )
  const keysOf = new Map<string, string[]>()
  for (const table of provedTables) keysOf.set(table, await rowsOf(table))
  const keyed = (table: string): string =>
    `organization_id = '${organization()}' and concat_ws('/', ${stateTables.get(table)!.key.join(', ')}) = $1`
  await fc.assert(
    fc.asyncProperty(alteration, (drawn) =>
      undone(async () => {
        let expected: (fault: JournalFault) => boolean
        if (drawn.kind === 'column') {
          const table = tableOf(drawn.name)
          const keys = keysOf.get(table)!
          const key = keys[drawn.row % keys.length]!
          const { columns } = stateTables.get(drawn.name)!
          const name = columns[drawn.column % columns.length]!.replace(/::.*/, '')
          const { type } = typesOfColumns.find((row) => row.table === table && row.name === name)!
          const statement = `update ${table} set ${name} = ${changes[type]!(name)} where ${keyed(table)}`
          fc.pre(await isPossible(statement, [key]))
          expected = (fault) =>
            fault.why === 'row-altered' && fault.table === table && fault.key === key
        } else if (drawn.kind === 'deleted') {
          const keys = keysOf.get(drawn.table)!
          const key = keys[drawn.row % keys.length]!
          await owner.query(`delete from ${drawn.table} where ${keyed(drawn.table)}`, [key])
          expected = (fault) =>
            fault.why === 'row-missing' && fault.table === drawn.table && fault.key === key
        } else if (drawn.kind === 'gap') {
          const first = 1 + (drawn.at % (rows - drawn.count))
          const last = first + drawn.count - 1
          await owner.query(
            'delete from journal where organization_id = $1 and seq between $2 and $3',
            [organization(), first, last],
          )
          expected = (fault) =>
            fault.why === 'missing' && fault.seq === first && (fault.to ?? fault.seq) === last
        } else if (drawn.kind === 'cut') {
          await cut(drawn.count, drawn.withSeals)
          expected = (fault) =>
            fault.why === 'cut' && fault.seq === rows - drawn.count + 1 && fault.to === rows
        } else {
          const [firstForged] = await forge(drawn.count, drawn.withMark)
          expected = (fault) => fault.why === 'altered' && fault.seq === firstForged
        }
        const { broken } = await verify()
        expect(broken.some(expected)).toBe(true)
      }),
    ),
    { seed: 20_261_130, numRuns: 60 },
  )
})

test('a program that proves more than the one before records the rest where it starts, and proves it from there', async () => {
  const other = await makeWorld({ routes })
  try {
    const id = other.organizationId
    const { seals, gate } = other.services
    const client = new pg.Client({ connectionString: other.ownerUrl, types })
    await client.connect()
    try {
      // The journal as the program before left it: it does not say what it proves, and proves less.
      const { rows } = await client.query<{
        at: Date
        previous: Buffer
        detail: string
        state: string
      }>(
        'select at, previous, detail::text as detail, state from journal where organization_id = $1',
        [id],
      )
      const [{ at, previous, detail, state }] = rows as [(typeof rows)[number]]
      const known = state
        .split('\n')
        .filter((line) => !/^(?:begin|\S+:used|tasks\S*|links) /.test(line))
      const event = {
        at: at.toISOString(),
        actor: null,
        action: 'organization.found',
        subjectKind: 'organization',
        subjectId: id,
        detail,
        state: known.join('\n'),
      }
      const mark = markOf(seals.keyOf(id), event)
      const hash = chainHash(previous, mark)
      await client.query(
        'update journal set state = $2, mark = $3, hash = $4 where organization_id = $1',
        [id, event.state, mark, hash],
      )
      await client.query('update journal_heads set hash = $2 where organization_id = $1', [
        id,
        hash,
      ])
      await client.query(
        'update journal_seals set hash = $2, seal = $3 where organization_id = $1',
        [id, hash, sealOf(seals.keyOf(id), 1, hash)],
      )
      const alter = () =>
        client.query(`update accounts set recovery_hashes = '{planted}' where id = $1`, [
          other.accounts.clerk,
        ])
      const check = () =>
        gate.readSnapshot(id, (db) => verifyJournal(db, id, { key: seals.keyOf(id) }))
      const before = await check()
      expect(before).toMatchObject({ rows: 1, broken: [] })
      expect(before.compared).toBeGreaterThan(10)
      const fresh = new JournalSeals(Buffer.alloc(32, 7))
      const context = await other.transact(async ({ organization: own }) => own)
      const restarted = new Gate(
        other.services.pool,
        other.services.environment,
        () => Promise.resolve(context),
        fresh,
      )
      await recordBaseline(restarted, id)
      await recordBaseline(restarted, id)
      const after = await check()
      expect(after).toMatchObject({ rows: 2, broken: [] })
      expect(after.compared).toBeGreaterThan(before.compared!)
      await alter()
      expect((await check()).broken).toEqual([
        { seq: 2, why: 'row-altered', table: 'accounts', key: other.accounts.clerk },
      ])
    } finally {
      await client.end()
    }
  } finally {
    await other.close()
  }
})

test('a journal from before events recorded rows is proved from its baseline on', async () => {
  const other = await makeWorld({ routes })
  try {
    const asOwner = async (statement: string): Promise<void> => {
      const client = new pg.Client({ connectionString: other.ownerUrl })
      await client.connect()
      await client.query(statement).finally(() => client.end())
    }
    const id = other.organizationId
    // The journal as an older program left it: one row, hashed over the text of its fields.
    await asOwner(`update journal set mark = null, state = null, hash = sha256(previous || convert_to(
        concat_ws(E'\\n', seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '-', action, subject_kind, subject_id, detail::text), 'UTF8'));
      update journal_heads h set hash = (select hash from journal j where j.organization_id = h.organization_id);
      delete from journal_seals`)
    const seals = new JournalSeals(Buffer.alloc(32, 7))
    const context = await other.transact(async ({ organization }) => organization)
    const gate = new Gate(
      other.services.pool,
      other.services.environment,
      () => Promise.resolve(context),
      seals,
    )
    const check = () =>
      gate.readSnapshot(id, (db) => verifyJournal(db, id, { key: seals.keyOf(id) }))
    expect(await check()).toMatchObject({ rows: 1, broken: [] })
    expect((await check()).compared).toBeUndefined()
    await recordBaseline(gate, id)
    await recordBaseline(gate, id)
    expect(await check()).toMatchObject({ rows: 2, broken: [] })
    expect((await check()).compared).toBeGreaterThan(10)
    expect((await other.journal()).map(({ action }) => action)).toEqual([
      'organization.found',
      baselineAction,
    ])
    await asOwner(`update accounts set administrator = true where id = '${other.accounts.clerk}'`)
    expect((await check()).broken).toEqual([
      { seq: 2, why: 'row-altered', table: 'accounts', key: other.accounts.clerk },
    ])
  } finally {
    await other.close()
  }
})
