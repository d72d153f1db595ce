import { sql } from 'kysely'
import type { FieldValues } from '#kernel/fields/types.ts'
import { dayOf, formatEra } from '#kernel/calendar/index.ts'
import { changedItems, dueOfOccasion } from '#kernel/rounds/index.ts'
import type { Round } from '#kernel/packs/round.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { SubjectKind } from '#platform/db/tables/rounds.ts'
import { underEdition } from './edition.ts'
import type { TurnToOpen } from './openTurn.ts'
import { keyOfRow, keyOfSubject, kindOf } from './subjects.ts'
import type { Subject } from './subjects.ts'

/** What changes in who is known to be in a round since it was last looked at. */
export interface MemberChanges {
  /** Until when what has ended is known, where that changes: everything that is there when a round is first looked at. */
  readonly looked?: Date
  readonly add: readonly Subject[]
  readonly move: readonly Subject[]
  /** Of these something is asked now, and was not, or the other way round. */
  readonly turn: readonly Subject[]
  readonly drop: readonly MemberRow[]
  /** The keys of those of whom something is asked. */
  readonly asked: ReadonlySet<string>
  /** The day on which each was first seen, by its key; a turn before that is not theirs. */
  readonly since: ReadonlyMap<string, string>
}

interface MemberRow {
  readonly subject_kind: SubjectKind
  readonly subject_id: string
  readonly title: string
  readonly unit_id: string | null
}

/** What occasions ask for: turns, and who is known from now on. */
export interface Occasions {
  readonly turns: readonly TurnToOpen[]
  readonly members: MemberChanges
}

/**
 * What has happened to what a round goes through since it was last looked at. All that happened on a
 * day for the same reason is one turn, so that a thousand people who begin on 1 April are one line
 * and not a thousand; the end of a case is a turn of its own, because it stands for one event. What is
 * there when the round is first looked at is known, and no occasion.
 */
export async function occasionsOf(
  tx: Transaction,
  round: Round,
  subjects: readonly Subject[],
  asked: ReadonlySet<string>,
): Promise<Occasions> {
  const turns: TurnToOpen[] = []
  const has = (kind: Round['on'][number]['kind']): boolean =>
    round.on.some((each) => each.kind === kind)
  if (has('edition')) turns.push(...(await editionTurn(tx, round, subjects)))
  const rows = await tx.db
    .selectFrom('round_members')
    .select(['subject_kind', 'subject_id', 'title', 'unit_id', 'seen_at', 'asked'])
    .where('organization_id', '=', tx.organization.id)
    .where('round', '=', round.id)
    .execute()
  const since = rows.find((row) => row.subject_kind === 'round')?.seen_at
  if (since === undefined)
    return {
      turns,
      members: { ...noChanges, asked, looked: tx.now, add: [...subjects] },
    }
  const known = new Map(
    rows.flatMap((row) => {
      const { subject_kind: kind } = row
      return kind === 'round'
        ? []
        : [[keyOfRow({ ...row, subject_kind: kind }), { ...row, subject_kind: kind }]]
    }),
  )
  const present = new Map(subjects.map((subject) => [keyOfSubject(subject), subject]))
  const add = subjects.filter((subject) => !known.has(keyOfSubject(subject)))
  const drop = [...known].flatMap(([key, row]) => (present.has(key) ? [] : [row]))
  const move = subjects.filter((subject) => {
    const row = known.get(keyOfSubject(subject))
    return row !== undefined && row.unit_id !== subject.unit
  })
  const turn = subjects.filter((subject) => {
    const key = keyOfSubject(subject)
    const row = known.get(key)
    return row !== undefined && row.unit_id === subject.unit && row.asked !== asked.has(key)
  })
  const ofDay = (kind: 'new' | 'left' | 'moved', titled: string, who: readonly Subject[]): void => {
    if (has(kind) && who.length > 0)
      turns.push({
        period: `${kind}/${tx.today}`,
        title: `${formatEra(tx.today)}${titled}`,
        due: dueOfOccasion(round, tx.now.toISOString()),
        subjects: who,
      })
  }
  ofDay('new', 'に加わったもの', add)
  ofDay('left', 'に外れたもの', drop.map(formerSubject))
  ofDay('moved', 'に所属の変わったもの', move)
  const ended = await endedTurns(tx, round, subjects, since)
  turns.push(...ended.turns)
  const looked = ended.last === undefined ? since : new Date(ended.last.getTime() - overlap)
  return {
    turns,
    members: {
      ...(looked > since ? { looked } : {}),
      add,
      move,
      turn,
      drop,
      asked,
      since: new Map([...known].map(([key, row]) => [key, dayOf(row.seen_at)])),
    },
  }
}

/** Nobody has come, gone or changed. */
export const noChanges: MemberChanges = {
  add: [],
  move: [],
  turn: [],
  drop: [],
  asked: new Set(),
  since: new Map(),
}

/** Milliseconds before the last known end that are looked at again: others may end something at the same time. */
const overlap = 24 * 60 * 60_000

/** A subject that is no longer there, as it was known. */
const formerSubject = (row: MemberRow): Subject => ({
  kind: row.subject_kind,
  id: row.subject_id,
  title: row.title,
  unit: row.unit_id,
  names: {},
  fields: {},
  location: row.unit_id === null ? {} : { unit: row.unit_id },
  ...(row.subject_kind === 'person' ? { person: row.subject_id } : {}),
})

/**
 * Another edition is an occasion where it is not the one of the last such turn, and what is read, if
 * it is only read, says something else than then.
 */
async function editionTurn(
  tx: Transaction,
  round: Round,
  subjects: readonly Subject[],
): Promise<TurnToOpen[]> {
  const period = `edition/${tx.organization.editionHash.slice(0, 16)}`
  const rows = await tx.db
    .selectFrom('round_turns')
    .select(['period', 'edition_hash'])
    .where('organization_id', '=', tx.organization.id)
    .where('round', '=', round.id)
    .where('period', 'like', 'edition/%')
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const [last] = rows
  if (subjects.length === 0 || rows.some((row) => row.period === period)) return []
  if (last !== undefined && !(await saysElse(tx, round, last.edition_hash))) return []
  return [
    {
      period,
      title: tx.organization.pack.edition,
      due: dueOfOccasion(round, tx.now.toISOString()),
      subjects,
    },
  ]
}

/** Whether what a round gives to read says something else than in an earlier edition, or less. */
async function saysElse(tx: Transaction, round: Round, earlier: string): Promise<boolean> {
  const readings = round.closedBy.flatMap((closing) =>
    closing.kind === 'reading' ? [closing.checklist] : [],
  )
  if (readings.length < round.closedBy.length) return true
  const before = (await underEdition(tx, earlier)).organization.pack.checklists
  const after = tx.organization.pack.checklists
  return readings.some(
    (id) => changedItems(before, after, id).size + changedItems(after, before, id).size > 0,
  )
}

/** Cases that have ended since a moment, and that a round has no turn for yet; and when the last of them ended. */
async function endedTurns(
  tx: Transaction,
  round: Round,
  subjects: readonly Subject[],
  since: Date,
): Promise<{ readonly turns: readonly TurnToOpen[]; readonly last?: Date }> {
  const ends = round.on.flatMap((occasion) => (occasion.kind === 'ended' ? [occasion] : []))
  if (ends.length === 0) return { turns: [] }
  const cases = await endedCases(
    tx,
    ends.map(({ procedure }) => procedure),
    since,
  )
  const there = await tx.db
    .selectFrom('round_turns')
    .select('period')
    .where('organization_id', '=', tx.organization.id)
    .where('round', '=', round.id)
    .where('period', 'like', 'ended/%')
    .execute()
  const opened = new Set(there.map(({ period }) => period))
  const kind = kindOf(round.each)
  const last = cases.at(-1)?.at
  const toOpen = cases.flatMap((ended): TurnToOpen[] => {
    const period = `ended/${ended.id}`
    if (opened.has(period)) return []
    if (!ends.some((of) => of.procedure === ended.procedure && (of.end ?? ended.end) === ended.end))
      return []
    const about = subjects.filter(({ id }) =>
      kind === 'organization'
        ? true
        : kind === 'unit'
          ? ended.unit === id
          : ended.about.includes(id) || (kind === 'person' && ended.applicant === id),
    )
    return about.length === 0
      ? []
      : [
          {
            period,
            title: ended.number,
            due: dueOfOccasion(round, ended.at.toISOString()),
            subjects: about,
          },
        ]
  })
  return { turns: toOpen, ...(last === undefined ? {} : { last }) }
}

/** A case that has ended, as occasions and closings look at it. */
export interface EndedCaseRow {
  readonly id: string
  readonly number: string
  readonly procedure: string
  readonly end: string
  readonly applicant: string
  readonly unit: string
  readonly at: Date
  readonly about: readonly string[]
  readonly fields: FieldValues
}

/** Cases of procedures that have ended since a moment, with the entries that they were about. */
export async function endedCases(
  tx: Transaction,
  procedures: readonly string[],
  since: Date,
): Promise<EndedCaseRow[]> {
  const rows = await tx.db
    .selectFrom('cases as c')
    .leftJoin('links as l', (join) =>
      join
        .onRef('l.organization_id', '=', 'c.organization_id')
        .onRef('l.from_id', '=', 'c.id')
        .on('l.from_kind', '=', 'case')
        .on('l.relation', '=', 'about')
        .on('l.to_kind', '=', 'entry'),
    )
    .select((eb) => [
      'c.id',
      'c.number',
      'c.procedure',
      'c.outcome',
      'c.applicant_id',
      'c.unit_id',
      'c.ended_at',
      sql<FieldValues | null>`c.state -> 'fields'`.as('fields'),
      eb.fn.agg<(string | null)[]>('array_agg', ['l.to_id']).as('about'),
    ])
    .where('c.organization_id', '=', tx.organization.id)
    .where('c.procedure', 'in', [...procedures])
    .where('c.status', '=', 'ended')
    .where('c.ended_at', '>', since)
    .groupBy(['c.organization_id', 'c.id'])
    .orderBy('c.ended_at')
    .orderBy('c.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    procedure: row.procedure,
    end: row.outcome ?? '',
    applicant: row.applicant_id,
    unit: row.unit_id,
    at: row.ended_at ?? since,
    fields: row.fields ?? {},
    about: row.about.flatMap((id) => id ?? []),
  }))
}
