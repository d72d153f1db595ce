import type { Static } from 'typebox'
import type { CaseQuery } from './contract/lists.ts'

type Asked = Static<typeof CaseQuery>

/** By what a list of cases is narrowed down. */
export type CaseConditions = Pick<Asked, 'q' | 'status' | 'whose'>

const statuses: readonly CaseConditions['status'][] = ['open', 'ended']
const whoses: readonly CaseConditions['whose'][] = ['mine', 'unit', 'all']

/** The conditions that a table's filters stand for. A filter with several values, or with one that does not exist, narrows nothing down. */
export function caseConditions(
  words: string,
  filters: Readonly<Record<string, string>>,
): CaseConditions {
  return {
    q: words.trim() || undefined,
    status: statuses.find((one) => one === filters['state']),
    whose: whoses.find((one) => one === filters['whose']),
  }
}
