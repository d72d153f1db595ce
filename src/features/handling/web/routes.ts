import { page } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/ask',
    title: { ja: 'これをしてもいい？', en: 'May I?' },
    component: page(() => import('./AskPage.tsx')),
    nav: { place: 'ask' },
  },
]
