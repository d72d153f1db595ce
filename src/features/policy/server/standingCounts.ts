import { sql } from 'kysely'
import { stateColumns } from '#platform/db/rowStates.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** How many there are of a kind that a mechanism has, with one date where it has dates. */
export interface CountRow {
  readonly mechanism: string
  readonly what: string
  readonly due: Date | null
  readonly count: number
  /** When something was recorded last. */
  readonly last: Date | null
}

/** The counts as they were kept until the end of a day; without one, until now. */
export async function keptCounts(tx: Transaction, until?: string): Promise<readonly CountRow[]> {
  const { rows } = await sql<CountRow>`
    select mechanism, what, due_at as due, sum(delta)::int as count, max(last_at) as last from standing_counts
    where organization_id = ${tx.organization.id} ${until === undefined ? sql`` : sql`and day <= ${until}`}
    group by mechanism, what, due_at having sum(delta) <> 0 or max(last_at) is not null`.execute(
    tx.db,
  )
  return rows
}

/** The same counted from every row that there is: what those that are kept are compared with. */
async function countedAnew(tx: Transaction): Promise<readonly Omit<CountRow, 'last'>[]> {
  const { id } = tx.organization
  const { rows } = await sql<Omit<CountRow, 'last'>>`
    with present as (
      select s.mechanism, s.subject_kind, s.subject_id, case
          when s.outcome = 'kept' then s.proof
          when s.outcome = 'not-applicable' then case when s.accepted then 'waived' else 'undecided' end
          when m.looked then 'mended-proved' when m.looked is not null then 'mended-declared' else 'finding' end as what
      from standings s left join lateral (
        select exists (select from finding_acts a where a.organization_id = f.organization_id and a.finding_id = f.id and a.what = 'verified') as looked
        from findings f where f.organization_id = s.organization_id and f.mechanism = s.mechanism and f.subject_kind = s.subject_kind
          and f.subject_id = s.subject_id and f.state = 'closed' and f.closed_at >= s.recorded_at and not exists (select from findings o
            where o.organization_id = s.organization_id and o.mechanism = s.mechanism and o.subject_kind = s.subject_kind
              and o.subject_id = s.subject_id and o.state <> 'closed')
        order by f.closed_at desc limit 1) m on s.outcome = 'finding'
      where s.organization_id = ${id} and s.until_at is null),
    waiting as (
      select item_place(k.item) as mechanism, o.subject_kind, o.subject_id, o.due_at
      from occurrences o cross join unnest(o.items) k(item)
      left join lateral (select s.outcome, s.accepted from standings s where s.organization_id = o.organization_id and s.occurrence_id = o.id
          and s.mechanism = item_place(k.item)
        order by s.until_at desc nulls first, s.recorded_at desc, s.id desc limit 1) a on true
      where o.organization_id = ${id} and o.closed_at is null
        and (a.outcome is null or (a.outcome = 'not-applicable' and a.accepted is not distinct from false)))
    select mechanism, what, null::timestamptz as due, count(*)::int as count from present group by 1, 2
    union all
    select mechanism, 'found', null::timestamptz, count(*)::int from findings where organization_id = ${id} and state <> 'closed' group by 1
    union all
    select mechanism, 'open', due_at, count(*)::int from waiting group by 1, 3
    union all
    select w.mechanism, 'fresh', null::timestamptz, count(distinct (w.subject_kind, w.subject_id))::int from waiting w where not exists (select from present p
      where p.mechanism = w.mechanism and p.subject_kind = w.subject_kind and p.subject_id = w.subject_id) group by 1
    union all
    select 'rounds/' || round, 'open', due_at, count(*)::int from occurrences where organization_id = ${id} and closed_at is null group by 1, 3
    union all
    select 'rounds/' || m.round, k.what, null::timestamptz, count(*)::int from round_members m
    cross join lateral (values ('member'), (case when not exists (select from occurrences c where c.organization_id = m.organization_id
      and c.subject_kind = m.subject_kind and c.subject_id = m.subject_id and c.round = m.round and c.closed_at is not null
      and c.closed_with not in ('gone', 'edition')) then 'never' end)) k(what)
    where m.organization_id = ${id} and m.subject_kind <> 'round' and m.asked and k.what is not null group by 1, 2`.execute(
    tx.db,
  )
  return rows
}

/** The counts that are kept and are not as the rows say; none where all is well. */
export async function wrongCounts(tx: Transaction): Promise<readonly string[]> {
  const lines = (rows: readonly Omit<CountRow, 'last'>[]): Set<string> =>
    new Set(
      rows.flatMap(({ mechanism, what, due, count }) =>
        count === 0 ? [] : [`${mechanism} ${what} ${due?.toISOString() ?? '-'} ${count}`],
      ),
    )
  const kept = lines(await keptCounts(tx))
  const anew = lines(await countedAnew(tx))
  return [...kept.symmetricDifference(anew)].toSorted()
}

/** Puts what was added since into sums. */
export async function sumCounts(tx: Transaction): Promise<void> {
  await sql`select sum_standing_counts()`.execute(tx.db)
}

/** Throws the counts away and counts everything anew from the rows. */
export async function countAnew(tx: Transaction): Promise<void> {
  await sql`update occurrences set answered = answered where organization_id = ${tx.organization.id} and closed_at is null
    returning ${sql.raw(stateColumns('occurrences', 'occurrences'))}`.execute(tx.db)
  await sql`select count_standings(${tx.organization.id})`.execute(tx.db)
}
