import { sql } from 'kysely'
import { lockEntries } from '#features/registers/server/public.ts'
import type { EvaluatedEffect } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { isAnyOf } from '#platform/db/isAnyOf.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { LockedOutOfOrder } from '#platform/gate/locks.ts'
import { storedCase } from './store.ts'
import type { CaseRow, StoredCase } from './store.ts'

/** Locks cases until the transaction ends, by id, and reads them as they are then. The one place where cases are locked: after lines
 * (docs/decisions/0021-one-lock-order.md). Cases that are not there are left out. */
export async function lockCases(tx: Transaction, ids: readonly string[]): Promise<StoredCase[]> {
  if (tx.locks.owes('entries')) await lockEntries(tx, {})
  const wanted = tx.locks.take('cases', ids)
  const { rows } = await sql<CaseRow>`
    select id, number, subject, version, opened_at, state from cases
    where organization_id = ${tx.organization.id} and id ${isAnyOf(wanted)} order by id for no key update`.execute(
    tx.db,
  )
  return rows.map(storedCase)
}

/** A case that is to be changed, with the lines that it is about: both statements leave together, the lines first. */
export async function lockedCase(tx: Transaction, id: string): Promise<StoredCase> {
  const [, cases] = await Promise.all([lockEntries(tx, { about: [id] }), lockCases(tx, [id])])
  return cases.find((one) => one.id === id) ?? refuse('not-found', { what: nouns.case })
}

/** Cases that are to be changed one after the other in one transaction, with the lines that they are about. */
export async function lockedCases(tx: Transaction, ids: readonly string[]): Promise<StoredCase[]> {
  if (ids.length === 0) return []
  const [, cases] = await Promise.all([lockEntries(tx, { about: ids }), lockCases(tx, ids)])
  return cases
}

/** The open cases about lines, each with the line by which it was found first. */
export async function openCasesAbout(
  tx: Transaction,
  lines: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (lines.length === 0) return new Map()
  const { rows } = await sql<{ id: string; line: string }>`
    select c.id, l.to_id as line from links l join cases c on c.organization_id = l.organization_id and c.id = l.from_id
    where l.organization_id = ${tx.organization.id} and l.to_kind = 'entry' and l.to_id = any(${[...lines]}::uuid[]) and l.from_kind = 'case'
      and l.relation = 'about' and c.status = 'open' order by c.id, array_position(${[...lines]}::uuid[], l.to_id)`.execute(
    tx.db,
  )
  const found = new Map<string, string>()
  for (const { id, line } of rows) if (!found.has(id)) found.set(id, line)
  return found
}

/** Demands that everything is locked that effects of an act change besides the case and the lines it is about: lines in its fields, and the other open cases
 * about lines that get another class. What is not begins the transaction anew, with all of it locked in order. */
export async function demandLocked(
  tx: Transaction,
  source: string,
  effects: readonly EvaluatedEffect[],
): Promise<void> {
  const changes = effects.filter((effect) => effect.kind === 'change')
  demandLinesLocked(
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

/** Whether an effect writes the class of lines. */
export function changesClass(
  { organization }: Transaction,
  { fields }: Extract<EvaluatedEffect, { kind: 'change' }>,
): boolean {
  return [...organization.pack.registers.values()].some(
    ({ classField }) => classField !== undefined && Object.hasOwn(fields, classField),
  )
}

/** Begins the transaction anew where one of these lines is not locked yet. */
export function demandLinesLocked(tx: Transaction, lines: readonly string[]): void {
  const missing = lines.filter((line) => !tx.locks.holds('entries', line))
  if (missing.length > 0) throw new LockedOutOfOrder('entries', missing)
}
