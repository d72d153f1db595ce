import { sql } from 'kysely'
import { fiscalYearSpan, endOfDay, startOfDay } from '#kernel/calendar/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** The part of a 年度 that a report is about: from its first moment to its end, or until now. */
export interface ReportSpan {
  readonly year: number
  readonly from: Date
  readonly until: Date
  /** The day of `until`. */
  readonly day: string
  readonly isOver: boolean
}

export function spanOf(
  { today, now }: Pick<Transaction, 'today' | 'now'>,
  year: number,
): ReportSpan {
  const { from, to } = fiscalYearSpan(year)
  const isOver = to < today
  return {
    year,
    from: new Date(startOfDay(from)),
    until: isOver ? new Date(endOfDay(to)) : now,
    day: isOver ? to : today,
    isOver,
  }
}

/** How an occurrence ends without anybody having gone through its subject. */
const undone = ['gone', 'edition']

export interface RoundFigures {
  readonly round: string
  readonly planned: number
  readonly inTime: number
  readonly afterwards: number
  readonly late: number
  readonly coming: number
}

/** What was to be done in the year, by round: what a subject that is gone left open counts nowhere. */
export async function roundFigures(tx: Transaction, span: ReportSpan): Promise<RoundFigures[]> {
  const { to } = fiscalYearSpan(span.year)
  const { rows } = await sql<RoundFigures>`
    select round, count(*)::int as planned,
      count(*) filter (where closed_at <= ${span.until} and closed_at <= due_at)::int as "inTime",
      count(*) filter (where closed_at <= ${span.until} and closed_at > due_at)::int as afterwards,
      count(*) filter (where (closed_at is null or closed_at > ${span.until}) and due_at < ${span.until})::int as late,
      count(*) filter (where (closed_at is null or closed_at > ${span.until}) and due_at >= ${span.until})::int as coming
    from occurrences where organization_id = ${tx.organization.id} and due_at >= ${span.from} and due_at <= ${new Date(endOfDay(to))}
      and (closed_with is null or closed_with <> all(${undone}::text[]))
    group by round order by round`.execute(tx.db)
  return rows
}

export interface FindingFigures {
  readonly checklist: string
  readonly found: number
  readonly inTime: number
  readonly afterwards: number
  readonly open: number
  readonly late: number
}

/** What was found in the year, by checklist, and what had become of it at its end. */
export async function findingFigures(tx: Transaction, span: ReportSpan): Promise<FindingFigures[]> {
  const { rows } = await sql<FindingFigures>`
    select checklist, count(*)::int as found,
      count(*) filter (where closed and closed_at < date)::int as "inTime",
      count(*) filter (where closed and closed_at >= date)::int as afterwards,
      count(*) filter (where not closed)::int as open,
      count(*) filter (where not closed and date <= ${span.until})::int as late
    from (select checklist, closed_at, closed_at is not null and closed_at <= ${span.until} as closed,
        (due_on + 1)::timestamp at time zone 'Asia/Tokyo' as date
      from findings where organization_id = ${tx.organization.id} and found_at >= ${span.from} and found_at <= ${span.until}) f
    group by checklist order by checklist`.execute(tx.db)
  return rows
}

export interface CaseFigures {
  readonly procedure: string
  readonly begun: number
  readonly ended: number
}

/** The cases that were begun in the year, by procedure. */
export async function caseFigures(tx: Transaction, span: ReportSpan): Promise<CaseFigures[]> {
  const { rows } = await sql<CaseFigures>`
    select procedure, count(*)::int as begun, count(*) filter (where ended_at <= ${span.until})::int as ended
    from cases where organization_id = ${tx.organization.id} and opened_at >= ${span.from} and opened_at <= ${span.until}
    group by procedure order by procedure`.execute(tx.db)
  return rows
}

export interface ExceptionRow {
  readonly number: string
  readonly provisions: readonly string[]
  readonly from: string
  readonly until: string
}

/** The exceptions that ran in the year; for whom they are is left out. */
export async function exceptionRows(tx: Transaction, span: ReportSpan): Promise<ExceptionRow[]> {
  const rows = await tx.db
    .selectFrom('exceptions')
    .select(['number', 'provisions', 'from_on', 'until_on'])
    .distinctOn('number')
    .where('organization_id', '=', tx.organization.id)
    .where('from_on', '<=', span.day)
    .where('until_on', '>=', fiscalYearSpan(span.year).from)
    .where('created_at', '<=', span.until)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    provisions: row.provisions,
    from: row.from_on,
    until: row.until_on,
  }))
}

/** The meetings that were held in the year, by the role that is the body. */
export async function meetingFigures(
  tx: Transaction,
  span: ReportSpan,
): Promise<{ readonly body: string; readonly held: number }[]> {
  const rows = await tx.db
    .selectFrom('meetings')
    .select((eb) => ['body', eb.fn.countAll<string>().as('held')])
    .where('organization_id', '=', tx.organization.id)
    .where('state', '=', 'held')
    .where('begins_at', '>=', span.from)
    .where('begins_at', '<=', span.until)
    .groupBy('body')
    .orderBy('body')
    .execute()
  return rows.map(({ body, held }) => ({ body, held: Number(held) }))
}

/** The editions that were adopted in the year. */
export async function editionRows(
  tx: Transaction,
  span: ReportSpan,
): Promise<{ readonly title: string; readonly edition: string; readonly from: string }[]> {
  const rows = await tx.db
    .selectFrom('pack_editions')
    .select(['title', 'edition', 'in_force_from'])
    .where('organization_id', '=', tx.organization.id)
    .where('adopted_at', '>=', span.from)
    .where('adopted_at', '<=', span.until)
    .orderBy('adopted_at')
    .execute()
  return rows.map((row) => ({ title: row.title, edition: row.edition, from: row.in_force_from }))
}
