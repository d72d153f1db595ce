import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/ask',
    title: { ja: 'これをしてもいい？', en: 'May I?' },
    component: lazyPage(() => import('./AskPage.tsx')),
    nav: { section: 'ask' },
  },
]
