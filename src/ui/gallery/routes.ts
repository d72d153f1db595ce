import { lazyPage } from '../shell/feature.ts'
import type { FeatureRoute, SearchProvider } from '../shell/feature.ts'

export { lookups, provision } from './data.ts'

const count = { queryKey: ['gallery', 'count'], ask: () => Promise.resolve(4) }

/** The gallery of the parts, with fictional data. Not part of the product. */
export const routes: readonly FeatureRoute[] = [
  {
    path: '/gallery',
    title: { ja: '部品の見本', en: 'Gallery' },
    component: lazyPage(() => import('./PartsPage.tsx')),
    nav: { section: 'tasks', order: 90, count },
  },
  {
    path: '/gallery/case',
    title: { ja: '案件の見本', en: 'A case' },
    component: lazyPage(() => import('./CasePage.tsx')),
    nav: { section: 'ask', order: 90 },
  },
  {
    path: '/gallery/table',
    title: { ja: '台帳の見本', en: 'A register' },
    component: lazyPage(() => import('./TablePage.tsx')),
    nav: { section: 'registers', order: 90 },
  },
  {
    path: '/gallery/form',
    title: { ja: '様式の見本', en: 'A form' },
    component: lazyPage(() => import('./FormPage.tsx')),
    nav: { section: 'registers', order: 91 },
  },
  {
    path: '/gallery/long',
    title: { ja: '長い様式の見本', en: 'A long form' },
    component: lazyPage(() => import('./LongForm.tsx')),
  },
]

/** Finds two fictional persons and, above them, one act. */
export const search: readonly SearchProvider[] = [
  {
    id: 'gallery',
    title: { ja: '人', en: 'People' },
    find: async (query) =>
      [
        { id: 'p1', title: '架空 花子', detail: '住民福祉課 福祉係', href: '/gallery' },
        { id: 'p2', title: '見本 太郎', detail: '総務課', href: '/gallery' },
      ].filter((person) => person.title.includes(query)),
  },
  {
    id: 'acts',
    title: { ja: '申請する', en: 'Apply' },
    comesFirst: true,
    find: async (query) =>
      [{ id: 'a1', title: '見本の花子さんへの貸出し', href: '/gallery/form' }].filter((act) =>
        act.title.includes(query),
      ),
  },
]
