import { sql } from 'kysely'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { stored } from '#platform/gate/stored.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { CourseContent } from '../contract.ts'

const columns = [
  'id',
  'unit_id',
  'rounds',
  'title',
  'draft',
  'edition',
  'state',
  'version',
] as const

export const courseRows = (tx: Transaction) =>
  tx.db.selectFrom('courses').select(columns).where('organization_id', '=', tx.organization.id)

export type CourseRecord = Awaited<ReturnType<ReturnType<typeof courseRows>['execute']>>[number]

/** A course, locked until the transaction ends where it is to be changed. */
export async function courseRow(tx: Transaction, id: string, lock = false): Promise<CourseRecord> {
  const query = courseRows(tx).where('id', '=', id)
  return (
    (await (lock ? query.forNoKeyUpdate() : query).executeTakeFirst()) ??
    refuse('not-found', { what: nouns.course })
  )
}

export const contentOf = (value: unknown, title: string): CourseContent =>
  stored(CourseContent, value, `研修「${title}」`)

/** What is taught at the moment. */
export async function taughtContent(
  tx: Transaction,
  { id, edition, title }: Pick<CourseRecord, 'id' | 'edition' | 'title'>,
): Promise<CourseContent> {
  const row = await tx.db
    .selectFrom('course_editions')
    .select('content')
    .where('organization_id', '=', tx.organization.id)
    .where('course_id', '=', id)
    .where('edition', '=', edition)
    .executeTakeFirst()
  return contentOf(row?.content ?? refuse('not-found', { what: nouns.course }), title)
}

export const takings = (tx: Transaction) =>
  tx.db
    .selectFrom('course_takings')
    .select([
      'id',
      'course_id',
      'edition',
      'occurrence_id',
      'person_id',
      'page',
      'tries',
      'score',
      'passed_at',
      'entry_id',
    ])
    .where('organization_id', '=', tx.organization.id)

export type Taking = Awaited<ReturnType<ReturnType<typeof takings>['execute']>>[number]

/** How many have begun each course, and how many passed it. */
export async function countsOf(tx: Transaction) {
  const rows = await tx.db
    .selectFrom('course_takings')
    .select([
      'course_id',
      sql<number>`count(distinct person_id)::int`.as('begun'),
      sql<number>`(count(distinct person_id) filter (where passed_at is not null))::int`.as(
        'passed',
      ),
    ])
    .where('organization_id', '=', tx.organization.id)
    .groupBy('course_id')
    .execute()
  return new Map(rows.map(({ course_id, ...counts }) => [course_id, counts]))
}

export const sessionRows = (tx: Transaction) =>
  tx.db
    .selectFrom('course_sessions')
    .select([
      'id',
      'unit_id',
      'round',
      'title',
      'place',
      'begins_at',
      'units',
      'state',
      'entry_id',
      'version',
    ])
    .where('organization_id', '=', tx.organization.id)

export type SessionRecord = Awaited<ReturnType<ReturnType<typeof sessionRows>['execute']>>[number]

export async function sessionRow(
  tx: Transaction,
  id: string,
  lock = false,
): Promise<SessionRecord> {
  const query = sessionRows(tx).where('id', '=', id)
  return (
    (await (lock ? query.forNoKeyUpdate() : query).executeTakeFirst()) ??
    refuse('not-found', { what: nouns.courseSession })
  )
}

/** Who was present at sessions, and how that was recorded. */
export async function attendancesOf(tx: Transaction, sessions: readonly string[]) {
  return tx.db
    .selectFrom('course_attendances')
    .select(['session_id', 'person_id', 'how'])
    .where('organization_id', '=', tx.organization.id)
    .where('session_id', '=', sql<string>`any(${[...sessions]}::uuid[])`)
    .orderBy('at')
    .orderBy('person_id')
    .execute()
}
