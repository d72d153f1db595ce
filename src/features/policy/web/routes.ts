import { api } from '#ui/api.ts'
import type { Lookups } from '#ui/form/types.ts'
import type { ProvisionLoader } from '#ui/parts/provision.ts'
import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute, SearchProvider } from '#ui/shell/feature.ts'
import type { ProvisionRow } from '../contract.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/policy',
    title: { ja: '規程', en: 'Policy' },
    component: lazyPage(() => import('./PolicyPage.tsx')),
    nav: { section: 'policy', order: 0 },
  },
  {
    path: '/policy/provision',
    title: { ja: '条項', en: 'Provision' },
    component: lazyPage(() => import('./ProvisionPage.tsx')),
  },
  {
    path: '/policy/import',
    title: { ja: '文書の取込み', en: 'Import' },
    component: lazyPage(() => import('./ImportPage.tsx')),
    nav: { section: 'policy', order: 1 },
    ability: 'administer',
  },
  {
    path: '/policy/edition',
    title: { ja: '規程パックの版', en: 'Editions' },
    component: lazyPage(() => import('./EditionPage.tsx')),
    nav: { section: 'policy', order: 2 },
    ability: 'editions',
  },
  {
    path: '/policy/documents/$id',
    title: { ja: '規程パックとの違い', en: 'Departures' },
    component: lazyPage(() => import('./DocumentPage.tsx')),
  },
]

/** Loads gist and wording of a provision by its number. */
export const provision: ProvisionLoader = async (ref, signal) => {
  const detail = await api.get('/api/policy/provision', { signal, query: { ref } })
  const head = detail.path.at(-1)
  return {
    ref: detail.ref,
    gist: detail.gist,
    href: `/policy/provision?ref=${encodeURIComponent(ref)}`,
    ...(head ? { head: `${head.ref} ${head.title}` } : {}),
    ...(detail.original === null ? {} : { text: detail.original }),
  }
}

/** Finds provisions by number or gist. */
async function findProvisions(
  words: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly ProvisionRow[]> {
  const outline = await api.get('/api/policy', { signal })
  const needle = words.normalize('NFKC').toLowerCase()
  return outline.provisions
    .filter((row) => `${row.ref} ${row.gist}`.normalize('NFKC').toLowerCase().includes(needle))
    .slice(0, limit)
}

export const search: readonly SearchProvider[] = [
  {
    id: 'provisions',
    title: { ja: '条項', en: 'Provisions' },
    find: async (query, signal) =>
      (await findProvisions(query, 10, signal)).map((row) => ({
        id: row.ref,
        title: row.gist,
        detail: row.ref,
        href: `/policy/provision?ref=${encodeURIComponent(row.ref)}`,
      })),
  },
]

export const lookups: Partial<Lookups> = {
  findProvisions: async (words, signal) =>
    (await findProvisions(words, 20, signal)).map((row) => ({
      id: row.ref,
      title: row.ref,
      detail: row.gist,
    })),
  name: async (kind, id) => {
    if (kind !== 'provision') throw new Error('not a provision')
    return { id, title: id }
  },
}
