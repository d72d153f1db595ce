import { sql } from 'kysely'
import { turnsBetween } from '#kernel/calendar/every.ts'
import type { Turn } from '#kernel/calendar/every.ts'
import { addDays, dayOf, endOfDay } from '#kernel/calendar/index.ts'
import type { Round } from '#kernel/packs/round.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import {
  askedSubjects,
  doersAt,
  everyOf,
  placeKey,
  roundsOfTurns,
  runs,
  subjectsOf,
} from '#features/rounds/server/public.ts'
import type { YearItem, YearLine } from '../contract.ts'
import { seatsOf } from './seats.ts'
import type { Places } from './seats.ts'
import { stateOn } from './span.ts'
import type { Span } from './span.ts'

interface TurnRow {
  readonly round: string
  readonly edition_hash: string
  readonly period: string
  readonly title: string
  readonly due_at: Date
  readonly closed_at: Date | null
  readonly total: number
  readonly closed: number
  readonly late: number
  readonly first: string
  readonly places: readonly string[]
}

/** Recurring work that was or is to be done for these places: one line a round, one item a turn. */
export async function openedLines(
  tx: Transaction,
  places: Places,
  { from, to }: Span,
  deputy: boolean,
): Promise<YearLine[]> {
  const { rows } = await sql<TurnRow>`
    select o.round, t.edition_hash, t.period, t.title, max(o.due_at) as due_at, max(o.closed_at) as closed_at,
      count(distinct o.id)::int as total, count(distinct o.id) filter (where o.closed_at is not null)::int as closed,
      count(distinct o.id) filter (where o.closed_at is null and o.due_at < ${tx.now})::int as late,
      (array_agg(o.id order by o.closed_at is not null, o.due_at, o.id))[1] as first, array_agg(distinct p.place) as places
    from occurrence_parties p
    join occurrences o on o.organization_id = p.organization_id and o.id = p.occurrence_id
    join round_turns t on t.organization_id = o.organization_id and t.id = o.turn_id
    where p.organization_id = ${tx.organization.id} and p.part = 'does' and p.place = any(${[...places.keys()]}::text[])
      and o.due_at > ${endOfDay(addDays(from, -1))}::timestamptz and o.due_at <= ${endOfDay(to)}::timestamptz
      and (o.closed_at is null or (${!deputy} and o.closed_with not in ('gone', 'edition')))
    group by o.round, t.id, t.edition_hash, t.period, t.title
    order by max(o.due_at), t.id`.execute(tx.db)
  const roundOf = await roundsOfTurns(tx, rows)
  return [...Map.groupBy(rows, ({ round }) => round)].map(([id, turns]) => {
    const now = tx.organization.pack.rounds.get(id)
    const round = now ?? roundOf(turns.at(-1)!)?.round
    return {
      id: `round/${id}${deputy ? '/deputy' : ''}`,
      kind: 'round',
      title: round?.title ?? turns.at(-1)!.title,
      often: now === undefined ? null : everyOf(tx, now),
      seats: seatsOf(
        places,
        turns.flatMap((turn) => turn.places),
      ),
      deputy,
      href: `/rounds/${id}`,
      items: turns.map((turn) => openedItem(tx, turn, { from, to })),
      next: null,
    }
  })
}

function openedItem(tx: Transaction, turn: TurnRow, span: Span): YearItem {
  const due = dayOf(turn.due_at)
  const isDone = turn.closed === turn.total
  const closed = dayOf(turn.closed_at ?? turn.due_at)
  return {
    key: turn.period,
    day: isDone && closed >= span.from && closed <= span.to ? closed : due,
    state: isDone ? 'done' : turn.late > 0 ? 'late' : stateOn(due, tx.today),
    title: turn.title,
    count: turn.total,
    done: turn.closed,
    href: turn.total === 1 ? `/checks/${turn.first}` : `/rounds/${turn.round}`,
  }
}

/** Turns that are still to come, for those who would have them to do by the records of today. */
export async function comingLines(
  tx: Transaction,
  person: string,
  places: Places,
  { from, to }: Span,
): Promise<YearLine[]> {
  const first = from > tx.today ? from : addDays(tx.today, 1)
  const lines: YearLine[] = []
  for (const round of tx.organization.pack.rounds.values()) {
    if (round.every === undefined || !runs(tx, round)) continue
    const beyond = round.every.unit === 'year' ? 366 * round.every.count * 2 : 400
    const ahead = turnsBetween(
      round.every,
      round.month,
      addDays(tx.today, 1),
      addDays(to > tx.today ? to : tx.today, isFrequent(round) ? 40 : beyond),
    )
    if (ahead.length === 0) continue
    const own = await subjectsFor(tx, round, person, places, ahead[0]!)
    if (own.count === 0) continue
    const turns = ahead.filter((turn) => turn.from >= first && turn.to <= to && turn.to >= from)
    lines.push({
      id: `round/${round.id}`,
      kind: 'round',
      title: round.title,
      often: everyOf(tx, round),
      seats: seatsOf(places, own.places),
      deputy: false,
      href: `/rounds/${round.id}`,
      items: itemsOf(round, turns, own.count),
      next: ahead.find((turn) => turn.to > to)?.to ?? null,
    })
  }
  return lines
}

const isFrequent = ({ every }: Round): boolean => every?.unit !== 'month' && every?.unit !== 'year'

/** What comes round within a month stands as one item a month. */
function itemsOf(round: Round, turns: readonly Turn[], count: number): YearItem[] {
  const href = `/rounds/${round.id}`
  const item = (turn: Turn, times: number, key: string): YearItem => ({
    key,
    day: turn.to,
    state: 'coming',
    title: turn.title,
    count: count * times,
    done: 0,
    href,
  })
  if (!isFrequent(round)) return turns.map((turn) => item(turn, 1, turn.period))
  return [...Map.groupBy(turns, ({ to }) => to.slice(0, 7))].map(([month, of]) =>
    item(of.at(-1)!, of.length, month),
  )
}

/** How many subjects of a round are the person's to do, and at which places. */
async function subjectsFor(
  tx: Transaction,
  round: Round,
  person: string,
  places: Places,
  turn: Turn,
): Promise<{ readonly count: number; readonly places: readonly string[] }> {
  if (!mayConcern(round, places)) return { count: 0, places: [] }
  const isOwn = round.by.every(({ kind }) => kind === 'self')
  const subjects = (await subjectsOf(tx, round)).filter(({ id }) => !isOwn || id === person)
  const at = subjects
    .map((subject) => ({
      subject,
      places: doersAt({ day: tx, round }, subject)
        .map(placeKey)
        .filter((place) => places.has(place)),
    }))
    .filter((each) => each.places.length > 0)
  const asked = askedSubjects(
    { day: tx, round },
    at.map(({ subject }) => subject),
    new Date(endOfDay(turn.from)),
  )
  return { count: asked.length, places: at.flatMap((each) => each.places) }
}

/** Whether a round can be for any of these places at all: its subjects need not be read where not. */
function mayConcern(round: Round, places: Places): boolean {
  const roles = new Set([...places.keys()].map((place) => place.split('|')[1]))
  return round.by.some(
    (who) => who.kind !== 'machine' && (who.kind !== 'role' || roles.has(who.role)),
  )
}
