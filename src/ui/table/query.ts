import type { TableQuery } from './types.ts'

const filterPrefix = 'f.'

/** Reads the query of a table from the address: `?q=名簿&sort=-number&f.class=3,2`. */
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

/** Writes the query of a table as search parameters; the inverse of `parseTableQuery`. */
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

/**
 * The changes of the search parameters for a new query: its values, and undefined for every
 * parameter of the query before that it does not have.
 */
export function searchChangeFor(
  previous: Readonly<Record<string, string>>,
  query: TableQuery,
): Readonly<Record<string, string | undefined>> {
  const cleared = Object.keys(previous)
    .filter((name) => name === 'q' || name === 'sort' || name.startsWith(filterPrefix))
    .map((name) => [name, undefined])
  return { ...Object.fromEntries(cleared), ...serialiseTableQuery(query) }
}

/** The next order when a column title is pressed: ascending, descending, the server's own order. */
export function nextSort(sort: TableQuery['sort'], column: string): TableQuery['sort'] {
  if (sort?.column !== column) return { column, descending: false }
  return sort.descending ? undefined : { column, descending: true }
}
