import { sql } from 'kysely'
import { addDays } from '#kernel/calendar/index.ts'
import type { Move } from '#kernel/organization/index.ts'
import { deletedColumns, stateColumns } from '#platform/db/rowStates.ts'
import type { StateTableName } from '#platform/db/stateTables.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/**
 * Writes the moves of a transfer, each table in one statement regardless of their number. Returns
 * the moves with the ids of new persons.
 */
export async function writeMoves(
  tx: Transaction,
  moves: readonly Move[],
  on: string,
): Promise<Move[]> {
  const identified = moves.map((move) =>
    move.person === undefined ? { ...move, person: tx.newId() } : move,
  )
  const newIds = new Set(
    identified
      .filter((_move, index) => moves[index]?.person === undefined)
      .map((move) => move.person),
  )
  const staying = identified.filter((move) => move.after !== undefined && move.kind !== 'unchanged')
  lockPersons(
    tx,
    identified.flatMap(({ person, kind }) => (kind === 'unchanged' ? [] : (person ?? []))),
  )
  await insertPersons(
    tx,
    staying.filter((move) => newIds.has(move.person)),
    on,
  )
  await updatePersons(
    tx,
    staying.filter((move) => !newIds.has(move.person)),
    on,
  )
  await changePosts(tx, staying, on)
  await endEmployment(
    tx,
    identified.filter((move) => move.kind === 'left'),
    on,
  )
  return identified
}

/** Locks the persons by id before the first is changed: two lists may name the same ones. */
function lockPersons(
  { db, deferWrite: later, organization }: Transaction,
  ids: readonly string[],
): void {
  const statement = sql`select id from persons
    where organization_id = ${organization.id} and id = any(${[...ids]}::uuid[]) order by id for no key update`
  later({ compile: () => statement.compile(db) })
}

/** Persons as rows of JSON, so that the number of parameters does not grow with them. */
const rowsOf = (moves: readonly Move[]): string =>
  JSON.stringify(
    moves.map(({ person, kind, after }) => ({ id: person, joined: kind === 'joined', ...after })),
  )
const columns = sql.raw(
  '(id uuid, joined boolean, number text, name text, kana text, unit uuid, employment text, email text, phone text, until date, posts jsonb)',
)

/** What the journal records of rows that a statement wrote or deleted. */
const written = (table: StateTableName, of?: string) => sql.raw(stateColumns(table, of))
const deleted = (table: StateTableName, of?: string) => sql.raw(deletedColumns(table, of))

async function insertPersons(
  { db, organization }: Transaction,
  moves: readonly Move[],
  on: string,
): Promise<void> {
  if (moves.length === 0) return
  await sql`insert into persons (organization_id, id, number, name, kana, unit_id, employment, email, phone, from_on, to_on)
    select ${organization.id}, id, number, name, kana, unit, employment, email, phone, ${on}::date, until
    from jsonb_to_recordset(${rowsOf(moves)}::jsonb) as n${columns}
    returning ${written('persons')}`.execute(db)
}

async function updatePersons(
  { db, organization }: Transaction,
  moves: readonly Move[],
  on: string,
): Promise<void> {
  if (moves.length === 0) return
  await sql`update persons p
    set number = n.number, name = n.name, kana = n.kana, unit_id = n.unit,
      employment = n.employment, email = n.email, phone = n.phone, to_on = n.until,
      from_on = case when n.joined then ${on}::date else p.from_on end, version = p.version + 1
    from jsonb_to_recordset(${rowsOf(moves)}::jsonb) as n${columns}
    where p.organization_id = ${organization.id} and p.id = n.id
    returning ${written('persons', 'p')}`.execute(db)
}

/**
 * Ends posts that the list no longer has on the day before (or deletes them where they have not
 * begun), and begins new ones.
 */
async function changePosts(tx: Transaction, moves: readonly Move[], on: string): Promise<void> {
  if (moves.length === 0) return
  const { db, organization } = tx
  const eve = addDays(on, -1)
  const movedPersons = sql`jsonb_to_recordset(${rowsOf(moves)}::jsonb) as n${columns}`
  const over = sql`h.organization_id = ${organization.id} and h.person_id = n.id
    and (h.to_on is null or h.to_on >= ${on}::date) and not n.posts ? h.post_id::text`
  await sql`update person_posts h set to_on = ${eve}::date from ${movedPersons}
    where ${over} and h.from_on <= ${eve}::date returning ${written('person_posts', 'h')}`.execute(
    db,
  )
  await sql`delete from person_posts h using ${movedPersons}
    where ${over} and h.from_on > ${eve}::date returning ${deleted('person_posts', 'h')}`.execute(
    db,
  )
  const currentPosts = await sql<{
    person: string
    post: string
  }>`select h.person_id as person, h.post_id as post from person_posts h, ${movedPersons}
    where h.organization_id = ${organization.id} and h.person_id = n.id and h.from_on <= ${on}::date
    and (h.to_on is null or h.to_on >= ${on}::date)`.execute(db)
  const currentKeys = new Set(currentPosts.rows.map((row) => `${row.person}/${row.post}`))
  const newPosts = moves.flatMap((move) =>
    (move.after?.posts ?? [])
      .filter((post) => !currentKeys.has(`${move.person}/${post}`))
      .map((post) => ({ id: tx.newId(), person: move.person, post })),
  )
  if (newPosts.length === 0) return
  await sql`insert into person_posts (organization_id, id, person_id, post_id, from_on)
    select ${organization.id}, id, person, post, ${on}::date
    from jsonb_to_recordset(${JSON.stringify(newPosts)}::jsonb) as n(id uuid, person uuid, post uuid)
    returning ${written('person_posts')}`.execute(db)
}

/** Ends the employment, posts and appointments of those who leave, on the day before. */
async function endEmployment(
  { db, organization }: Transaction,
  moves: readonly Move[],
  on: string,
): Promise<void> {
  if (moves.length === 0) return
  const eve = addDays(on, -1)
  const ids = moves.map((move) => move.person ?? '')
  await sql`update persons set to_on = ${eve}::date, version = version + 1
    where organization_id = ${organization.id} and id = any(${ids}::uuid[])
    returning ${written('persons')}`.execute(db)
  for (const table of ['person_posts', 'assignments'] as const) {
    const theirs = sql`organization_id = ${organization.id} and person_id = any(${ids}::uuid[])
      and (to_on is null or to_on >= ${on}::date)`
    await sql`update ${sql.table(table)} set to_on = ${eve}::date
      where ${theirs} and from_on <= ${eve}::date returning ${written(table)}`.execute(db)
    await sql`delete from ${sql.table(table)} where ${theirs} and from_on > ${eve}::date
      returning ${deleted(table)}`.execute(db)
  }
}
