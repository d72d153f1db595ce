import { sql } from 'kysely'
import { Type } from 'typebox'
import {
  checklistOf,
  dueOfTurn,
  itemsAsked,
  keyOfItem,
  lastTurnBefore,
  turnOfRound,
} from '#kernel/rounds/index.ts'
import type { Round } from '#kernel/packs/round.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { chunkRows } from '#platform/db/chunkRows.ts'
import { stateColumns } from '#platform/db/rowStates.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { OutboxMessage } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { closedElsewhere } from './closings.ts'
import { roundsOfTurns, underEdition } from './edition.ts'
import type { TurnRound } from './edition.ts'
import { noChanges, occasionsOf } from './occasions.ts'
import type { MemberChanges } from './occasions.ts'
import { askedSubjects, openTurn, writeParties } from './openTurn.ts'
import type { TurnToOpen } from './openTurn.ts'
import { itemsAt, modeOf } from './occurrence.ts'
import { partsAt } from './parties.ts'
import { setTurnTasks } from './roundTasks.ts'
import { closeEarlier, closeTurns, doersOfRows } from './settle.ts'
import { occurrences, turns } from './store.ts'
import type { OccurrenceRow, TurnRow } from './store.ts'
import { keyOfRow, keyOfSubject, subjectKey, subjectsOf } from './subjects.ts'
import type { Subject } from './subjects.ts'

/** What a round asks for now. */
interface RoundPlan {
  readonly opens: readonly { readonly turn: TurnRound; readonly wanted: TurnToOpen }[]
  readonly members: MemberChanges
  readonly tends: readonly TurnTending[]
  /** Items with answers about subjects that the round no longer goes through. */
  readonly stale: readonly StaleAnswers[]
}

interface StaleAnswers {
  readonly kind: string
  readonly id: string
  readonly items: readonly string[]
}

/** What a turn that is open asks for now. */
interface TurnTending {
  readonly row: TurnRow
  readonly turn: TurnRound
  /** Open occurrences that are over, each with what closed it. */
  readonly closes: readonly { readonly occurrence: OccurrenceRow; readonly with: string }[]
  /** Occurrences that belong to others than before, or of which something else is asked. */
  readonly passes: readonly {
    readonly occurrence: OccurrenceRow
    readonly subject: Subject
    readonly before: readonly string[]
  }[]
}

const isIdle = ({ opens, members, tends, stale }: RoundPlan): boolean =>
  opens.length + stale.length === 0 &&
  !members.first &&
  members.add.length + members.move.length + members.turn.length + members.drop.length === 0 &&
  tends.every(({ closes, passes }) => closes.length + passes.length === 0)

/** Whether a round asks for anything now. */
export async function isRoundDue(tx: Transaction, round: string): Promise<boolean> {
  return !isIdle(await planRound(tx, round))
}

async function planRound(tx: Transaction, id: string): Promise<RoundPlan> {
  const round = tx.organization.pack.rounds.get(id)
  const open = await turns(tx)
    .where('round', '=', id)
    .where('closed_at', 'is', null)
    .orderBy('opened_at')
    .execute()
  const known = new Map<string, Promise<Subject[]>>()
  const through = ({ day, round: of }: TurnRound): Promise<Subject[]> => {
    const hash = day.organization.editionHash
    const subjects = known.get(hash) ?? subjectsOf(day, of)
    known.set(hash, subjects)
    return subjects
  }
  const opening =
    round === undefined
      ? { opens: [], members: noChanges }
      : await planOpenings(tx, { day: tx, round }, through)
  return {
    ...opening,
    tends: await planTending(tx, open, through),
    stale: round === undefined ? [] : await staleAnswers(tx, { day: tx, round }, through),
  }
}

type Through = (turn: TurnRound) => Promise<Subject[]>

/**
 * Answers that stand about what the round no longer goes through: they stand until the subject went,
 * and no longer count. What another round asks, too, is left to it.
 */
async function staleAnswers(
  tx: Transaction,
  turn: TurnRound,
  through: Through,
): Promise<StaleAnswers[]> {
  const { round } = turn
  // What has left is what such a round is about.
  if (round.on.some(({ kind }) => kind === 'left')) return []
  const { rounds, checklists } = tx.organization.pack
  const asking = (of: Round): string[] =>
    modeOf(of) === 'answers'
      ? itemsAsked(checklists, checklistOf(of) ?? '').map(({ path }) => path)
      : []
  const others = new Set([...rounds.values()].filter((of) => of.id !== round.id).flatMap(asking))
  const items = asking(round).filter((path) => !others.has(path))
  if (items.length === 0) return []
  const { rows } = await sql<{ kind: string; id: string }>`
    select distinct subject_kind as kind, subject_id as id from standings
    where organization_id = ${tx.organization.id} and mechanism = any(${items}::text[]) and until_at is null`.execute(
    tx.db,
  )
  if (rows.length === 0) return []
  const present = new Set((await through(turn)).map(keyOfSubject))
  return rows
    .filter(({ kind, id }) => !present.has(subjectKey(kind, id)))
    .map((row) => ({ ...row, items }))
}

/** Ends answers whose subject is gone. */
function endStale(tx: Transaction, stale: readonly StaleAnswers[]): void {
  if (stale.length === 0) return
  const ending = sql`update standings s set until_at = ${tx.now}
    from json_to_recordset(${JSON.stringify(stale)}) as g(kind text, id text, items text[])
    where s.organization_id = ${tx.organization.id} and s.subject_kind = g.kind and s.subject_id = g.id and s.mechanism = any(g.items) and s.until_at is null
    returning ${sql.raw(stateColumns('standings', 's'))}`
  tx.deferWrite({ compile: () => ending.compile(tx.db) })
}

async function planOpenings(
  tx: Transaction,
  turn: TurnRound,
  through: Through,
): Promise<Pick<RoundPlan, 'opens' | 'members'>> {
  const { round } = turn
  const subjects = await through(turn)
  const asked = askedSubjects(turn, subjects, tx.now)
  const occasions = await occasionsOf(tx, round, subjects, new Set(asked.map(keyOfSubject)))
  const opens = occasions.turns.flatMap((wanted) => {
    const asked = askedSubjects(turn, wanted.subjects, tx.now)
    return asked.length === 0 ? [] : [{ turn, wanted: { ...wanted, subjects: asked } }]
  })
  const own = new Set(
    opens
      .filter(({ wanted }) => wanted.period.startsWith('new/'))
      .flatMap(({ wanted }) => wanted.subjects.map(keyOfSubject)),
  )
  const cadence = [
    ...(await planMissed(tx, turn, asked, occasions.members)),
    ...(await planCadence(tx, turn, asked, through)),
  ]
  return {
    members: occasions.members,
    opens: [
      ...opens,
      ...cadence.flatMap((each) => {
        // Who has come in has its own time, and is not put into the turn of those who were there.
        const rest = each.wanted.subjects.filter((subject) => !own.has(keyOfSubject(subject)))
        return rest.length === 0 ? [] : [{ ...each, wanted: { ...each.wanted, subjects: rest } }]
      }),
    ],
  }
}

/**
 * The last turn of the cadence that was over before today and was never opened, because the program
 * did not run: it is opened with its date, which is past, for those that were there then.
 */
async function planMissed(
  tx: Transaction,
  present: TurnRound,
  asked: readonly Subject[],
  { since }: MemberChanges,
): Promise<RoundPlan['opens']> {
  const { round } = present
  if (round.every === undefined || since.size === 0) return []
  const [first] = [...since.values()].toSorted()
  const missed = lastTurnBefore(round, tx.today, first!)
  if (missed === null) return []
  const there = await turns(tx)
    .where('round', '=', round.id)
    .where((eb) =>
      eb.or([
        eb('period', '=', missed.period),
        // Where a later one was opened, there is nothing to make up for.
        eb.and([eb('period', 'not like', '%/%'), eb('due_at', '>=', new Date(dueOfTurn(missed)))]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  if (there !== undefined) return []
  const subjects = asked.filter(
    (subject) => (since.get(keyOfSubject(subject)) ?? tx.today) <= missed.to,
  )
  return subjects.length === 0
    ? []
    : [
        {
          turn: present,
          wanted: {
            period: missed.period,
            title: missed.title,
            due: dueOfTurn(missed),
            subjects,
          },
        },
      ]
}

/**
 * The turn that the cadence wants today: with everything that the round goes through, and later what
 * has come in since, unless coming in is an occasion of its own.
 */
async function planCadence(
  tx: Transaction,
  present: TurnRound,
  asked: readonly Subject[],
  through: Through,
): Promise<RoundPlan['opens']> {
  const { round } = present
  const due = turnOfRound(round, tx.today)
  if (due === null) return []
  const there = await turns(tx)
    .where('round', '=', round.id)
    .where('period', '=', due.period)
    .executeTakeFirst()
  if (there === undefined) {
    const wanted = {
      period: due.period,
      title: due.title,
      due: dueOfTurn(due),
      subjects: asked,
    }
    return asked.length === 0 ? [] : [{ turn: present, wanted }]
  }
  if (round.on.some(({ kind }) => kind === 'new')) return []
  const day = await underEdition(tx, there.edition_hash)
  const kept = day.organization.pack.rounds.get(round.id)
  if (kept === undefined) return []
  const turn = { day, round: kept }
  const rows = await tx.db
    .selectFrom('occurrences')
    .select(['subject_kind', 'subject_id'])
    .where('organization_id', '=', tx.organization.id)
    .where('turn_id', '=', there.id)
    .execute()
  const inIt = new Set(rows.map(keyOfRow))
  const subjects = askedSubjects(turn, await through(turn), there.opened_at).filter(
    (subject) => !inIt.has(keyOfSubject(subject)),
  )
  return subjects.length === 0
    ? []
    : [
        {
          turn,
          wanted: {
            period: there.period,
            title: there.title,
            due: there.due_at.toISOString(),
            subjects,
          },
        },
      ]
}

async function planTending(
  tx: Transaction,
  rows: readonly TurnRow[],
  through: Through,
): Promise<TurnTending[]> {
  if (rows.length === 0) return []
  const roundOf = await roundsOfTurns(tx, rows)
  const open = await occurrences(tx)
    .where(
      'o.turn_id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('o.closed_at', 'is', null)
    .orderBy('o.id')
    .execute()
  const places = await placesOfOpen(tx, rows)
  const newest = rows.findLast(({ period }) => period.startsWith('edition/'))
  const tends: TurnTending[] = []
  for (const row of rows) {
    const turn = roundOf(row)
    if (turn === undefined) continue
    const own = open.filter(({ turn_id }) => turn_id === row.id)
    const present = new Map(
      (await through(turn)).map((subject) => [keyOfSubject(subject), subject]),
    )
    const over = new Map(
      (await closedElsewhere(tx, turn, row, own)).map((each) => [each.id, each.with]),
    )
    const isOfLeft = row.period.startsWith('left/')
    const isOld = newest !== undefined && row.period.startsWith('edition/') && row.id !== newest.id
    for (const occurrence of own)
      if (!over.has(occurrence.id)) {
        if (isOld) over.set(occurrence.id, 'edition')
        else if (!isOfLeft && !present.has(keyOfRow(occurrence))) over.set(occurrence.id, 'gone')
      }
    tends.push({
      row,
      turn,
      closes: own.flatMap((occurrence) => {
        const by = over.get(occurrence.id)
        return by === undefined ? [] : [{ occurrence, with: by }]
      }),
      passes: own.flatMap((occurrence) => {
        const subject = present.get(keyOfRow(occurrence))
        if (subject === undefined || over.has(occurrence.id)) return []
        const before = places.get(occurrence.id) ?? []
        const now = partsAt(turn, subject).map(textOfPart)
        const isSame = before.length === now.length && now.every((part) => before.includes(part))
        const asked = itemsAt(turn.day.organization.pack, turn.round, subject, row.opened_at)
        const isAsked = asked.map(keyOfItem).join() === occurrence.items.join()
        return isSame && isAsked && occurrence.unit_id === subject.unit
          ? []
          : [{ occurrence, subject, before }]
      }),
    })
  }
  return tends
}

const textOfPart = ({ part, place }: { readonly part: string; readonly place: string }): string =>
  `${part} ${place}`

/** To whom the open occurrences of turns belong, as rows say. */
async function placesOfOpen(
  tx: Transaction,
  rows: readonly TurnRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows: found } = await sql<{ id: string; parts: string[] }>`
    select o.id, array_agg(p.part || ' ' || p.place) as parts
    from occurrences o join occurrence_parties p on p.organization_id = o.organization_id and p.occurrence_id = o.id
    where o.organization_id = ${tx.organization.id} and o.turn_id = any(${rows.map(({ id }) => id)}::uuid[]) and o.closed_at is null
    group by o.id`.execute(tx.db)
  return new Map(found.map(({ id, parts }) => [id, parts]))
}

/**
 * Looks at a round: opens what is due or has an occasion, closes what the records have closed or
 * whose subject is gone, and hands over what belongs to somebody else now.
 */
export const lookAtRound = defineAction({
  name: 'round.look',
  title: { ja: '定期業務を進めた', en: 'Brought recurring work up to date' },
  input: Type.Object({ round: Type.String() }),
  async authorise(tx, input) {
    const plan = await planRound(tx, input.round)
    return isIdle(plan) ? refuse('not-found', { what: nouns.recurringWork }) : plan
  },
  async run(tx, input, plan) {
    const outgoing: OutboxMessage[] = []
    const opened: Record<string, unknown>[] = []
    for (const { turn, wanted } of plan.opens) {
      const { outgoing: mails, ...done } = await openTurn(tx, turn, wanted)
      outgoing.push(...mails)
      if (done.occurrences > 0) opened.push({ ...done, edition: turn.day.organization.editionHash })
    }
    await writeMembers(tx, input.round, plan.members)
    for (const tending of plan.tends) await tend(tx, tending)
    endStale(tx, plan.stale)
    const closed = plan.tends.flatMap(({ closes }) => closes)
    const { first, add, move, turn: turned, drop } = plan.members
    const known = add.length + move.length + turned.length + drop.length
    const handed = plan.tends.reduce((sum, { passes }) => sum + passes.length, 0)
    // Somebody else has done it meanwhile.
    if (opened.length + closed.length + handed + known + plan.stale.length === 0 && !first)
      refuse('not-found', { what: nouns.recurringWork })
    return {
      result: null,
      outgoing,
      event: {
        subject: { kind: 'round', id: input.round },
        detail: {
          opened,
          closed: closed.slice(0, 100).map(({ occurrence, with: by }) => ({
            occurrence: occurrence.id,
            subject: occurrence.subject_title,
            by,
          })),
          closedInAll: closed.length,
          handedOver: handed,
          ended: plan.stale.length,
        },
      },
    }
  },
})

async function tend(tx: Transaction, { row, turn, closes, passes }: TurnTending): Promise<void> {
  if (closes.length + passes.length === 0) return
  const organization = tx.organization.id
  const touched = new Set<string>()
  for (const { occurrence } of closes) touched.add(occurrence.id)
  const before = await doersOfRows(tx, [...touched])
  if (closes.length > 0) {
    const over = JSON.stringify(
      closes.map(({ occurrence, with: by }) => ({ id: occurrence.id, by })),
    )
    const closing = sql`update occurrences o set closed_at = ${tx.now}, closed_as = 'program', closed_with = c.by
      from json_to_recordset(${over}) as c(id uuid, by text)
      where o.organization_id = ${organization} and o.id = c.id and o.closed_at is null
      returning ${sql.raw(stateColumns('occurrences', 'o'))}`
    tx.deferWrite({ compile: () => closing.compile(tx.db) })
    closeTurns(tx, [row.id])
    const proved = closes.filter(({ with: by }) => by.includes('/'))
    await closeEarlier(
      tx,
      turn,
      proved.map(({ occurrence }) => ({ row: occurrence, as: 'program' })),
    )
  }
  const places = new Set(before)
  for (const { occurrence, subject, before: parts } of passes) {
    const now = partsAt(turn, subject)
    for (const part of [...parts, ...now.map(textOfPart)])
      if (part.startsWith('does ')) places.add(part.slice('does '.length))
    tx.deferWrite(
      tx.db
        .deleteFrom('occurrence_parties')
        .where('organization_id', '=', organization)
        .where('occurrence_id', '=', occurrence.id),
    )
    writeParties(tx, row.id, [{ id: occurrence.id, parts: now }])
    const items = itemsAt(turn.day.organization.pack, turn.round, subject, row.opened_at)
    const keys = items.map(keyOfItem)
    if (occurrence.unit_id !== subject.unit || occurrence.items.join() !== keys.join())
      tx.deferWrite(
        tx.db
          .updateTable('occurrences')
          .set({ unit_id: subject.unit, items: keys, asked: keys.length })
          .where('organization_id', '=', organization)
          .where('id', '=', occurrence.id),
      )
  }
  await setTurnTasks(tx, turn, row, [...places])
}

/** Writes down who is known to be in a round. */
async function writeMembers(
  tx: Transaction,
  round: string,
  { first, add, move, turn, drop, asked }: MemberChanges,
): Promise<void> {
  const organization_id = tx.organization.id
  const row = (subject: Subject) => ({
    organization_id,
    round,
    subject_kind: subject.kind,
    subject_id: subject.id,
    title: subject.title,
    unit_id: subject.unit,
    seen_at: tx.now,
    asked: asked.has(keyOfSubject(subject)),
  })
  const look = { subject_kind: 'round' as const, subject_id: '', title: '', unit_id: null }
  const rows = [
    ...(first ? [{ organization_id, round, seen_at: tx.now, ...look }] : []),
    ...[...add, ...move, ...turn].map(row),
  ]
  for (const part of chunkRows(rows))
    await tx.db
      .insertInto('round_members')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(['organization_id', 'round', 'subject_kind', 'subject_id'])
          .doUpdateSet((eb) => ({
            title: eb.ref('excluded.title'),
            unit_id: eb.ref('excluded.unit_id'),
            asked: eb.ref('excluded.asked'),
          })),
      )
      .execute()
  for (const part of chunkRows(drop))
    await tx.db
      .deleteFrom('round_members')
      .where('organization_id', '=', organization_id)
      .where('round', '=', round)
      .where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('subject_kind', 'subject_id'),
          'in',
          part.map((gone) => tuple(gone.subject_kind, gone.subject_id)),
        ),
      )
      .execute()
}
