import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { fiscalYearOf, fillNumberPattern } from '#kernel/calendar/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { jsonbText } from '#platform/db/jsonbText.ts'
import type { KnownRow } from '#platform/db/predictedStates.ts'
import { stateColumns } from '#platform/db/rowStates.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { actorPerson } from '#platform/access/party.ts'
import { entryColumns } from './entryRecord.ts'
import type { EntryRecord } from './entryRecord.ts'
import { forgetLocked, recallLocked } from './lockedEntries.ts'
import type { PreparedEntry } from './prepare.ts'
import { initialState } from '#kernel/packs/states.ts'

/** An entry to be written. */
export interface NewEntry {
  readonly prepared: PreparedEntry
  readonly unit: string | null
  readonly copiedFrom?: string
  readonly parts?: readonly string[]
  readonly reason?: string
  /** The case that the entry is the outcome of. */
  readonly caseId?: string
  /** Number and state of an entry that comes from elsewhere. */
  readonly number?: string
  readonly state?: string
}

export interface WrittenEntry {
  readonly id: string
  readonly number: string
}

/**
 * Creates entries with their numbers and first versions in one statement, so that the counter of
 * the numbers is locked only briefly.
 */
export async function insertEntries(
  tx: Transaction,
  register: Register,
  entries: readonly NewEntry[],
): Promise<WrittenEntry[]> {
  const rows = entries.map(({ prepared, unit, copiedFrom, reason, caseId, state, number }, i) => ({
    i,
    id: tx.newId(),
    number: number ?? null,
    state: state ?? initialState(register),
    name: prepared.name,
    kana: prepared.kana,
    fields: prepared.fields,
    class: prepared.class,
    class_rank: prepared.classRank,
    keep_until: prepared.keepUntil,
    search: prepared.search,
    findings: prepared.findings,
    judged_by: prepared.judgedBy,
    unit_id: unit,
    unit_title: titleOfUnit(tx, unit),
    copied_from: copiedFrom ?? null,
    reason: reason ?? null,
    case_id: caseId ?? null,
  }))
  const unnumbered = rows.filter((row) => row.number === null).length
  const fiscalYear = fiscalYearOf(tx.today)
  const organization = tx.organization.id
  const { rows: written } = await sql<WrittenEntry>`
    with counted as (
      insert into numbers (organization_id, series, fiscal_year, last) select ${organization}::uuid, ${`registers/${register.id}`}, ${fiscalYear}::int, ${unnumbered}::int where ${unnumbered}::int > 0
      on conflict (organization_id, series, fiscal_year) do update set last = numbers.last + excluded.last returning last
    ), given as (
      select r.*, count(*) filter (where r.number is null) over (order by r.i) as place
      from json_to_recordset(${JSON.stringify(rows)}) as r(i int, id uuid, number text, name text, kana text, fields jsonb, class jsonb, class_rank text,
        keep_until date, search tsvector, findings text[], judged_by text, unit_id uuid, unit_title text, copied_from uuid, reason text, case_id uuid, state text)
    ), incoming as (
      select g.i, g.id, g.name, g.kana, g.fields, g.class, g.class_rank, g.keep_until, g.search, g.findings, g.judged_by, g.unit_id, g.unit_title, g.copied_from, g.reason, g.case_id, g.state, coalesce(g.number, ${numberOf(register.number, fiscalYear, sql`(counted.last - ${unnumbered}::int + g.place)`)}) as number
      from given g left join counted on true
    ), kept as (
      insert into entries (organization_id, id, register, number, name, kana, fields, class, class_rank, unit_id, state, copied_from, keep_until, created_at, updated_at, search, findings, judged_by)
      select ${organization}, id, ${register.id}, number, name, kana, fields, class, class_rank, unit_id, state, copied_from, keep_until, ${tx.now}, ${tx.now}, number_pairs(number) || search, findings, judged_by
      from incoming returning *
    ), versioned as (
      insert into entry_versions (organization_id, entry_id, version, fields, class, unit_id, unit_title, state, changed_by, changed_by_name, changed_at, reason, case_id)
      select ${organization}, id, 1, fields, class, unit_id, unit_title, state, ${actorPerson(tx) ?? null}::uuid, ${actorName(tx)}::text, ${tx.now}, reason, case_id from incoming
      returning *
    )
    select i.id, i.number, ${statesOf('k', 'v')}
    from incoming i join kept k on k.id = i.id join versioned v on v.entry_id = i.id order by i.i`.execute(
    tx.db,
  )
  linkParts(tx, entries, written)
  return written
}

/** Title of a unit today: versions of entries keep it. */
const titleOfUnit = (tx: Transaction, unit: string | null): string | null =>
  tx.organization.view.units.get(unit ?? '')?.title ?? null

const actorName = (tx: Transaction): string | null =>
  tx.organization.view.persons.get(actorPerson(tx) ?? '')?.name ?? null

/** What the journal records of the entries and versions that a statement wrote. */
function statesOf(entries: string, versions: string): RawBuilder<unknown> {
  return sql.raw(`${stateColumns('entries', entries)}, ${stateColumns('entry_versions', versions)}`)
}

/** SQL that formats a number of the register from the counter. */
function numberOf(format: string, fiscalYear: number, n: RawBuilder<unknown>): RawBuilder<unknown> {
  const pieces = format.split(/\{(0+)\}/)
  return sql.join(
    pieces.map((piece, i) =>
      i % 2 === 0
        ? sql`${fillNumberPattern(piece, { fiscalYear, n: 0 })}::text`
        : sql`lpad(${n}::text, greatest(${piece.length}::int, length(${n}::text)), '0')`,
    ),
    sql` || `,
  )
}

function linkParts(
  tx: Transaction,
  entries: readonly NewEntry[],
  written: readonly WrittenEntry[],
): void {
  const links = entries.flatMap((entry, i) =>
    (entry.parts ?? []).map((part) => ({
      organization_id: tx.organization.id,
      from_kind: 'entry',
      from_id: written[i]!.id,
      relation: 'made-of',
      to_kind: 'entry',
      to_id: part,
    })),
  )
  if (links.length > 0) tx.deferWrite(tx.db.insertInto('links').values(links))
}

export interface EntryChange {
  readonly id: string
  readonly version: number
  readonly prepared: PreparedEntry
  readonly unit: string | null
  readonly state: string
  readonly reason?: string
  /** The case that the change is the outcome of. */
  readonly caseId?: string
}

/** Writes the next version of each entry, all in one statement. */
export function updateEntryRows(tx: Transaction, changes: readonly EntryChange[]): void {
  if (changes.length === 0) return
  const ids = changes.map(({ id }) => id)
  const known = knownRows(tx, changes, recallLocked(tx, ids))
  forgetLocked(tx, ids)
  const rows = changes.map(({ id, version, prepared, unit, state, reason, caseId }) => ({
    id,
    version,
    name: prepared.name,
    kana: prepared.kana,
    fields: prepared.fields,
    class: prepared.class,
    class_rank: prepared.classRank,
    keep_until: prepared.keepUntil,
    search: prepared.search,
    findings: prepared.findings,
    judged_by: prepared.judgedBy,
    unit_id: unit,
    unit_title: titleOfUnit(tx, unit),
    state,
    reason: reason ?? null,
    case_id: caseId ?? null,
  }))
  const organization = tx.organization.id
  // One row is addressed by its id. PostgreSQL estimates 100 rows for a set read from JSON, and would
  // read all entries of the organisation for them.
  const [only] = changes
  const matching =
    changes.length === 1 && only !== undefined
      ? sql`e.id = ${only.id}::uuid and e.id = g.id`
      : sql`e.id = g.id`
  const written = sql`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}) as r(id uuid, version int, name text, kana text, fields jsonb, class jsonb, class_rank text,
        keep_until date, search tsvector, findings text[], judged_by text, unit_id uuid, unit_title text, state text, reason text, case_id uuid)
    ), changed as (
      update entries e set fields = g.fields, class = g.class, unit_id = g.unit_id, state = g.state, version = g.version, name = g.name, kana = g.kana,
        class_rank = g.class_rank, keep_until = g.keep_until, search = number_pairs(e.number) || g.search, findings = g.findings, judged_by = g.judged_by, updated_at = ${tx.now}
      from given g where e.organization_id = ${organization} and ${matching} returning e.*
    )`
  const versioned = sql`
    insert into entry_versions (organization_id, entry_id, version, fields, class, unit_id, unit_title, state, changed_by, changed_by_name, changed_at, reason, case_id)
    select ${organization}::uuid, id, version, fields, class, unit_id, unit_title, state, ${actorPerson(tx) ?? null}::uuid, ${actorName(tx)}::text, ${tx.now}::timestamptz, reason, case_id from given`
  const statement = known
    ? sql`${written} ${versioned}`
    : sql`${written}, versioned as (${versioned} returning *)
    select ${statesOf('k', 'v')} from changed k join versioned v on v.entry_id = k.id`
  tx.deferWrite({ compile: () => statement.compile(tx.db), ...(known && { rows: known }) })
}

/**
 * The rows of entries and versions after their changes, where the entries are locked and their
 * values are stored as the program writes them.
 */
function knownRows(
  tx: Transaction,
  changes: readonly EntryChange[],
  locked: readonly EntryRecord[] | undefined,
): KnownRow[] | undefined {
  if (!locked) return undefined
  const rows: KnownRow[] = []
  for (const [i, { id, version, prepared, unit, state, reason, caseId }] of changes.entries()) {
    const { register, number, copied_from, created_at } = locked[i]!
    const fields = jsonbText(prepared.fields)
    const classText = prepared.class === null ? null : jsonbText(prepared.class)
    if (fields === undefined || classText === undefined) return undefined
    const values = { fields, class: classText, unit_id: unit, state, version }
    rows.push(
      {
        table: 'entries',
        values: {
          ...values,
          id,
          register,
          number,
          copied_from,
          created_at,
          name: prepared.name,
          kana: prepared.kana,
          class_rank: prepared.classRank,
          keep_until: prepared.keepUntil,
          updated_at: tx.now,
        },
      },
      {
        table: 'entry_versions',
        values: {
          ...values,
          entry_id: id,
          unit_title: titleOfUnit(tx, unit),
          changed_by: actorPerson(tx) ?? null,
          changed_by_name: actorName(tx),
          changed_at: tx.now,
          reason: reason ?? null,
          case_id: caseId ?? null,
        },
      },
    )
  }
  return rows
}

/** A line as it is stored; to change it, `lockEntries` reads it. */
export async function entryRow(tx: Transaction, register: string, id: string) {
  return rowsOf(tx, register, [id]).executeTakeFirst()
}

/** Entries of a register by their ids; those that do not exist are left out. */
export async function entryRows(
  tx: Transaction,
  register: string,
  ids: readonly string[],
): Promise<EntryRecord[]> {
  return ids.length === 0 ? [] : rowsOf(tx, register, ids).execute()
}

function rowsOf(tx: Transaction, register: string, ids: readonly string[]) {
  const query = tx.db
    .selectFrom('entries')
    .select(entryColumns)
    .where('organization_id', '=', tx.organization.id)
    .where('register', '=', register)
  const [only] = ids
  return ids.length === 1 && only !== undefined
    ? query.where('id', '=', only)
    : query.where('id', 'in', [...ids])
}
