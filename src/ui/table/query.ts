import type { TableQuery } from './types.ts'

const filterPrefix = 'f.'

/** Reads a table's question from the address: `?q=名簿&sort=-number&f.class=3,2`. */
export function parseTableQuery(search: Readonly<Record<string, string>>): TableQuery {
  const sort = search['sort'] ?? ''
  return {
    words: search['q'] ?? '',
    sort:
      sort === ''
        ? undefined
        : { column: sort.replace(/^-/, ''), descending: sort.startsWith('-') },
    filters: Object.fromEntries(
      Object.entries(search)
        .filter(([name, value]) => name.startsWith(filterPrefix) && value !== '')
        .map(([name, value]) => [name.slice(filterPrefix.length), value]),
    ),
  }
}

/** Writes a table's question as it stands in the address; the inverse of `queryFrom`. */
export function serialiseTableQuery(query: TableQuery): Readonly<Record<string, string>> {
  return {
    ...(query.words === '' ? {} : { q: query.words }),
    ...(query.sort === undefined
      ? {}
      : { sort: `${query.sort.descending ? '-' : ''}${query.sort.column}` }),
    ...Object.fromEntries(
      Object.entries(query.filters)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [`${filterPrefix}${name}`, value]),
    ),
  }
}

/** What must change in the address for a new question: new values, and undefined for what is no longer asked. */
export function searchChangeFor(
  previous: Readonly<Record<string, string>>,
  query: TableQuery,
): Readonly<Record<string, string | undefined>> {
  const cleared = Object.keys(previous)
    .filter((name) => name === 'q' || name === 'sort' || name.startsWith(filterPrefix))
    .map((name) => [name, undefined])
  return { ...Object.fromEntries(cleared), ...serialiseTableQuery(query) }
}

/** The next order when a head is pressed: rising, falling, the server's own. */
export function nextSort(sort: TableQuery['sort'], column: string): TableQuery['sort'] {
  if (sort?.column !== column) return { column, descending: false }
  return sort.descending ? undefined : { column, descending: true }
}
