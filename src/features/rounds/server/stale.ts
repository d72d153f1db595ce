import { sql } from 'kysely'
import { checklistOf, itemsAsked } from '#kernel/rounds/index.ts'
import type { Round } from '#kernel/packs/round.ts'
import { stateColumns } from '#platform/db/rowStates.ts'
import type { SubjectKind } from '#platform/db/tables/rounds.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { modeOf } from './occurrence.ts'
import { keyOfSubject, kindOf, subjectKey, subjectsOf } from './subjects.ts'

/** An answer about what is no longer gone through. */
export interface StaleAnswer {
  readonly kind: string
  readonly id: string
  readonly mechanism: string
}

/**
 * Answers to items of a round about what neither it nor any other round that asks the same item
 * goes through any more: they stood until the subject went, and no longer count.
 */
export async function staleAnswers(tx: Transaction, round: Round): Promise<StaleAnswer[]> {
  const items = itemsOf(tx, round)
  if (items.length === 0) return []
  const present = new Set((await subjectsOf(tx, round)).map(({ id }) => id))
  const kind = kindOf(round.each)
  const gone = (await answeredAbout(tx, kind)).filter((id) => !present.has(id))
  if (gone.length === 0) return []
  const { rows } = await sql<StaleAnswer>`
    select subject_kind as kind, subject_id as id, mechanism from standings
    where organization_id = ${tx.organization.id} and subject_kind = ${kind} and subject_id = any(${gone}::text[])
      and mechanism = any(${items}::text[]) and until_at is null`.execute(tx.db)
  const asking = [...tx.organization.pack.rounds.values()].map((of) => ({
    of,
    items: new Set(itemsOf(tx, of)),
  }))
  const through = new Map<string, ReadonlySet<string>>()
  const isIn = async (of: Round, key: string): Promise<boolean> => {
    const keys = through.get(of.id) ?? new Set((await subjectsOf(tx, of)).map(keyOfSubject))
    through.set(of.id, keys)
    return keys.has(key)
  }
  const stale: StaleAnswer[] = []
  for (const row of rows) {
    let isAsked = false
    for (const { of, items: asked } of asking)
      if (!isAsked && asked.has(row.mechanism))
        isAsked = isOfLeft(of) || (await isIn(of, subjectKey(row.kind, row.id)))
    if (!isAsked) stale.push(row)
  }
  return stale
}

/**
 * What answers stand about, of one kind: from one subject to the next by an index, so that it costs
 * by the subjects and not by the answers.
 */
async function answeredAbout(tx: Transaction, kind: SubjectKind): Promise<string[]> {
  const { id } = tx.organization
  const { rows } = await sql<{ subject: string }>`
    with recursive about as (
      (select subject_id as subject from standings where organization_id = ${id} and subject_kind = ${kind} and until_at is null
        order by subject_id limit 1)
      union all
      select n.subject from about a cross join lateral (select subject_id as subject from standings
        where organization_id = ${id} and subject_kind = ${kind} and until_at is null and subject_id > a.subject order by subject_id limit 1) n
    ) select subject from about`.execute(tx.db)
  return rows.map(({ subject }) => subject)
}

/** Such a round is about what has left. */
const isOfLeft = ({ on }: Round): boolean => on.some(({ kind }) => kind === 'left')

const itemsOf = (tx: Transaction, of: Round): string[] =>
  modeOf(of) === 'answers'
    ? itemsAsked(tx.organization.pack.checklists, checklistOf(of) ?? '').map(({ path }) => path)
    : []

/** Ends answers whose subject is gone. */
export function endStale(tx: Transaction, stale: readonly StaleAnswer[]): void {
  if (stale.length === 0) return
  const ending = sql`update standings s set until_at = ${tx.now}
    from json_to_recordset(${JSON.stringify(stale)}) as g(kind text, id text, mechanism text)
    where s.organization_id = ${tx.organization.id} and s.subject_kind = g.kind and s.subject_id = g.id and s.mechanism = g.mechanism and s.until_at is null
    returning ${sql.raw(stateColumns('standings', 's'))}`
  tx.deferWrite({ compile: () => ending.compile(tx.db) })
}
