import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/organization/start',
    title: { ja: 'はじめの一時間', en: 'The first hour' },
    component: lazyPage(() => import('./StartPage.tsx')),
    nav: { section: 'organization', order: 9 },
    ability: 'administer',
  },
]

export const begin = lazyPage(() => import('./StartOnHome.tsx'))
