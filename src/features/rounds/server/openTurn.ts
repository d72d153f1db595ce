import { dayOf } from '#kernel/calendar/index.ts'
import { keyOfItem } from '#kernel/rounds/index.ts'
import { dayWords } from '#kernel/words/days.ts'
import { chunkRows } from '#platform/db/chunkRows.ts'
import type { OutboxMessage } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { notify, personsOf } from '#features/tasks/server/public.ts'
import type { TurnRound } from './edition.ts'
import { itemsAt, modeOf } from './occurrence.ts'
import { partsAt, partyOfPlace } from './parties.ts'
import { setTurnTasks } from './roundTasks.ts'
import { reopenTurns } from './settle.ts'
import type { Subject } from './subjects.ts'

/** A turn that is to be there, with subjects that are to be in it. */
export interface TurnToOpen {
  readonly period: string
  readonly title: string
  readonly due: string
  readonly subjects: readonly Subject[]
  readonly begunBy?: string
  readonly reason?: string
}

export interface OpenedTurn {
  readonly id: string
  readonly period: string
  readonly title: string
  readonly occurrences: number
  readonly outgoing: readonly OutboxMessage[]
}

/** The subjects of which something is asked in a turn that opens now: where answers close it, some item. */
export function askedSubjects(
  { day, round }: TurnRound,
  subjects: readonly Subject[],
  openedAt: Date,
): readonly Subject[] {
  return modeOf(round) === 'elsewhere'
    ? subjects
    : subjects.filter(
        (subject) => itemsAt(day.organization.pack, round, subject, openedAt).length > 0,
      )
}

/**
 * Opens a turn, or puts subjects into one that is there, in a number of statements that does not
 * depend on how many there are. What is there already stays as it is, so that two who do this at
 * the same time open it once.
 */
export async function openTurn(
  tx: Transaction,
  turn: TurnRound,
  wanted: TurnToOpen,
): Promise<OpenedTurn> {
  const { day, round } = turn
  const organization_id = tx.organization.id
  const due = new Date(wanted.due)
  const id = tx.newId()
  const inserted = await tx.db
    .insertInto('round_turns')
    .values({
      organization_id,
      id,
      round: round.id,
      period: wanted.period,
      edition_hash: day.organization.editionHash,
      title: wanted.title,
      opened_at: tx.now,
      due_at: due,
      begun_by: wanted.begunBy ?? null,
      reason: wanted.reason ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  const row =
    inserted === undefined
      ? await tx.db
          .selectFrom('round_turns')
          .select(['id', 'title', 'opened_at', 'due_at'])
          .where('organization_id', '=', organization_id)
          .where('round', '=', round.id)
          .where('period', '=', wanted.period)
          .executeTakeFirstOrThrow()
      : { id, title: wanted.title, opened_at: tx.now, due_at: due }
  const added = await addOccurrences(tx, turn, row, wanted.subjects)
  if (inserted === undefined && added.length > 0) reopenTurns(tx, [row.id])
  const places = new Map<string, number>()
  for (const { parts } of added)
    for (const { part, place } of parts)
      if (part === 'does') places.set(place, (places.get(place) ?? 0) + 1)
  await setTurnTasks(tx, turn, row, [...places.keys()])
  return {
    id: row.id,
    period: wanted.period,
    title: row.title,
    occurrences: added.length,
    outgoing: isOnOccasion(wanted) ? await announce(tx, turn, row, places) : [],
  }
}

async function addOccurrences(
  tx: Transaction,
  turn: TurnRound,
  row: { readonly id: string; readonly opened_at: Date; readonly due_at: Date },
  subjects: readonly Subject[],
) {
  const organization_id = tx.organization.id
  const added: { readonly id: string; readonly parts: ReturnType<typeof partsAt> }[] = []
  const asked = new Map(
    subjects.map((subject) => [
      tx.newId(),
      {
        subject,
        items: itemsAt(turn.day.organization.pack, turn.round, subject, row.opened_at).map(
          keyOfItem,
        ),
      },
    ]),
  )
  for (const part of chunkRows([...asked])) {
    const rows = await tx.db
      .insertInto('occurrences')
      .values(
        part.map(([id, { subject, items }]) => ({
          organization_id,
          id,
          turn_id: row.id,
          round: turn.round.id,
          subject_kind: subject.kind,
          subject_id: subject.id,
          subject_title: subject.title,
          unit_id: subject.unit,
          due_at: row.due_at,
          opened_at: tx.now,
          asked: items.length,
          items,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute()
    for (const { id } of rows) added.push({ id, parts: partsAt(turn, asked.get(id)!.subject) })
  }
  writeParties(tx, row.id, added)
  return added
}

/** Writes to whom new occurrences belong. */
export function writeParties(
  tx: Transaction,
  turn: string,
  added: readonly { readonly id: string; readonly parts: ReturnType<typeof partsAt> }[],
): void {
  const rows = added.flatMap(({ id, parts }) =>
    parts.map((part) => ({
      organization_id: tx.organization.id,
      occurrence_id: id,
      turn_id: turn,
      ...part,
    })),
  )
  for (const part of chunkRows(rows))
    tx.deferWrite(
      tx.db
        .insertInto('occurrence_parties')
        .values(part)
        .onConflict((conflict) => conflict.doNothing()),
    )
}

/**
 * Whether an occasion or somebody's hand began a turn. What comes round by itself stands among the
 * tasks, and is told of when its date is near.
 */
function isOnOccasion({ period }: TurnToOpen): boolean {
  return period.includes('/')
}

/** Tells whoever has something to do in a turn that it has begun, once each. */
async function announce(
  tx: Transaction,
  { day, round }: TurnRound,
  turn: { readonly title: string; readonly due_at: Date },
  places: ReadonlyMap<string, number>,
): Promise<OutboxMessage[]> {
  const counts = new Map<string, number>()
  for (const [place, count] of places)
    for (const person of personsOf(day, [partyOfPlace(place)]))
      counts.set(person, (counts.get(person) ?? 0) + count)
  const until = dayWords(dayOf(turn.due_at))
  const outgoing: OutboxMessage[] = []
  for (const [count, persons] of Map.groupBy(counts, ([, number]) => number))
    outgoing.push(
      ...(await notify(
        tx,
        persons.map(([person]) => person),
        {
          ja: `「${round.title}」（${turn.title}）が始まりました。${until.ja}までに${count > 1 ? `${count}件を` : ''}行ってください。`,
          en: `“${round.title}” (${turn.title}) has begun. Do ${count > 1 ? `the ${count} that are yours` : 'it'} by ${until.en}.`,
        },
        `/rounds/${round.id}`,
      )),
    )
  return outgoing
}
