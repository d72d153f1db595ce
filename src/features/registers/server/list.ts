import { sql } from 'kysely'
import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely'
import type { Static } from 'typebox'
import { bigramQuery } from '#kernel/fields/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { Database } from '#platform/db/database.ts'
import { cursorsOf } from '#platform/gate/cursors.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { EntryPage, EntryRow, ListEntries } from '../contract/entries.ts'
import { conditionsOf, fieldToText } from '../filters.ts'
import type { LineConditions } from '../filters.ts'
import { facetLexeme, filterable } from './prepare.ts'
import { referenceNames } from './referenceNames.ts'
import { readFilterFor } from './readFilter.ts'
import type { ReadFilter } from './readFilter.ts'
import { endedStates } from '#kernel/packs/states.ts'

type ListCriteria = Omit<Static<typeof ListEntries>, 'register'> & {
  readonly ids?: readonly string[]
}

/**
 * The sort orders of a list. The id is always the last column, so that the order is total and pages
 * join without gaps.
 */
const orders = {
  kana: ['kana'],
  number: ['number'],
  updated: ['updated_at'],
  class: ['class_rank', 'kana'],
} as const
type SortColumn = (typeof orders)[keyof typeof orders][number]
const pageSize = 50

/**
 * One page of a register. Pages use keyset pagination: the hundredth costs as much as the first.
 */
export async function listEntries(
  tx: Transaction,
  register: Register,
  criteria: ListCriteria,
  limit = criteria.limit ?? pageSize,
): Promise<EntryPage> {
  const descending = (criteria.sort ?? 'kana').startsWith('-')
  const columns: readonly SortColumn[] =
    orders[(criteria.sort ?? 'kana').replace('-', '') as keyof typeof orders]
  const direction = descending ? 'desc' : 'asc'
  const conditions = conditionsOf(criteria)
  const matching = matchingEntries(tx, register, criteria, conditions)
  const few = isNarrow(tx, register, criteria.q, conditions) && (await areFew(tx, matching))
  let query = (
    few
      ? tx.db
          .with(
            (cte) => cte('entries').materialized(),
            () => matching.selectAll(),
          )
          .selectFrom('entries')
      : matching
  ).select([
    'id',
    'number',
    'name',
    'kana',
    'fields',
    'class',
    'class_rank',
    'unit_id',
    'state',
    'copied_from',
    'keep_until',
    'version',
    'updated_at',
  ])
  for (const column of columns) query = query.orderBy(column, direction)
  const positions = cursorsOf(
    `entries/${register.id}/${criteria.sort ?? 'kana'}`,
    ...columns.map((column) => (column === 'updated_at' ? 'instant' : 'text')),
    'uuid',
  )
  if (criteria.after !== undefined) {
    const values = positions
      .read(criteria.after)
      .map((value, i) => sql`${columns[i] === 'updated_at' ? new Date(value) : value}`)
    query = query.where(
      sql<SqlBool>`(${sql.join(columns.map((column) => sql.ref(column)))}, id) ${sql.raw(descending ? '<' : '>')} (${sql.join(values)})`,
    )
  }
  const batch = await query
    .orderBy('id', direction)
    .limit(limit + 1)
    .execute()
  const page = batch.slice(0, limit)
  const last = page.at(-1)
  const more = batch.length > limit && last
  const rows = page.map((row) => toEntryRow(tx, row))
  return {
    rows,
    names: await referenceNames(
      tx,
      register,
      rows.map((row) => row.fields),
    ),
    ...(more
      ? {
          next: positions.write([...columns.map((column) => textOf(last[column])), last.id]),
        }
      : {}),
  }
}

/**
 * From this number of matches on, the index of an order is scanned until a page is full; fewer
 * matches are all fetched by their content and sorted.
 */
const fewLines = 1000

/**
 * Whether the criteria may match so few entries that scanning an order would rarely find one:
 * words, or values of several fields.
 */
function isNarrow(
  tx: Transaction,
  register: Register,
  q: string | undefined,
  { fields }: LineConditions,
): boolean {
  const broad = new Set([
    tx.organization.pack.classification?.axes[0]?.id,
    ...register.fields
      .filter((field) => field.type === 'choice' || field.type === 'yes-no')
      .map((field) => field.id),
  ])
  const facetFields = fields.map((condition) => condition.field)
  return (
    searchTerms(q).length > 0 ||
    facetFields.some((field) => !broad.has(field)) ||
    facetFields.filter((field) => field !== tx.organization.pack.classification?.axes[0]?.id)
      .length > 1
  )
}

/**
 * Whether fewer than `fewLines` match.
 * A materialized part is planned for all its rows (by the index of the words), and stops after
 * `fewLines` rows.
 */
async function areFew(
  tx: Transaction,
  matching: ReturnType<typeof matchingEntries>,
): Promise<boolean> {
  const { rows } = await sql<{
    count: number
  }>`with found as materialized (${matching.select('id')}) select count(*)::int as count from (select 1 from found limit ${fewLines}) as met`.execute(
    tx.db,
  )
  return rows[0]!.count < fewLines
}

function textOf(value: string | Date): string {
  return value instanceof Date ? value.toISOString() : value
}

/** Counting stops here: beyond it, lists show 「10,000件以上」. */
const countLimit = 10_000

/** Number of entries that match, up to `countLimit`. */
export async function countEntries(
  tx: Transaction,
  register: Register,
  criteria: ListCriteria,
): Promise<number> {
  const inner = matchingEntries(tx, register, criteria).select('id').limit(countLimit)
  const { count } = await tx.db
    .selectFrom(inner.as('matching'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/**
 * For each register, the number of entries that the actor may read and the number of those past
 * their retention; both up to `countLimit`, all in one statement.
 */
export async function countRegisters(
  tx: Transaction,
  registers: readonly { readonly register: Register; readonly retains: boolean }[],
): Promise<readonly { readonly count: number; readonly expired: number }[]> {
  if (registers.length === 0) return []
  const counted = (register: Register, criteria: ListCriteria) =>
    sql<number>`(select count(*)::int from (${matchingEntries(tx, register, criteria).select('id').limit(countLimit)}) as matching)`
  const { rows } = await sql<{
    counts: readonly [number, number][]
  }>`select json_build_array(${sql.join(
    registers.map(
      ({ register, retains }) =>
        sql`json_build_array(${counted(register, {})}, ${retains ? counted(register, { expired: true }) : sql`0`})`,
    ),
  )}) as counts`.execute(tx.db)
  return (rows[0]?.counts ?? []).map(([count, expired]) => ({ count, expired }))
}

/** The entries of a register that match and that the actor may read. */
function matchingEntries(
  tx: Transaction,
  register: Register,
  criteria: ListCriteria,
  conditions: LineConditions = conditionsOf(criteria),
) {
  const readable = readFilterFor(tx, register)
  const words = [...searchTerms(criteria.q), ...facets(tx, register, conditions)]
  const { units, states } = conditions
  let query = tx.db
    .selectFrom('entries')
    .where('organization_id', '=', tx.organization.id)
    .where('register', '=', register.id)
  if (criteria.ids !== undefined) query = query.where('id', 'in', [...criteria.ids])
  if (units.length > 0) query = query.where('unit_id', 'in', [...units])
  if (states.length > 0) query = query.where('state', 'in', [...states])
  if (criteria.expired) query = query.where('keep_until', '<', tx.today)
  if (criteria.findings) query = query.where('findings', '<>', sql<string[]>`'{}'`)
  if (criteria.expired || criteria.findings || criteria.open) {
    const ended = endedStates(tx.organization.pack, register)
    if (ended.length > 0) query = query.where('state', 'not in', ended)
  }
  if (readable) query = query.where((eb) => eb.or(readConditions(readable, eb)))
  const ranks = firstAxisLevels(tx, conditions)
  if (ranks)
    query = query.where((eb) =>
      eb.or(
        ranks.map((level) =>
          eb.and([eb('class_rank', '>=', level), eb('class_rank', '<', String(Number(level) + 1))]),
        ),
      ),
    )
  if (words.length > 0) query = query.where(sql<SqlBool>`search @@ ${words.join(' & ')}::tsquery`)
  return query
}

function readConditions(
  { units, unitless, entries, facets }: ReadFilter,
  eb: ExpressionBuilder<Database, 'entries'>,
): ExpressionWrapper<Database, 'entries', SqlBool>[] {
  return [
    eb('unit_id', '=', sql<string>`any(${units}::uuid[])`),
    ...(unitless ? [eb('unit_id', 'is', null)] : []),
    ...(entries.length > 0 ? [eb('id', '=', sql<string>`any(${entries}::uuid[])`)] : []),
    ...(facets.length > 0
      ? [
          eb(
            sql<string>`search`,
            '@@',
            sql<string>`${facets.map(facetLexeme).join(' | ')}::tsquery`,
          ),
        ]
      : []),
  ]
}

/**
 * The levels that the conditions ask of the first axis, where it is not the only one.
 * The index of the class is ordered by that axis, so that these entries are contiguous in it.
 * One-digit levels compare the same in every collation; the facets decide in the end.
 */
function firstAxisLevels(
  tx: Transaction,
  { fields }: LineConditions,
): readonly string[] | undefined {
  const [axis, ...others] = tx.organization.pack.classification?.axes ?? []
  const levels = fields.find(({ field }) => field === axis?.id)?.values
  return others.length > 0 && levels?.length && levels.every((level) => /^[0-8]$/.test(level))
    ? levels
    : undefined
}

function searchTerms(q: string | undefined): string[] {
  const query = q?.trim() ? bigramQuery(q) : ''
  return query === '' ? [] : [query]
}

/** Lexemes of the field conditions, one per condition; refuses what cannot be a filter. */
function facets(
  tx: Transaction,
  register: Register,
  { fields, unreadable }: LineConditions,
): string[] {
  const filterableIds = new Set([
    ...register.fields.filter((field) => filterable.has(field.type)).map((field) => field.id),
    ...(tx.organization.pack.classification?.axes ?? []).map((axis) => axis.id),
  ])
  const unknown = fields.filter(({ field }) => !filterableIds.has(field)).map(fieldToText)
  const [faulty] = [...unreadable, ...unknown]
  if (faulty !== undefined)
    refuse(
      'input-invalid',
      { count: 1 },
      {
        faults: [
          {
            at: '/filter',
            detail: {
              ja: `「${faulty}」では絞り込めません。「${register.title}」の項目と値を「項目:値」の形で書いてください。`,
              en: `“${faulty}” is no filter. Write a field of “${register.title}” and its value as “field:value”.`,
            },
          },
        ],
      },
    )
  return fields.map(
    ({ field, values }) =>
      `(${values.map((value) => facetLexeme(`${field}:${value}`)).join(' | ')})`,
  )
}

interface StoredRow {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly kana: string
  readonly fields: Record<string, unknown>
  readonly class: Readonly<Record<string, number>> | null
  readonly unit_id: string | null
  readonly state: string
  readonly copied_from: string | null
  readonly keep_until: string | null
  readonly version: number
  readonly updated_at: Date
}

export function toEntryRow(tx: Transaction, row: StoredRow): EntryRow {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    kana: row.kana,
    fields: row.fields,
    class: row.class,
    unit: row.unit_id,
    unitTitle: tx.organization.view.units.get(row.unit_id ?? '')?.title ?? '',
    state: row.state,
    copiedFrom: row.copied_from,
    keepUntil: row.keep_until,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
  }
}
