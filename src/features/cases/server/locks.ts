import { sql } from 'kysely'
import { lockEntries } from '#features/registers/server/public.ts'
import type { EvaluatedEffect } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { isAnyOf } from '#platform/db/isAnyOf.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { LockedOutOfOrder } from '#platform/gate/locks.ts'
import { openStepTasks } from './stepTasks.ts'
import { storedCase } from './store.ts'
import type { CaseRow, StoredCase } from './store.ts'

/**
 * Locks cases until the transaction ends, in the order of their ids, and reads them. This is the
 * only place where cases are locked; entries are locked before them
 * (docs/decisions/0021-one-lock-order.md). Ids that do not exist are left out.
 */
export async function lockCases(tx: Transaction, ids: readonly string[]): Promise<StoredCase[]> {
  if (tx.locks.owes('entries')) await lockEntries(tx, {})
  const wanted = tx.locks.take('cases', ids)
  const { rows } = await sql<CaseRow>`
    select id, number, subject, version, opened_at, edition_hash, record, state from cases
    where organization_id = ${tx.organization.id} and id ${isAnyOf(wanted)} order by id for no key update`.execute(
    tx.db,
  )
  return rows.map(storedCase)
}

/**
 * Locks one case to be changed, with the entries that it is about, and reads its open tasks. The
 * statements are sent together, the entries first. Refuses with `not-found`.
 */
export async function lockedCase(tx: Transaction, id: string): Promise<StoredCase> {
  const [, cases, tasks] = await Promise.all([
    lockEntries(tx, { about: [id] }),
    lockCases(tx, [id]),
    openStepTasks(tx, id).select('id').execute(),
  ])
  const stored = cases.find((other) => other.id === id) ?? refuse('not-found', { what: nouns.case })
  return { ...stored, openTasks: tasks.map((task) => task.id) }
}

/**
 * Locks cases to be changed one after the other in one transaction, with the entries that they are
 * about.
 */
export async function lockedCases(tx: Transaction, ids: readonly string[]): Promise<StoredCase[]> {
  if (ids.length === 0) return []
  const [, cases] = await Promise.all([lockEntries(tx, { about: ids }), lockCases(tx, ids)])
  return cases
}

/**
 * Ids of the open cases about these entries, each with the first of the entries by which it was
 * found.
 */
export async function openCasesAbout(
  tx: Transaction,
  entries: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (entries.length === 0) return new Map()
  const { rows } = await sql<{ id: string; entry: string }>`
    select c.id, l.to_id as entry from links l join cases c on c.organization_id = l.organization_id and c.id = l.from_id
    where l.organization_id = ${tx.organization.id} and l.to_kind = 'entry' and l.to_id = any(${[...entries]}::uuid[]) and l.from_kind = 'case'
      and l.relation = 'about' and c.status = 'open' order by c.id, array_position(${[...entries]}::uuid[], l.to_id)`.execute(
    tx.db,
  )
  const firstEntries = new Map<string, string>()
  for (const { id, entry } of rows) if (!firstEntries.has(id)) firstEntries.set(id, entry)
  return firstEntries
}

/**
 * Checks that all rows are locked that the effects of an act change besides the case and its
 * entries: entries in fields of the case, and other open cases about entries whose class changes.
 * Throws `LockedOutOfOrder` for rows that are not: the gate runs the work again with all of them
 * locked in order.
 */
export async function demandLocked(
  tx: Transaction,
  source: string,
  effects: readonly EvaluatedEffect[],
): Promise<void> {
  const changes = effects.filter((effect) => effect.kind === 'change')
  demandEntriesLocked(
    tx,
    changes.flatMap(({ entries }) => entries),
  )
  const classed = changes.filter((change) => changesClass(tx, change))
  const others = await openCasesAbout(
    tx,
    classed.flatMap(({ entries }) => entries),
  )
  const missing = [...others.keys()].filter((id) => id !== source && !tx.locks.holds('cases', id))
  if (missing.length > 0) throw new LockedOutOfOrder('cases', missing)
}

/** Whether an effect writes the class of entries. */
export function changesClass(
  { organization }: Transaction,
  { fields }: Extract<EvaluatedEffect, { kind: 'change' }>,
): boolean {
  return [...organization.pack.registers.values()].some(
    ({ classField }) => classField !== undefined && Object.hasOwn(fields, classField),
  )
}

/** Throws `LockedOutOfOrder` for entries that are not locked: the gate runs the work again. */
export function demandEntriesLocked(tx: Transaction, entries: readonly string[]): void {
  const missing = entries.filter((entry) => !tx.locks.holds('entries', entry))
  if (missing.length > 0) throw new LockedOutOfOrder('entries', missing)
}
