import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/organization/work',
    title: { ja: '自動処理', en: 'Background work' },
    component: lazyPage(() => import('./WorkPage.tsx')),
    nav: { section: 'organization', order: 9.5 },
    ability: 'administer',
  },
]
