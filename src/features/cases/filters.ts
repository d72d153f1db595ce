import type { Static } from 'typebox'
import type { CaseQuery } from './contract/lists.ts'

type Query = Static<typeof CaseQuery>

/** The conditions of a list of cases. */
export type CaseConditions = Pick<Query, 'q' | 'status' | 'whose'>

const statuses: readonly CaseConditions['status'][] = ['open', 'ended']
const owners: readonly CaseConditions['whose'][] = ['mine', 'unit', 'all']

/**
 * The conditions that the search words and filters of a table stand for. A filter with several
 * values, or with an unknown value, is ignored.
 */
export function caseConditions(
  words: string,
  filters: Readonly<Record<string, string>>,
): CaseConditions {
  return {
    q: words.trim() || undefined,
    status: statuses.find((status) => status === filters['state']),
    whose: owners.find((owner) => owner === filters['whose']),
  }
}
