import { useQueries } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { searchKey } from '#kernel/fields/search.ts'
import { useCommonTexts, useLocalize } from '../i18n/index.ts'
import { useSession } from '../session/session.ts'
import type { SearchHit } from './feature.ts'
import { useFeatures } from './features.ts'
import { useNavSections } from './NavRail.tsx'

/** Hits of the same kind, under a title. */
export interface SearchGroup {
  readonly id: string
  readonly title: string
  readonly hits: readonly SearchHit[]
}

/** The trimmed text after 150 ms without a change. */
export function useDebounced(value: string): string {
  const [debounced, setDebounced] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(value.trim()), 150)
    return () => clearTimeout(timer)
  }, [value])
  return debounced
}

/** The hits of a query by provider, and at the end the program's pages with a matching title. */
export function useSearchGroups(query: string): {
  readonly groups: readonly SearchGroup[]
  readonly isBusy: boolean
  readonly hasFailed: boolean
} {
  const { search } = useFeatures()
  const session = useSession()
  const { sections } = useNavSections()
  const common = useCommonTexts()
  const localize = useLocalize()
  const providers = search
    .filter(
      (candidate) =>
        candidate.ability === undefined || session.abilities.includes(candidate.ability),
    )
    .toSorted((a, b) => Number(b.comesFirst ?? false) - Number(a.comesFirst ?? false))
  const results = useQueries({
    queries: providers.map((provider) => ({
      queryKey: ['search', provider.id, query],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => provider.find(query, signal),
      enabled: query !== '',
    })),
  })
  const pages = sections
    .flatMap(({ pages, place: section }) =>
      pages.map((page, index) => ({
        id: page.path,
        href: page.path,
        title: index === 0 ? common(`place.${section}`) : localize(page.title),
      })),
    )
    .filter((hit) => searchKey(hit.title).includes(searchKey(query)))
  const providerGroups = providers.map((provider, index) => ({
    id: provider.id,
    title: localize(provider.title),
    hits: results[index]?.data ?? [],
  }))
  return {
    groups: [...providerGroups, { id: 'pages', title: common('search.pages'), hits: pages }].filter(
      (group) => group.hits.length > 0,
    ),
    isBusy: results.some((result) => result.isFetching),
    hasFailed: results.some((result) => result.isError),
  }
}
