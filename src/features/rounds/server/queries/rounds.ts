import { sql } from 'kysely'
import { Type } from 'typebox'
import { addDays } from '#kernel/calendar/index.ts'
import { checklistOf, itemsAsked, keyOfItem, turnOfRound } from '#kernel/rounds/index.ts'
import { leastAnswers } from '#kernel/rounds/smallGroups.ts'
import type { Round } from '#kernel/packs/round.ts'
import { holds } from '#kernel/packs/expression.ts'
import { choicesOf } from '#kernel/rounds/index.ts'
import { mayAdminister } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { RoundPath } from '../../contract/rounds.ts'
import type { RoundDetail, RoundList, RoundView, TurnView } from '../../contract/rounds.ts'
import { readsAnswers, seesOccurrence } from '../access.ts'
import { isBegunByHand, ownSubjects, roundOf } from '../begin.ts'
import { underEdition } from '../edition.ts'
import { isByMachine } from '../machines/left.ts'
import { subjectsOf } from '../subjects.ts'
import { turns } from '../store.ts'
import type { TurnRow } from '../store.ts'
import { mayReadResults } from './results.ts'
import { byOf, closedByOf, eachOf, everyOf } from './words.ts'

/** Turns shown of a round, the newest first. */
const maxTurns = 30

/** Every round of the edition in force, and how its present turn stands as far as the actor sees it. */
export const rounds = defineQuery({
  name: 'round.list',
  input: Type.Object({}),
  authorise: () => undefined,
  async run(tx): Promise<RoundList> {
    const all = [...tx.organization.pack.rounds.values()].filter((round) => runs(tx, round))
    const rows = await lastTurns(
      tx,
      all.map(({ id }) => id),
    )
    const views = await turnViews(tx, rows)
    const present = new Map(rows.map((row, index) => [row.round, views[index]!]))
    const list: RoundView[] = []
    for (const round of all) list.push(await roundView(tx, round, present.get(round.id) ?? null))
    return { rounds: list }
  },
})

/** The last turn of each round: each is one look into an index, however many there were. */
async function lastTurns(tx: Transaction, rounds: readonly string[]): Promise<TurnRow[]> {
  const { rows } = await sql<{ id: string }>`
    select t.id from unnest(${[...rounds]}::text[]) r(round) cross join lateral (select id from round_turns
      where organization_id = ${tx.organization.id} and round = r.round order by opened_at desc, id desc limit 1) t`.execute(
    tx.db,
  )
  const ids = rows.map(({ id }) => id)
  return ids.length === 0 ? [] : turns(tx).where('id', 'in', ids).execute()
}

/** Whether a round runs here by the choices of the organisation. */
export const runs = (tx: Transaction, { applies }: Round): boolean =>
  holds(applies, { organization: choicesOf(tx.organization.pack.choices) }, true)

/** One round with its turns and its items. */
export const round = defineQuery({
  name: 'round.show',
  input: RoundPath,
  authorise: (tx, input) => roundOf(tx, input.round),
  async run(tx, input, of): Promise<RoundDetail> {
    const rows = await turns(tx)
      .where('round', '=', input.round)
      .orderBy('opened_at', 'desc')
      .orderBy('id', 'desc')
      .limit(maxTurns)
      .execute()
    const views = await turnViews(tx, rows)
    return {
      round: await roundView(tx, of, views[0] ?? null),
      turns: views,
      items: await itemCounts(tx, of, rows[0]),
      mayReadResults: mayReadResults(tx, of),
    }
  },
})

async function roundView(tx: Transaction, of: Round, present: TurnView | null): Promise<RoundView> {
  return {
    id: of.id,
    title: of.title,
    each: eachOf(tx, of),
    every: everyOf(tx, of),
    by: byOf(tx, of),
    closedBy: closedByOf(tx, of),
    carries: [...of.carries],
    present,
    next: nextTurn(tx, of),
    byMachine: isByMachine(of),
    mayBegin: isBegunByHand(of) && ownSubjects(tx, of, await subjectsOf(tx, of)).length > 0,
  }
}

/** Days that are looked ahead for the next turn: the longest cadences are of some years. */
const daysAhead = 366 * 5

/** The next turn by the cadence, after the one that today falls into. */
function nextTurn({ today }: Transaction, of: Round): RoundView['next'] {
  if (of.every === undefined) return null
  const present = turnOfRound(of, today)
  let day = addDays(present?.to ?? today, 1)
  // Turns begin on the first of a month, except those of days and weeks, which are never far.
  for (let looked = 0; looked < daysAhead; looked += 1) {
    const turn = turnOfRound(of, day)
    if (turn !== null && turn.period !== present?.period) return { from: turn.from, to: turn.to }
    day = addDays(day, 1)
  }
  return null
}

/** Turns with the progress of what the actor sees of them, in one statement for all. */
async function turnViews(tx: Transaction, rows: readonly TurnRow[]): Promise<TurnView[]> {
  if (rows.length === 0) return []
  const { rows: counts } = await sql<{
    turn_id: string
    total: number
    closed: number
    late: number
    findings: number
  }>`
    select o.turn_id, count(*)::int as total, count(o.closed_at)::int as closed,
      count(*) filter (where o.closed_at is null and o.due_at < ${tx.now})::int as late, coalesce(sum(f.count) filter (where ${readsAnswers(tx)}), 0)::int as findings
    from occurrences o left join lateral (select count(*) as count from findings f
      where f.organization_id = o.organization_id and f.occurrence_id = o.id and f.state <> 'closed') f on true
    where o.organization_id = ${tx.organization.id} and o.turn_id = any(${rows.map(({ id }) => id)}::uuid[]) and ${seesOccurrence(tx)}
    group by o.turn_id`.execute(tx.db)
  const byTurn = new Map(counts.map(({ turn_id, ...progress }) => [turn_id, progress]))
  const nothing = { total: 0, closed: 0, late: 0, findings: 0 }
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    ...(byTurn.get(row.id) ?? nothing),
  }))
}

/**
 * How the items of a turn were answered. About persons, whoever may not read the single answers
 * gets figures only where enough have answered.
 */
async function itemCounts(
  tx: Transaction,
  of: Round,
  turn: TurnRow | undefined,
): Promise<RoundDetail['items']> {
  const day = turn === undefined ? tx : await underEdition(tx, turn.edition_hash)
  const kept = day.organization.pack.rounds.get(of.id) ?? of
  const checklist = checklistOf(kept)
  if (checklist === undefined) return []
  const asked = itemsAsked(day.organization.pack.checklists, checklist)
  const { rows } =
    turn === undefined
      ? { rows: [] }
      : await sql<{
          mechanism: string
          kept: number
          findings: number
          waived: number
          own: boolean
        }>`
    select s.mechanism, count(*) filter (where s.outcome = 'kept')::int as kept, count(*) filter (where s.outcome = 'finding')::int as findings,
      count(*) filter (where s.outcome = 'not-applicable' and s.accepted)::int as waived, bool_and(s.own) as own
    from (select distinct on (s.occurrence_id, s.mechanism) s.mechanism, s.outcome, s.accepted, ${readsAnswers(tx)} as own
      from standings s join occurrences o on o.organization_id = s.organization_id and o.id = s.occurrence_id
      where s.organization_id = ${tx.organization.id} and o.turn_id = ${turn.id} and ${mayAdminister(tx) ? seesOccurrence(tx) : readsAnswers(tx)}
      order by s.occurrence_id, s.mechanism, s.until_at desc nulls first, s.recorded_at desc, s.id desc) s
    group by s.mechanism`.execute(tx.db)
  const counts = new Map(
    rows
      .filter((row) => row.own || row.kept + row.findings + row.waived >= leastAnswers)
      .map((row) => [row.mechanism, row]),
  )
  return asked.map((item) => ({
    key: keyOfItem(item),
    title: item.item.title,
    carries: [...item.item.carries],
    kept: counts.get(item.path)?.kept ?? 0,
    findings: counts.get(item.path)?.findings ?? 0,
    notApplicable: counts.get(item.path)?.waived ?? 0,
  }))
}
