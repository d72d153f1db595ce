import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { isAnyOf } from '#platform/db/isAnyOf.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { EntryRecord } from './entryRecord.ts'
import { recallLocked, rememberLocked } from './lockedEntries.ts'

/**
 * Which entries to lock: those with `ids`, those that the cases `about` are about, and with
 * `copies` all that are copied or mixed from them.
 */
export interface EntriesToLock {
  readonly ids?: readonly string[]
  /** Ids of cases. */
  readonly about?: readonly string[]
  readonly copies?: boolean
}

/**
 * Locks entries until the transaction ends, in the order of their ids, and reads them. This is the
 * only place where entries are locked: before cases, and all of an action at once
 * (docs/decisions/0021-one-lock-order.md). Ids that do not exist are left out. Entries that the
 * transaction has locked and not written since are not read again.
 */
export async function lockEntries(
  tx: Transaction,
  { ids = [], about = [], copies = false }: EntriesToLock,
): Promise<EntryRecord[]> {
  const { locks } = tx
  const isOpen = about.length > 0 || copies
  if (isOpen && locks.hasReached('entries'))
    throw new Error('entries that are found by what refers to them are locked before all others')
  const requested = locks.take('entries', ids)
  const lockedBefore = isOpen ? undefined : recallLocked(tx, requested)
  if (lockedBefore) return [...lockedBefore]
  const organization = tx.organization.id
  const given = sql.join(
    [
      ...(requested.length === 0 && about.length > 0
        ? []
        : [sql`select unnest(${requested}::uuid[]) as id`]),
      ...(about.length === 0 ? [] : [subjectsOf(organization, about)]),
    ],
    sql` union `,
  )
  const wanted = copies ? sql`${withCopies(organization, given)} select id from made` : given
  const condition = isOpen ? sql`= any(array(${wanted}))` : isAnyOf(requested)
  const { rows } = await sql<EntryRecord>`
    select id, register, number, name, kana, fields, class, unit_id, state, copied_from, keep_until, version, created_at, updated_at from entries
    where organization_id = ${organization} and id ${condition} order by id for no key update`.execute(
    tx.db,
  )
  locks.note(
    'entries',
    rows.map((row) => row.id),
  )
  rememberLocked(tx, rows)
  return rows
}

/** SQL: ids of the entries that cases are about. */
function subjectsOf(organization: string, cases: readonly string[]): RawBuilder<unknown> {
  return sql`select to_id as id from links where organization_id = ${organization} and from_kind = 'case' and from_id ${isAnyOf(cases)}
    and relation = 'about' and to_kind = 'entry'`
}

/** An entry and the entry that it is copied or mixed from. */
export interface CopyOf {
  readonly copy: string
  readonly original: string
}

/** All entries copied or mixed from these entries, directly or through others. */
export async function copiesOf(tx: Transaction, ids: readonly string[]): Promise<CopyOf[]> {
  const organization = tx.organization.id
  const given = sql`select unnest(${[...ids]}::uuid[]) as id`
  const { rows } = await sql<CopyOf>`
    ${withCopies(organization, given)} select c.copy, c.original from made m cross join lateral (${directCopies(organization)}) c`.execute(
    tx.db,
  )
  return rows
}

function withCopies(organization: string, given: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`with recursive made(id) as (${given} union select c.copy from made m cross join lateral (${directCopies(organization)}) c)`
}

/** SQL: the direct copies and mixtures of the entry `m.id`. */
function directCopies(organization: string): RawBuilder<unknown> {
  return sql`select e.id as copy, e.copied_from as original from entries e where e.organization_id = ${organization} and e.copied_from = m.id
    union all select l.from_id, l.to_id from links l where l.organization_id = ${organization} and l.to_kind = 'entry' and l.to_id = m.id
      and l.relation = 'made-of' and l.from_kind = 'entry'`
}
