import { sql } from 'kysely'
import { keyOfItem } from '#kernel/rounds/index.ts'
import { actorPerson } from '#platform/access/party.ts'
import { stateColumns } from '#platform/db/rowStates.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { TurnRound } from './edition.ts'
import type { OpenedOccurrence } from './occurrence.ts'
import { doersAt } from './parties.ts'
import { placeKey } from './places.ts'
import { setTurnTasks, setWaiverTasks } from './roundTasks.ts'
import { isWaiting } from './store.ts'
import type { OccurrenceRow, StandingRow } from './store.ts'

/** How far an occurrence has come. */
export interface Settled {
  readonly occurrence: OpenedOccurrence & { readonly as?: 'self' | 'deputy' | 'program' }
  readonly left: number
  readonly waiting: readonly StandingRow[]
  /** What closes it now, where something does. */
  readonly closedWith: string | null
}

/**
 * Writes how far occurrences of one turn have come, closes those that are done, and with the last of
 * them the turn; then the tasks follow.
 */
export async function settleOccurrences(
  tx: Transaction,
  settled: readonly Settled[],
): Promise<void> {
  if (settled.length === 0) return
  const organization = tx.organization.id
  const changes = settled.map(({ occurrence: { row, items, as }, left, waiting, closedWith }) => ({
    id: row.id,
    asked: items.length,
    items: items.map(keyOfItem),
    answered: items.length - left,
    waiting: waiting.length,
    closes: closedWith !== null && row.closed_at === null,
    // An answer that was put right after all were given may leave something to be decided.
    opens: closedWith === null && row.closed_at !== null && row.closed_with === 'answers',
    closed_with: closedWith,
    closed_as: as ?? 'program',
  }))
  const update = sql`update occurrences o set asked = c.asked, items = c.items, answered = c.answered, waiting = c.waiting,
      closed_at = case when c.closes then ${tx.now} when c.opens then null else o.closed_at end,
      closed_by = case when c.closes then ${actorPerson(tx) ?? null}::uuid when c.opens then null else o.closed_by end,
      closed_as = case when c.closes then c.closed_as when c.opens then null else o.closed_as end,
      closed_with = case when c.closes then c.closed_with when c.opens then null else o.closed_with end
    from json_to_recordset(${JSON.stringify(changes)}) as c(id uuid, asked int, items text[], answered int, waiting int, closes boolean, opens boolean, closed_with text, closed_as text)
    where o.organization_id = ${organization} and o.id = c.id
    returning ${sql.raw(stateColumns('occurrences', 'o'))}`
  tx.deferWrite({ compile: () => update.compile(tx.db) })
  const byTurn = Map.groupBy(settled, ({ occurrence }) => occurrence.row.turn_id)
  if (changes.some(({ closes }) => closes)) closeTurns(tx, [...byTurn.keys()])
  if (changes.some(({ opens }) => opens)) reopenTurns(tx, [...byTurn.keys()])
  for (const [id, of] of byTurn) {
    const { turn, row } = of[0]!.occurrence
    const closing = of.filter(
      ({ closedWith, occurrence }) => closedWith !== null && occurrence.row.closed_at === null,
    )
    await closeEarlier(
      tx,
      turn,
      closing.map(({ occurrence }) => ({ row: occurrence.row, as: occurrence.as ?? 'program' })),
    )
    const places = of.flatMap(({ occurrence }) =>
      doersAt(occurrence.turn, occurrence.subject).map(placeKey),
    )
    // The task of who acts at a step is that of the case.
    if (row.case_id === null)
      await setTurnTasks(tx, turn, { id, title: row.turn_title }, [...new Set(places)])
    if (of.some(({ occurrence, waiting }) => occurrence.row.waiting + waiting.length > 0))
      await setWaiverTasks(
        tx,
        turn,
        of.map(({ occurrence, waiting }) => ({
          occurrence: occurrence.row.id,
          subject: occurrence.subject,
          said: waiting.filter(isWaiting).flatMap(({ mechanism, answered_by }) => {
            const item = occurrence.items.find(({ path }) => path === mechanism)
            return item === undefined ? [] : [{ item, by: answered_by }]
          }),
        })),
      )
  }
}

/** Closes turns in which nothing is open any more. */
export function closeTurns(tx: Transaction, ids: readonly string[]): void {
  const closing = sql`update round_turns t set closed_at = ${tx.now}
    where t.organization_id = ${tx.organization.id} and t.id = any(${[...ids]}::uuid[]) and t.closed_at is null
      and not exists (select from occurrences o where o.organization_id = t.organization_id and o.turn_id = t.id and o.closed_at is null)
    returning ${sql.raw(stateColumns('round_turns', 't'))}`
  tx.deferWrite({ compile: () => closing.compile(tx.db) })
}

/** Opens turns again that something was added to. */
export function reopenTurns(tx: Transaction, ids: readonly string[]): void {
  tx.deferWrite(
    tx.db
      .updateTable('round_turns')
      .set({ closed_at: null })
      .where('organization_id', '=', tx.organization.id)
      .where('id', 'in', [...ids])
      .where('closed_at', 'is not', null),
  )
}

/**
 * Closes what is still open from earlier turns of the round about the same subjects, where nothing is
 * asked there that was not asked now: what was done later proves no less, and nobody does the same thing
 * twice for having been late. The end of a case stands for itself.
 */
export async function closeEarlier(
  tx: Transaction,
  turn: TurnRound,
  done: readonly {
    readonly row: OccurrenceRow
    readonly as: 'self' | 'deputy' | 'program'
  }[],
): Promise<void> {
  if (done.length === 0) return
  const organization = tx.organization.id
  const later = JSON.stringify(
    done.map(({ row, as }) => ({
      round: row.round,
      kind: row.subject_kind,
      subject: row.subject_id,
      opened: row.opened_at,
      items: row.items,
      closed_as: as,
    })),
  )
  const { rows } = await sql<{ id: string; turn: string; title: string; closed_as: string }>`
    select o.id, t.id as turn, t.title, l.closed_as from json_to_recordset(${later}) as l(round text, kind text, subject text, opened timestamptz, items text[], closed_as text)
    join occurrences o on o.organization_id = ${organization} and o.round = l.round and o.subject_kind = l.kind and o.subject_id = l.subject and o.closed_at is null
    join round_turns t on t.organization_id = o.organization_id and t.id = o.turn_id and t.opened_at < l.opened
      and t.period not like 'ended/%' and t.case_id is null
    where o.items <@ l.items
    order by o.id for no key update of o`.execute(tx.db)
  if (rows.length === 0) return
  const closing = sql`update occurrences o set closed_at = ${tx.now}, closed_by = ${actorPerson(tx) ?? null}::uuid, closed_as = c.closed_as, closed_with = 'later'
    from json_to_recordset(${JSON.stringify(rows)}) as c(id uuid, closed_as text)
    where o.organization_id = ${organization} and o.id = c.id and o.closed_at is null
    returning ${sql.raw(stateColumns('occurrences', 'o'))}`
  tx.deferWrite({ compile: () => closing.compile(tx.db) })
  closeTurns(tx, [...new Set(rows.map((row) => row.turn))])
  for (const [id, of] of Map.groupBy(rows, (row) => row.turn)) {
    const places = await doersOfRows(
      tx,
      of.map((row) => row.id),
    )
    await setTurnTasks(tx, turn, { id, title: of[0]!.title }, places)
  }
}

/** The places of those who have some occurrences to do. */
export async function doersOfRows(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx.db
    .selectFrom('occurrence_parties')
    .distinct()
    .select('place')
    .where('organization_id', '=', tx.organization.id)
    .where('part', '=', 'does')
    .where('occurrence_id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  return rows.map(({ place }) => place)
}
