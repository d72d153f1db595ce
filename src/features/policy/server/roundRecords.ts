import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { covers, findActor, seatsHeldBy } from '#kernel/organization/index.ts'
import type { RoundSubject } from '#kernel/packs/round.ts'
import type { Seat } from '#kernel/packs/who.ts'
import { pathOfKey } from '#kernel/rounds/index.ts'
import type { FindingFacts, ItemFacts, OpenWork, RoundFacts } from '#kernel/status/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** How an occurrence ends without anybody having gone through its subject. */
const undone = ['gone', 'edition']

/**
 * How rounds stand, in a fixed number of statements: each costs by what is open and by what stands
 * now, not by all that was ever answered.
 */
export async function roundFacts(
  tx: Transaction,
  entries: ReadonlyMap<string, { readonly entries: number }>,
): Promise<Map<string, RoundFacts>> {
  const { id, pack } = tx.organization
  const rounds = [...pack.rounds.keys()]
  if (rounds.length === 0) return new Map()
  const [turns, open, unmanned, last] = await Promise.all([
    sql<{ round: string; subjects: number }>`
      select t.round, (select count(*)::int from occurrences o where o.organization_id = ${id} and o.turn_id = t.id
        and o.closed_with is distinct from 'gone') as subjects
      from unnest(${rounds}::text[]) r(round)
      cross join lateral (select id, round from round_turns where organization_id = ${id} and round = r.round order by opened_at desc, id desc limit 1) t`.execute(
      tx.db,
    ),
    sql<OpenRow & { round: string; never: number }>`
      select o.round, count(*)::int as count, min(o.due_at) as due, (array_agg(o.subject_id order by o.due_at, o.id))[1] as subject,
        count(*) filter (where not exists (select from occurrences c where c.organization_id = o.organization_id and c.subject_kind = o.subject_kind
          and c.subject_id = o.subject_id and c.round = o.round and c.closed_at is not null and c.closed_with <> all(${undone}::text[])))::int as never
      from occurrences o where o.organization_id = ${id} and o.closed_at is null group by o.round, o.due_at < ${tx.now}`.execute(
      tx.db,
    ),
    unmannedFacts(tx),
    sql<{ round: string; at: Date; proved: boolean }>`
      select r.round, o.closed_at as at, o.closed_with ~ '^(line|case|meeting)/' as proved from unnest(${rounds}::text[]) r(round)
      cross join lateral (select closed_at, closed_with from occurrences where organization_id = ${id} and round = r.round
        and closed_at is not null and closed_with <> all(${undone}::text[]) order by closed_at desc limit 1) o`.execute(
      tx.db,
    ),
  ])
  const subjectsOf = new Map(turns.rows.map((row) => [row.round, row.subjects]))
  const openOf = Map.groupBy(open.rows, (row) => row.round)
  const lastOf = new Map(last.rows.map((row) => [row.round, row]))
  return new Map(
    [...pack.rounds.values()].map((round): [string, RoundFacts] => {
      const rows = openOf.get(round.id) ?? []
      const closed = lastOf.get(round.id)
      return [
        round.id,
        {
          subjects: subjectsOf.get(round.id) ?? countOf(tx, round.each, entries),
          never: rows.reduce((sum, row) => sum + row.never, 0),
          unmanned: unmanned.get(round.id) ?? { count: 0, subjects: [] },
          open: rows.map(openWork),
          ...(closed === undefined
            ? {}
            : { last: { at: closed.at.toISOString(), proved: closed.proved } }),
        },
      ]
    }),
  )
}

interface OpenRow {
  readonly count: number
  readonly due: Date
  readonly subject: string
}

const openWork = ({ subject, due, count }: OpenRow): OpenWork => ({
  subject,
  due: due.toISOString(),
  count,
})

/** How many there are of what a round goes through that has had no turn yet. */
function countOf(
  { organization: { view, pack }, today }: Transaction,
  each: RoundSubject,
  entries: ReadonlyMap<string, { readonly entries: number }>,
): number {
  const persons = [...view.persons.values()].filter((person) => covers(person, today))
  switch (each.kind) {
    case 'organization':
      return 1
    case 'unit':
      return view.units.size
    case 'person':
      return persons.length
    case 'holder':
      return persons.filter((person) =>
        seatsHeldBy(view, pack.roles, person.id, today).some(({ role }) => role === each.role),
      ).length
    case 'line':
      return entries.get(each.register)?.entries ?? 0
  }
}

/** Open occurrences that nobody can do today, by round. */
async function unmannedFacts(tx: Transaction): Promise<ReadonlyMap<string, FindingFacts>> {
  const { id, view, pack } = tx.organization
  const { rows: seats } = await sql<{ place: string }>`
    select distinct p.place from occurrence_parties p join occurrences o on o.organization_id = p.organization_id and o.id = p.occurrence_id
    where p.organization_id = ${id} and p.part = 'does' and p.place like '|%' and o.closed_at is null`.execute(
    tx.db,
  )
  const vacant = seats.flatMap(({ place }) => {
    const [, role = '', scope = '', seatId = ''] = place.split('|')
    const seat: Seat = { role, scope: scope as Seat['scope'], id: seatId }
    return role !== '*' && findActor(view, pack.roles, seat, tx.today) === null ? [place] : []
  })
  const { rows } = await sql<{ round: string; count: number; some: string[] }>`
    select o.round, count(*)::int as count, (array_agg(o.subject_id order by o.due_at, o.id))[1:3] as some from occurrences o
    where o.organization_id = ${id} and o.closed_at is null and not exists (select from occurrence_parties p
      where p.organization_id = o.organization_id and p.occurrence_id = o.id and p.part = 'does' and p.place <> all(${vacant}::text[]))
    group by o.round`.execute(tx.db)
  return new Map(rows.map(({ round, count, some }) => [round, { count, subjects: some }]))
}

/**
 * How items stand, by their place. An answer that was a finding and is mended counts as declared,
 * and as proved where somebody has looked at it.
 */
export async function itemFacts(tx: Transaction): Promise<Map<string, ItemFacts>> {
  const { id, pack } = tx.organization
  if (pack.rounds.size === 0) return new Map()
  const [stand, mended, found, open, done, again, doubled] = await Promise.all([
    sql<{
      mechanism: string
      all: number
      proved: number
      declared: number
      waived: number
      last: Date
    }>`
      select mechanism, count(*)::int as all, max(recorded_at) as last,
        count(*) filter (where outcome = 'kept' and proof = 'proved')::int as proved,
        count(*) filter (where outcome = 'kept' and proof = 'declared')::int as declared,
        count(*) filter (where outcome = 'not-applicable' and accepted)::int as waived
      from standings where organization_id = ${id} and until_at is null group by mechanism`.execute(
      tx.db,
    ),
    // Of their own, so that the many that are kept are counted from the index alone.
    sql<{ mechanism: string; proved: number; declared: number }>`
      select s.mechanism, count(*) filter (where m.looked)::int as proved, count(*) filter (where not m.looked)::int as declared
      from standings s cross join lateral (select exists (select from finding_acts a where a.organization_id = f.organization_id and a.finding_id = f.id and a.what = 'verified') as looked
        from findings f where f.organization_id = s.organization_id and f.mechanism = s.mechanism and f.subject_kind = s.subject_kind
          and f.subject_id = s.subject_id and f.state = 'closed' and f.closed_at >= s.recorded_at and not exists (select from findings o where o.organization_id = s.organization_id and o.mechanism = s.mechanism
            and o.subject_kind = s.subject_kind and o.subject_id = s.subject_id and o.state <> 'closed')
        order by f.closed_at desc limit 1) m
      where s.organization_id = ${id} and s.until_at is null and s.outcome = 'finding' group by s.mechanism`.execute(
      tx.db,
    ),
    sql<{ mechanism: string; count: number; some: string[] }>`
      select mechanism, count(*)::int as count, (array_agg(subject_id order by found_at, id))[1:3] as some
      from findings where organization_id = ${id} and state <> 'closed' group by mechanism`.execute(
      tx.db,
    ),
    // Most subjects are asked alike, so that there are few groups.
    sql<OpenRow & { items: string[]; late: boolean }>`
      select items, due_at < ${tx.now} as late, count(*)::int as count, min(due_at) as due, (array_agg(subject_id order by due_at, id))[1] as subject
      from occurrences where organization_id = ${id} and closed_at is null and asked > 0 group by items, late`.execute(
      tx.db,
    ),
    sql<{ mechanism: string; late: boolean; count: number }>`
      select s.mechanism, o.due_at < ${tx.now} as late, count(*)::int as count
      from occurrences o join standings s on s.organization_id = o.organization_id and s.occurrence_id = o.id and s.until_at is null
      where o.organization_id = ${id} and o.closed_at is null group by s.mechanism, late`.execute(
      tx.db,
    ),
    // Answered before, and asked again now; from each occurrence to its subject, whatever is known of the tables.
    sql<{ mechanism: string; count: number }>`
      select s.mechanism, count(*)::int as count from occurrences o
      cross join lateral (select s.mechanism from standings s where s.organization_id = o.organization_id and s.subject_kind = o.subject_kind
        and s.subject_id = o.subject_id and s.until_at is null and s.occurrence_id <> o.id offset 0) s
      where o.organization_id = ${id} and o.closed_at is null
        and ${keyOf(sql`s.mechanism`)} = any(o.items)
      group by s.mechanism`.execute(tx.db),
    // Still open from an earlier turn of the same round, open again in a later one, and never answered.
    sql<{ item: string; count: number }>`
      select k.item, count(*)::int as count from occurrences o cross join unnest(o.items) k(item)
      where o.organization_id = ${id} and o.closed_at is null and o.asked > 0 and exists (select from occurrences e
        where e.organization_id = o.organization_id and e.subject_kind = o.subject_kind and e.subject_id = o.subject_id and e.round = o.round
          and e.closed_at is null and e.due_at < o.due_at and k.item = any(e.items))
        and not exists (select from standings s where s.organization_id = o.organization_id and s.until_at is null
          and s.subject_kind = o.subject_kind and s.subject_id = o.subject_id
          and s.mechanism = ${placeOf(sql`k.item`)})
      group by k.item`.execute(tx.db),
  ])
  const twice = new Map(again.rows.map((row) => [row.mechanism, row.count]))
  for (const { item, count } of doubled.rows)
    twice.set(pathOfKey(item), (twice.get(pathOfKey(item)) ?? 0) + count)
  const waiting = waitingByItem(open.rows, done.rows)
  const standing = new Map(stand.rows.map((row) => [row.mechanism, row]))
  const mendedOf = new Map(mended.rows.map((row) => [row.mechanism, row]))
  const findings = new Map(found.rows.map((row) => [row.mechanism, row]))
  const paths = new Set([...standing.keys(), ...findings.keys(), ...waiting.keys()])
  return new Map(
    [...paths].map((path): [string, ItemFacts] => {
      const row = standing.get(path)
      const finding = findings.get(path)
      const open = waiting.get(path) ?? []
      const left = open.reduce((sum, { count }) => sum + count, 0)
      return [
        path,
        {
          asked: (row?.all ?? 0) + left - (twice.get(path) ?? 0),
          proved: (row?.proved ?? 0) + (mendedOf.get(path)?.proved ?? 0),
          declared: (row?.declared ?? 0) + (mendedOf.get(path)?.declared ?? 0),
          notApplicable: row?.waived ?? 0,
          findings: { count: finding?.count ?? 0, subjects: finding?.some ?? [] },
          open,
          ...(row === undefined ? {} : { last: row.last.toISOString() }),
        },
      ]
    }),
  )
}

/** SQL: the place of an item, by its key in answers. */
const placeOf = (key: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`'checklists/' || split_part(${key}, '/', 1) || case when split_part(${key}, '/', 3) = '' then '/items/' else '/views/' end
    || regexp_replace(${key}, '^[^/]*/', '')`

/** SQL: the key of an item in answers, by its place. */
const keyOf = (mechanism: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`split_part(${mechanism}, '/', 2) || '/' || regexp_replace(${mechanism}, '^([^/]*/){3}', '')`

/** Where items are asked now and not answered yet, by their place. */
function waitingByItem(
  open: readonly (OpenRow & { readonly items: readonly string[]; readonly late: boolean })[],
  done: readonly { readonly mechanism: string; readonly late: boolean; readonly count: number }[],
): ReadonlyMap<string, readonly OpenWork[]> {
  const answered = new Map(done.map((row) => [`${row.mechanism} ${row.late}`, row.count]))
  const waiting = new Map<string, Map<boolean, OpenRow>>()
  for (const group of open)
    for (const key of group.items) {
      const path = pathOfKey(key)
      const own = waiting.get(path) ?? new Map<boolean, OpenRow>()
      const before = own.get(group.late)
      own.set(group.late, {
        count: (before?.count ?? 0) + group.count,
        due: before !== undefined && before.due < group.due ? before.due : group.due,
        subject: before?.subject ?? group.subject,
      })
      waiting.set(path, own)
    }
  return new Map(
    [...waiting].map(([path, own]) => [
      path,
      [...own].flatMap(([late, row]) => {
        const count = row.count - (answered.get(`${path} ${late}`) ?? 0)
        return count > 0 ? [openWork({ ...row, count })] : []
      }),
    ]),
  )
}
