import type { Selectable } from 'kysely'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { MeetingsTable } from '#platform/db/tables/meetings.ts'
import { stored } from '#platform/gate/stored.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

const columns = [
  'id',
  'body',
  'number',
  'begins_at',
  'place',
  'state',
  'topics',
  'attendees',
  'minutes',
  'decisions',
  'recorded_by',
  'recorded_at',
  'version',
] as const

/**
 * As they are stored: what a meeting talks about besides the cases that wait for it; recurring work
 * with its occurrence.
 */
const Topics = Type.Array(
  Type.Object({
    title: Type.String(),
    text: Type.String(),
    occurrence: Type.Optional(Type.String()),
  }),
)
/** As they are stored: what a meeting decided about each case. */
const Decisions = Type.Array(
  Type.Object({
    case: Type.String(),
    number: Type.String(),
    subject: Type.String(),
    decision: Type.String(),
    title: Type.String(),
    comment: Type.String(),
  }),
)

type MeetingRecord = Pick<Selectable<MeetingsTable>, (typeof columns)[number]>

/** A meeting as it is stored. */
export interface Meeting extends Omit<MeetingRecord, 'topics' | 'decisions'> {
  readonly topics: Readonly<Static<typeof Topics>>
  readonly decisions: Readonly<Static<typeof Decisions>>
}

function meetingOf(row: MeetingRecord): Meeting {
  const what = `会議「${row.number}」`
  return {
    ...row,
    topics: stored(Topics, row.topics, what),
    decisions: stored(Decisions, row.decisions, what),
  }
}

/** A meeting, locked until the transaction ends where it is to be changed. */
export async function meetingRow(tx: Transaction, id: string, lock = false): Promise<Meeting> {
  const query = tx.db
    .selectFrom('meetings')
    .select(columns)
    .where('organization_id', '=', tx.organization.id)
    .where('id', '=', id)
  const row = await (lock ? query.forNoKeyUpdate() : query).executeTakeFirst()
  return row ? meetingOf(row) : refuse('not-found', { what: nouns.meeting })
}

/** All meetings of some bodies, the latest first. */
export async function meetingsOf(tx: Transaction, bodies: readonly string[]): Promise<Meeting[]> {
  if (bodies.length === 0) return []
  const rows = await tx.db
    .selectFrom('meetings')
    .select(columns)
    .where('organization_id', '=', tx.organization.id)
    .where('body', 'in', [...bodies])
    .orderBy('begins_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(meetingOf)
}

export async function insertMeeting(
  tx: Transaction,
  meeting: Pick<Meeting, 'id' | 'body' | 'number' | 'begins_at' | 'place' | 'topics'>,
  plannedBy: string | null,
): Promise<void> {
  await tx.db
    .insertInto('meetings')
    .values({
      ...meeting,
      organization_id: tx.organization.id,
      topics: JSON.stringify(meeting.topics),
      decisions: '[]',
      state: 'planned',
      planned_by: plannedBy,
    })
    .execute()
}

export interface MeetingChange {
  readonly begins_at?: Date
  readonly place?: string
  readonly topics?: Meeting['topics']
  readonly state?: Meeting['state']
  readonly attendees?: string[]
  readonly minutes?: string
  readonly decisions?: Meeting['decisions']
  readonly recorded_by?: string | null
  readonly recorded_at?: Date
}

/** Writes the next version of a meeting. */
export function updateMeeting(
  tx: Transaction,
  { id, version }: Meeting,
  { topics, decisions, ...change }: MeetingChange,
): void {
  tx.deferWrite(
    tx.db
      .updateTable('meetings')
      .set({
        ...change,
        ...(topics ? { topics: JSON.stringify(topics) } : {}),
        ...(decisions ? { decisions: JSON.stringify(decisions) } : {}),
        version: version + 1,
      })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id),
  )
}
