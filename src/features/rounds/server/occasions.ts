import { sql } from 'kysely'
import type { FieldValues } from '#kernel/fields/types.ts'
import { dayOf, formatEra } from '#kernel/calendar/index.ts'
import { dueOfOccasion } from '#kernel/rounds/index.ts'
import type { Round } from '#kernel/packs/round.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { SubjectKind } from '#platform/db/tables/rounds.ts'
import type { TurnToOpen } from './openTurn.ts'
import { keyOfRow, keyOfSubject, kindOf } from './subjects.ts'
import type { Subject } from './subjects.ts'

/** What changes in who is known to be in a round since it was last looked at. */
export interface MemberChanges {
  /** The round has never been looked at: everything that is there is known from now on. */
  readonly first: boolean
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
      members: { ...noChanges, asked, first: true, add: [...subjects] },
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
  turns.push(...(await endedTurns(tx, round, subjects, since)))
  return {
    turns,
    members: {
      first: false,
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
  first: false,
  add: [],
  move: [],
  turn: [],
  drop: [],
  asked: new Set(),
  since: new Map(),
}

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

async function editionTurn(
  tx: Transaction,
  round: Round,
  subjects: readonly Subject[],
): Promise<TurnToOpen[]> {
  const period = `edition/${tx.organization.editionHash.slice(0, 16)}`
  const there = await tx.db
    .selectFrom('round_turns')
    .select('id')
    .where('organization_id', '=', tx.organization.id)
    .where('round', '=', round.id)
    .where('period', '=', period)
    .executeTakeFirst()
  return there === undefined && subjects.length > 0
    ? [
        {
          period,
          title: tx.organization.pack.edition,
          due: dueOfOccasion(round, tx.now.toISOString()),
          subjects,
        },
      ]
    : []
}

/** Cases that ended since a round was first looked at, and that it has no turn for yet. */
async function endedTurns(
  tx: Transaction,
  round: Round,
  subjects: readonly Subject[],
  since: Date,
): Promise<TurnToOpen[]> {
  const ends = round.on.flatMap((occasion) => (occasion.kind === 'ended' ? [occasion] : []))
  if (ends.length === 0) return []
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
  return cases.flatMap((ended): TurnToOpen[] => {
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
