import { sql } from 'kysely'
import { unitsUnder } from '#kernel/organization/index.ts'
import type { AskedItem, Item } from '#kernel/packs/checklist.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { OpenedOccurrence, StandingRow } from '#features/rounds/server/public.ts'

/** An answer that stands about something of the unit under audit. */
export type UnitAnswer = StandingRow & { readonly title: string }

/** The answers that stand to what an audit looks at, of its unit and of the organisation, by their place. */
export async function answersOfUnit(
  tx: Transaction,
  { subject, items }: OpenedOccurrence,
  paths: readonly string[] = items.flatMap(({ drawn }) => drawn?.path ?? []),
): Promise<ReadonlyMap<string, readonly UnitAnswer[]>> {
  if (paths.length === 0) return new Map()
  const units = subject.unit === null ? [] : unitsUnder(tx.organization.view, subject.unit)
  const { rows } = await sql<UnitAnswer>`
    select s.id, s.mechanism, s.subject_kind, s.subject_id, s.occurrence_id, s.value, s.outcome, s.proof, s.comment, s.files,
      s.answered_by, s.answered_at, s.recorded_at, s.accepted, s.until_at, o.subject_title as title
    from standings s join occurrences o on o.organization_id = s.organization_id and o.id = s.occurrence_id
    where s.organization_id = ${tx.organization.id} and s.until_at is null and s.mechanism = any(${[...paths]}::text[])
      and (o.unit_id = any(${units}::uuid[]) or s.subject_kind = 'organization')
    order by o.subject_title, s.id limit 5000`.execute(tx.db)
  return Map.groupBy(rows, ({ mechanism }) => mechanism)
}

/** The item under the checklist that it is written in, to say an answer in words. */
export function itemLookedAt({ drawn, item }: AskedItem): Item {
  return drawn?.item ?? item
}

/**
 * Answers that do not go together: what one says is so and another says is not, of the unit or the
 * organisation as a whole, and what is answered as kept where a sample says otherwise. Persons differ.
 */
export function clashing(answers: readonly UnitAnswer[], wrong: boolean): ReadonlySet<UnitAnswer> {
  const things = answers.filter(({ subject_kind: kind }) => kind !== 'person')
  const kept = things.filter(({ outcome }) => outcome === 'kept')
  const bad = things.filter(({ outcome }) => outcome === 'finding')
  const whole = things.filter(({ subject_kind: kind }) => kind !== 'line')
  const saysOtherwise =
    whole.some(({ outcome }) => outcome === 'kept') && bad.length > 0
      ? [...whole.filter(({ outcome }) => outcome === 'kept'), ...bad]
      : []
  return new Set([...saysOtherwise, ...(wrong ? kept : [])])
}

/** The findings that are not mended on what an audit looks at, of its unit. */
export async function findingsOfUnit(tx: Transaction, { subject }: OpenedOccurrence, path: string) {
  const units = subject.unit === null ? [] : unitsUnder(tx.organization.view, subject.unit)
  const { rows } = await sql<{
    id: string
    subject_title: string
    subject_kind: string
    state: string
    found_at: Date
  }>`
    select id, subject_title, subject_kind, state, found_at from findings where organization_id = ${tx.organization.id} and mechanism = ${path}
      and unit_id = any(${units}::uuid[]) and subject_kind <> 'person' order by found_at desc, id limit 10`.execute(
    tx.db,
  )
  return rows
}
