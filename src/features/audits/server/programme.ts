import { dayOf, fiscalYearOf, fiscalYearSpan } from '#kernel/calendar/index.ts'
import { keyOfItem } from '#kernel/rounds/index.ts'
import type { AskedItem, SampleSource } from '#kernel/packs/checklist.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { OpenedOccurrence } from '#features/rounds/server/public.ts'

/** The time under audit: the 年度 in which it is looked at and the one before, up to its beginning. */
export function timeOf({ row }: OpenedOccurrence): {
  readonly from: string
  readonly until: string
} {
  const until = dayOf(row.opened_at)
  return { from: fiscalYearSpan(fiscalYearOf(until) - 1).from, until }
}

export const idOfSource = (source: SampleSource): string =>
  source.kind === 'cases' ? `cases/${source.procedure}` : `lines/${source.register}`

export const sourcesOf = ({ turn, checklist }: OpenedOccurrence): readonly SampleSource[] =>
  turn.day.organization.pack.checklists.get(checklist)?.samples ?? []

export function askedIn({ items }: OpenedOccurrence, key: string): AskedItem {
  return (
    items.find((item) => keyOfItem(item) === key) ?? refuse('not-found', { what: nouns.occurrence })
  )
}
