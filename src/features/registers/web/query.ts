import type { TableQuery } from '#ui/table/types.ts'
import type { RegisterView } from './types.ts'

const sorts: Readonly<Record<string, string>> = {
  name: 'kana',
  number: 'number',
  updated: 'updated',
  class: 'class',
}

/** What the table asks, as the API of the entries wants it. */
export function askOf(
  query: TableQuery,
  register: RegisterView,
): Readonly<Record<string, string | undefined>> {
  const sort = query.sort && sorts[query.sort.column]
  const { unit, state, keep, ...facets } = query.filters
  const known = new Set([...register.filterable, ...register.axes.map((axis) => axis.id)])
  const filter = Object.entries(facets)
    .filter(([id]) => known.has(id))
    .map(([id, value]) => `${id}:${value.split(',').map(encodeURIComponent).join('|')}`)
    .join(',')
  return {
    q: query.words.trim() || undefined,
    unit,
    state: state?.split(',').map(encodeURIComponent).join(','),
    expired: keep === 'expired' ? 'true' : undefined,
    filter: filter || undefined,
    sort: sort && query.sort ? `${query.sort.descending ? '-' : ''}${sort}` : undefined,
  }
}
