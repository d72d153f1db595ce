import { page } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/calls',
    title: { ja: '呼出しと訓練', en: 'Calls and drills' },
    component: page(() => import('./CallsPage.tsx')),
    nav: { place: 'organization', order: 2.5 },
  },
  {
    path: '/calls/link/$token',
    title: { ja: '呼出しへの返事', en: 'Answer a call' },
    component: page(() => import('./LinkPage.tsx')),
    outside: true,
  },
  {
    path: '/calls/$id',
    title: { ja: '呼出し', en: 'Call' },
    component: page(() => import('./CallPage.tsx')),
  },
]
