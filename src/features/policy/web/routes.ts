import { api } from '#ui/api.ts'
import type { Lookups } from '#ui/form/types.ts'
import type { ProvisionLoader } from '#ui/parts/provision.ts'
import { page } from '#ui/shell/feature.ts'
import type { FeatureRoute, SearchProvider } from '#ui/shell/feature.ts'
import type { ProvisionRow } from '../contract.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/policy',
    title: { ja: '規程', en: 'Policy' },
    component: page(() => import('./PolicyPage.tsx')),
    nav: { place: 'policy', order: 0 },
  },
  {
    path: '/policy/provision',
    title: { ja: '条項', en: 'Provision' },
    component: page(() => import('./ProvisionPage.tsx')),
  },
  {
    path: '/policy/import',
    title: { ja: '文書の取込み', en: 'Import' },
    component: page(() => import('./ImportPage.tsx')),
    nav: { place: 'policy', order: 1 },
    ability: 'administer',
  },
  {
    path: '/policy/edition',
    title: { ja: '規程パックの版', en: 'Editions' },
    component: page(() => import('./EditionPage.tsx')),
    nav: { place: 'policy', order: 2 },
    ability: 'administer',
  },
  {
    path: '/policy/documents/$id',
    title: { ja: '規程パックとの違い', en: 'Departures' },
    component: page(() => import('./DocumentPage.tsx')),
  },
]

/** How a provision's number is turned into its gist and wording. */
export const provision: ProvisionLoader = async (ref, signal) => {
  const found = await api.get('/api/policy/provision', { signal, query: { ref } })
  const head = found.path.at(-1)
  return {
    ref: found.ref,
    gist: found.gist,
    href: `/policy/provision?ref=${encodeURIComponent(ref)}`,
    ...(head ? { head: `${head.ref} ${head.title}` } : {}),
    ...(found.original === null ? {} : { text: found.original }),
  }
}

/** Provisions in which the words stand, by number or gist. */
async function find(
  words: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly ProvisionRow[]> {
  const outline = await api.get('/api/policy', { signal })
  const wanted = words.normalize('NFKC').toLowerCase()
  return outline.provisions
    .filter((one) => `${one.ref} ${one.gist}`.normalize('NFKC').toLowerCase().includes(wanted))
    .slice(0, limit)
}

export const search: readonly SearchProvider[] = [
  {
    id: 'provisions',
    title: { ja: '条項', en: 'Provisions' },
    find: async (query, signal) =>
      (await find(query, 10, signal)).map((one) => ({
        id: one.ref,
        title: one.gist,
        detail: one.ref,
        href: `/policy/provision?ref=${encodeURIComponent(one.ref)}`,
      })),
  },
]

export const lookups: Partial<Lookups> = {
  findProvisions: async (words, signal) =>
    (await find(words, 20, signal)).map((one) => ({
      id: one.ref,
      title: one.ref,
      detail: one.gist,
    })),
  name: async (kind, id) => {
    if (kind !== 'provision') throw new Error('not a provision')
    return { id, title: id }
  },
}
