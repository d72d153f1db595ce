import { page } from '../shell/feature.ts'
import type { FeatureRoute, SearchProvider } from '../shell/feature.ts'

export { lookups, provision } from './data.ts'

const count = { queryKey: ['gallery', 'count'], ask: () => Promise.resolve(4) }

/** The gallery of the kit's parts, with fictional data. Not part of the product. */
export const routes: readonly FeatureRoute[] = [
  {
    path: '/gallery',
    title: { ja: '部品の見本', en: 'Gallery' },
    component: page(() => import('./Parts.tsx')),
    nav: { place: 'tasks', order: 90, count },
  },
  {
    path: '/gallery/case',
    title: { ja: '案件の見本', en: 'A case' },
    component: page(() => import('./Case.tsx')),
    nav: { place: 'ask', order: 90 },
  },
  {
    path: '/gallery/table',
    title: { ja: '台帳の見本', en: 'A register' },
    component: page(() => import('./Table.tsx')),
    nav: { place: 'registers', order: 90 },
  },
  {
    path: '/gallery/form',
    title: { ja: '様式の見本', en: 'A form' },
    component: page(() => import('./FormPage.tsx')),
    nav: { place: 'registers', order: 91 },
  },
  {
    path: '/gallery/long',
    title: { ja: '長い様式の見本', en: 'A long form' },
    component: page(() => import('./LongForm.tsx')),
  },
]

/** Finds two fictional people. */
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
]
