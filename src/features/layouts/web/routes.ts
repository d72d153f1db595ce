import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/layouts',
    title: { ja: '様式', en: 'Forms' },
    component: lazyPage(() => import('./LayoutsPage.tsx')),
    nav: { section: 'policy', order: 4 },
    ability: 'administer',
  },
  {
    path: '/layouts/$procedure',
    title: { ja: '様式', en: 'Form' },
    component: lazyPage(() => import('./LayoutPage.tsx')),
    ability: 'administer',
  },
]
