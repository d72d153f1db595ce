import type { Static } from 'typebox'
import type { TableQuery } from '#ui/table/types.ts'
import type { RegisterView } from '../contract/registers.ts'
import type { ListQuery } from '../contract/entries.ts'
import { conditionsToQuery } from '../filters.ts'

type Asked = Static<typeof ListQuery>

const sorts = {
  name: ['kana', '-kana'],
  number: ['number', '-number'],
  updated: ['updated', '-updated'],
  class: ['class', '-class'],
} as const
const isSort = (column: string): column is keyof typeof sorts => Object.hasOwn(sorts, column)

const listed = (values: string | undefined): string[] => (values ?? '').split(',').filter(Boolean)

/** The query of the table as the API of entries takes it. */
export function toEntryQuery({ words, sort, filters }: TableQuery, register: RegisterView): Asked {
  const { unit, state, keep, findings, ...facets } = filters
  const filterableIds = new Set([...register.filterable, ...register.axes.map((axis) => axis.id)])
  return {
    ...conditionsToQuery({
      units: listed(unit),
      states: listed(state),
      fields: Object.entries(facets)
        .filter(([field]) => filterableIds.has(field))
        .map(([field, values]) => ({ field, values: listed(values) })),
    }),
    q: words.trim() || undefined,
    expired: keep === 'expired' || undefined,
    findings: findings === 'open' || undefined,
    sort:
      sort !== undefined && isSort(sort.column)
        ? sorts[sort.column][sort.descending ? 1 : 0]
        : undefined,
  }
}
