import { page } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/layouts',
    title: { ja: '様式', en: 'Forms' },
    component: page(() => import('./LayoutsPage.tsx')),
    nav: { place: 'policy', order: 4 },
    ability: 'administer',
  },
  {
    path: '/layouts/$procedure',
    title: { ja: '様式', en: 'Form' },
    component: page(() => import('./LayoutPage.tsx')),
    ability: 'administer',
  },
]
