import { sql } from 'kysely'
import { dayOf } from '#kernel/calendar/index.ts'
import { covers, findActor, seatsHeldBy } from '#kernel/organization/index.ts'
import type { RoundSubject } from '#kernel/packs/round.ts'
import type { Seat } from '#kernel/packs/who.ts'
import type { FindingFacts, ItemFacts, OpenWork, RoundFacts } from '#kernel/status/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { MapDay } from './mapDay.ts'
import { keptCounts } from './standingCounts.ts'
import type { CountRow } from './standingCounts.ts'

/** How an occurrence ends without anybody having gone through its subject. */
const undone = ['gone', 'edition']

export interface RecurringFacts {
  readonly rounds: ReadonlyMap<string, RoundFacts>
  readonly items: ReadonlyMap<string, ItemFacts>
}

/**
 * How rounds and items stood on a day, from the counts that are kept: it costs by the mechanisms, and
 * by what was open then, not by all that was ever answered.
 */
export async function recurringFacts(
  tx: Transaction,
  day: MapDay,
  entries: ReadonlyMap<string, { readonly entries: number }>,
): Promise<RecurringFacts> {
  const { pack } = tx.organization
  if (pack.rounds.size === 0) return { rounds: new Map(), items: new Map() }
  const [counts, findings, unmanned, last, known] = await Promise.all([
    keptCounts(tx, day.when === 'past' ? day.on : undefined),
    day.when === 'past' ? new Map<string, readonly string[]>() : findingSubjects(tx),
    unmannedFacts(tx, day),
    lastClosed(tx, day),
    knownSince(tx),
  ])
  const tracks = (id: string): boolean => (known.get(id) ?? '9') <= day.on
  // What there is to go through is known, and who of it was never gone through; elsewhere, of what is open.
  const others = [...pack.rounds.values()].filter(
    ({ id, every }) => every === undefined || !tracks(id),
  )
  const never = await neverAmongOpen(
    tx,
    day,
    others.map(({ id }) => id),
  )
  const by = Map.groupBy(counts, ({ mechanism }) => mechanism)
  const rounds = new Map(
    [...pack.rounds.values()].map((round): [string, RoundFacts] => {
      const { id } = round
      const rows = by.get(`rounds/${id}`) ?? []
      const closed = last.get(id)
      return [
        id,
        {
          subjects: tracks(id) ? sumOf(rows, 'member') : countOf(tx, round.each, entries),
          never: never.get(id) ?? (others.includes(round) ? 0 : sumOf(rows, 'never')),
          unmanned: unmanned.get(id) ?? { count: 0, subjects: [] },
          open: openOf(rows, day.at),
          ...(closed === undefined ? {} : { last: closed }),
          ...(day.when === 'past' && !tracks(id) ? { unknown: true as const } : {}),
        },
      ]
    }),
  )
  const items = new Map(
    [...by].flatMap(([path, rows]): [string, ItemFacts][] =>
      path.startsWith('checklists/')
        ? [[path, itemFacts(rows, day.at, findings.get(path) ?? [])]]
        : [],
    ),
  )
  return { rounds, items }
}

/**
 * How an item stands. An answer that was a finding and is mended counts as declared, and as proved
 * where somebody has looked at it.
 */
function itemFacts(rows: readonly CountRow[], at: Date, subjects: readonly string[]): ItemFacts {
  const count = (...what: readonly string[]): number =>
    what.reduce((sum, each) => sum + sumOf(rows, each), 0)
  const last = rows
    .flatMap(({ last: each }) => each?.toISOString() ?? [])
    .toSorted()
    .at(-1)
  return {
    asked: count(
      'proved',
      'declared',
      'undecided',
      'waived',
      'finding',
      'mended-proved',
      'mended-declared',
      'fresh',
    ),
    proved: count('proved', 'mended-proved'),
    declared: count('declared', 'mended-declared'),
    notApplicable: count('waived'),
    findings: { count: count('found'), subjects },
    open: openOf(rows, at),
    ...(last === undefined ? {} : { last }),
  }
}

const sumOf = (rows: readonly CountRow[], what: string): number =>
  rows.reduce((sum, row) => (row.what === what ? sum + row.count : sum), 0)

/** What is open, in two: what is late at a moment, and what is not; each with its earliest date. */
function openOf(rows: readonly CountRow[], at: Date): readonly OpenWork[] {
  const open = rows.filter(({ what, count }) => what === 'open' && count > 0)
  const group = (late: boolean): OpenWork[] => {
    const own = open.filter(({ due }) => due !== null && due < at === late)
    const [due] = own.flatMap((row) => row.due?.toISOString() ?? []).toSorted()
    return due === undefined ? [] : [{ subject: '', due, count: sumOf(own, 'open') }]
  }
  return [...group(true), ...group(false)]
}

/** Some subjects of the findings that are open, by item. */
async function findingSubjects(tx: Transaction): Promise<Map<string, readonly string[]>> {
  const { rows } = await sql<{ mechanism: string; some: string[] }>`
    select mechanism, (array_agg(subject_id order by found_at, id))[1:3] as some
    from findings where organization_id = ${tx.organization.id} and state <> 'closed' group by mechanism`.execute(
    tx.db,
  )
  return new Map(rows.map(({ mechanism, some }) => [mechanism, some]))
}

/** What each round was last gone through with, and whether more than a word closed it. */
async function lastClosed(
  tx: Transaction,
  { at }: MapDay,
): Promise<ReadonlyMap<string, NonNullable<RoundFacts['last']>>> {
  const { rows } = await sql<{ round: string; at: Date; proved: boolean }>`
    select r.round, o.closed_at as at, o.closed_with ~ '^(line|case|meeting)/' as proved from unnest(${[...tx.organization.pack.rounds.keys()]}::text[]) r(round)
    cross join lateral (select closed_at, closed_with from occurrences where organization_id = ${tx.organization.id} and round = r.round
      and closed_at <= ${at} and closed_with <> all(${undone}::text[]) order by closed_at desc limit 1) o`.execute(
    tx.db,
  )
  return new Map(rows.map((row) => [row.round, { at: row.at.toISOString(), proved: row.proved }]))
}

/** The day from which it is kept what each round goes through. */
async function knownSince(tx: Transaction): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db
    .selectFrom('round_members')
    .select(['round', 'seen_at'])
    .where('organization_id', '=', tx.organization.id)
    .where('round', 'in', [...tx.organization.pack.rounds.keys()])
    .where('subject_kind', '=', 'round')
    .where('subject_id', '=', '')
    .execute()
  return new Map(rows.map((row) => [row.round, dayOf(row.seen_at)]))
}

/** Occurrences `o` that were open on the day. */
const openOn = ({ when, at }: MapDay) =>
  when === 'past'
    ? sql`o.opened_at <= ${at} and (o.closed_at is null or o.closed_at > ${at})`
    : sql`o.closed_at is null`

/** How many open occurrences of rounds are about what was never gone through. */
async function neverAmongOpen(
  tx: Transaction,
  day: MapDay,
  rounds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (rounds.length === 0) return new Map()
  const { rows } = await sql<{ round: string; count: number }>`
    select o.round, count(*)::int as count from occurrences o where o.organization_id = ${tx.organization.id} and o.round = any(${[...rounds]}::text[]) and ${openOn(day)}
      and not exists (select from occurrences c where c.organization_id = o.organization_id and c.subject_kind = o.subject_kind
        and c.subject_id = o.subject_id and c.round = o.round and c.closed_at <= ${day.at} and c.closed_with <> all(${undone}::text[]))
    group by o.round`.execute(tx.db)
  return new Map(rows.map(({ round, count }) => [round, count]))
}

/** How many there are of what a round goes through that was never looked at. */
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

/** Open occurrences that nobody can do on the day, by round. */
async function unmannedFacts(
  tx: Transaction,
  day: MapDay,
): Promise<ReadonlyMap<string, FindingFacts>> {
  const { id, view, pack } = tx.organization
  const { rows: seats } = await sql<{ place: string }>`
    select distinct p.place from occurrence_parties p join occurrences o on o.organization_id = p.organization_id and o.id = p.occurrence_id
    where p.organization_id = ${id} and p.part = 'does' and p.place like '|%' and ${openOn(day)}`.execute(
    tx.db,
  )
  const vacant = seats.flatMap(({ place }) => {
    const [, role = '', scope = '', seatId = ''] = place.split('|')
    const seat: Seat = { role, scope: scope as Seat['scope'], id: seatId }
    return role !== '*' && findActor(view, pack.roles, seat, tx.today) === null ? [place] : []
  })
  const { rows } = await sql<{ round: string; count: number; some: string[] }>`
    select o.round, count(*)::int as count, (array_agg(o.subject_id order by o.due_at, o.id))[1:3] as some from occurrences o
    where o.organization_id = ${id} and ${openOn(day)} and not exists (select from occurrence_parties p
      where p.organization_id = o.organization_id and p.occurrence_id = o.id and p.part = 'does' and p.place <> all(${vacant}::text[]))
    group by o.round`.execute(tx.db)
  return new Map(rows.map(({ round, count, some }) => [round, { count, subjects: some }]))
}
