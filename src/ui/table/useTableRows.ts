import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { LoadRows, TableQuery } from './types.ts'

/**
 * The rows of a table as far as they are loaded, page by page. While the rows of a new query load,
 * those of the query before stay (`result.isPlaceholderData`).
 */
export function useTableRows<Row>(
  queryKey: readonly unknown[],
  query: TableQuery,
  load: LoadRows<Row>,
) {
  const result = useInfiniteQuery({
    queryKey: [...queryKey, query],
    queryFn: ({ pageParam, signal }) => load(query, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data])
  return { result, rows, total: result.data?.pages[0]?.total }
}
