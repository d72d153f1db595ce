import { api } from '#ui/api.ts'
import type { Lookups } from '#ui/form/types.ts'
import type { ProvisionKind } from '#kernel/packs/types.ts'
import type { Words } from '#kernel/words/words.ts'
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
    path: '/policy/report',
    title: { ja: '年次報告の下書き', en: 'Yearly report' },
    component: lazyPage(() => import('./ReportPage.tsx')),
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

/** What a provision of a kind rules, in a word. */
const kindWords: Readonly<Record<ProvisionKind, Words>> = {
  role: { ja: '役割', en: 'Role' },
  classify: { ja: '分類', en: 'Class' },
  handling: { ja: '守り方', en: 'Handling' },
  register: { ja: '台帳', en: 'Register' },
  permit: { ja: '許可', en: 'Permit' },
  record: { ja: '記録', en: 'Record' },
  exception: { ja: '例外', en: 'Exception' },
  person: { ja: '人の出入り', en: 'People' },
  vuln: { ja: '弱点への対処', en: 'Weakness' },
  incident: { ja: '事案', en: 'Incident' },
  report: { ja: '報告', en: 'Report' },
  control: { ja: '対策', en: 'Control' },
  conduct: { ja: '一人ひとりの心得', en: 'Conduct' },
  duty: { ja: '定期の仕事', en: 'Duty' },
  document: { ja: '文書', en: 'Document' },
  training: { ja: '研修', en: 'Training' },
  contract: { ja: '委託', en: 'Contract' },
  audit: { ja: '監査', en: 'Audit' },
  other: { ja: 'その他', en: 'Other' },
}

/** Loads gist and wording of a provision by its number. */
export const provision: ProvisionLoader = async (ref, signal) => {
  const detail = await api.get('/api/policy/provision', { signal, query: { ref } })
  const head = detail.path.at(-1)
  return {
    ref: detail.ref,
    gist: detail.gist,
    rules: kindWords[detail.kind as ProvisionKind],
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
  const [outline, { searchKey }] = await Promise.all([
    api.get('/api/policy', { signal }),
    import('#kernel/fields/search.ts'),
  ])
  const needle = searchKey(words)
  return outline.provisions
    .filter((row) => searchKey(`${row.ref} ${row.gist}`).includes(needle))
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
