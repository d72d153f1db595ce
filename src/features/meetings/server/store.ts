import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
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

/** A meeting; with `lock`, locked until the transaction ends. */
export async function meetingRow(tx: Transaction, id: string, lock = false) {
  const query = tx.db
    .selectFrom('meetings')
    .select(columns)
    .where('organization_id', '=', tx.organization.id)
    .where('id', '=', id)
  return (
    (await (lock ? query.forNoKeyUpdate() : query).executeTakeFirst()) ??
    refuse('not-found', { what: nouns.meeting })
  )
}
export type Meeting = Awaited<ReturnType<typeof meetingRow>>

/** All meetings of some bodies, latest first. */
export function meetingsOf(tx: Transaction, bodies: readonly string[]): Promise<Meeting[]> {
  if (bodies.length === 0) return Promise.resolve([])
  return tx.db
    .selectFrom('meetings')
    .select(columns)
    .where('organization_id', '=', tx.organization.id)
    .where('body', 'in', [...bodies])
    .orderBy('begins_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
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
