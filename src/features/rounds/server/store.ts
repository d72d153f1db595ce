import { sql } from 'kysely'
import type { Transaction } from '#platform/gate/transaction.ts'

const occurrenceColumns = [
  'o.id',
  'o.turn_id',
  'o.round',
  'o.subject_kind',
  'o.subject_id',
  'o.subject_title',
  'o.unit_id',
  'o.due_at',
  'o.asked',
  'o.items',
  'o.answered',
  'o.waiting',
  'o.told',
  'o.closed_at',
  'o.closed_by',
  'o.closed_as',
  'o.closed_with',
  't.edition_hash',
  't.title as turn_title',
  't.period',
  't.opened_at',
  't.due_at as turn_due_at',
  't.case_id',
  't.left_at',
] as const

/** Occurrences with what their turn says. */
export const occurrences = (tx: Transaction) =>
  tx.db
    .selectFrom('occurrences as o')
    .innerJoin('round_turns as t', (join) =>
      join.onRef('t.organization_id', '=', 'o.organization_id').onRef('t.id', '=', 'o.turn_id'),
    )
    .select(occurrenceColumns)
    .where('o.organization_id', '=', tx.organization.id)

export type OccurrenceRow = Awaited<ReturnType<ReturnType<typeof occurrences>['execute']>>[number]

/** Occurrences by their ids, in the order of these, locked against other answers. */
export async function lockedOccurrences(
  tx: Transaction,
  ids: readonly string[],
): Promise<OccurrenceRow[]> {
  await sql`select id from occurrences where organization_id = ${tx.organization.id} and id = any(${[...ids]}::uuid[])
    order by id for no key update`.execute(tx.db)
  return occurrences(tx)
    .where('o.id', 'in', [...ids])
    .orderBy('o.id')
    .execute()
}

const turnColumns = [
  'id',
  'round',
  'period',
  'edition_hash',
  'title',
  'opened_at',
  'due_at',
  'begun_by',
  'reason',
  'closed_at',
  'case_id',
  'left_at',
] as const

export const turns = (tx: Transaction) =>
  tx.db
    .selectFrom('round_turns')
    .select(turnColumns)
    .where('organization_id', '=', tx.organization.id)

export type TurnRow = Awaited<ReturnType<ReturnType<typeof turns>['execute']>>[number]

/** Answers as rows. */
export const standings = (tx: Transaction) =>
  tx.db
    .selectFrom('standings as s')
    .select([
      's.id',
      's.mechanism',
      's.subject_kind',
      's.subject_id',
      's.occurrence_id',
      's.value',
      's.outcome',
      's.proof',
      's.comment',
      's.files',
      's.answered_by',
      's.via',
      's.answered_at',
      's.recorded_at',
      's.accepted',
      's.until_at',
    ])
    .where('s.organization_id', '=', tx.organization.id)

export type StandingRow = Awaited<ReturnType<ReturnType<typeof standings>['execute']>>[number]

/** The last answer to each item in occurrences. */
export async function answersIn(
  tx: Transaction,
  occurrenceIds: readonly string[],
): Promise<StandingRow[]> {
  if (occurrenceIds.length === 0) return []
  return (
    standings(tx)
      .distinctOn(['s.occurrence_id', 's.mechanism'])
      .where('s.occurrence_id', 'in', [...occurrenceIds])
      .orderBy('s.occurrence_id')
      .orderBy('s.mechanism')
      // The one that stands, else the one that stood last.
      .orderBy('s.until_at', (order) => order.desc().nullsFirst())
      .orderBy('s.recorded_at', 'desc')
      .orderBy('s.id', 'desc')
      .execute()
  )
}

/** Whether an answer stands: after a 対象外 that was not accepted, the item is asked again. */
export const stands = ({ outcome, accepted }: Pick<StandingRow, 'outcome' | 'accepted'>): boolean =>
  outcome !== 'not-applicable' || accepted !== false

/** Whether somebody has yet to decide that the item does not apply; nobody where a later answer stands. */
export const isWaiting = ({
  outcome,
  accepted,
  until_at,
}: Pick<StandingRow, 'outcome' | 'accepted' | 'until_at'>): boolean =>
  outcome === 'not-applicable' && accepted === null && until_at === null

export const findings = (tx: Transaction) =>
  tx.db
    .selectFrom('findings as f')
    .innerJoin('occurrences as o', (join) =>
      join
        .onRef('o.organization_id', '=', 'f.organization_id')
        .onRef('o.id', '=', 'f.occurrence_id'),
    )
    .innerJoin('round_turns as t', (join) =>
      join.onRef('t.organization_id', '=', 'o.organization_id').onRef('t.id', '=', 'o.turn_id'),
    )
    .select([
      'f.id',
      'f.mechanism',
      'f.checklist',
      'f.item',
      'f.subject_kind',
      'f.subject_id',
      'f.subject_title',
      'f.unit_id',
      'f.occurrence_id',
      'f.standing_id',
      'f.found_by',
      'f.found_at',
      'f.due_on',
      'f.state',
      'f.version',
      'f.closed_at',
      'o.round',
      'o.turn_id',
      't.edition_hash',
      't.case_id',
    ])
    .where('f.organization_id', '=', tx.organization.id)

export type FindingRow = Awaited<ReturnType<ReturnType<typeof findings>['execute']>>[number]
