import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/calls',
    title: { ja: '呼出しと訓練', en: 'Calls and drills' },
    component: lazyPage(() => import('./CallsPage.tsx')),
    nav: { section: 'organization', order: 2.5 },
  },
  {
    path: '/calls/link/$token',
    title: { ja: '呼出しへの返事', en: 'Answer a call' },
    component: lazyPage(() => import('./LinkPage.tsx')),
    withoutSession: true,
  },
  {
    path: '/calls/$id',
    title: { ja: '呼出し', en: 'Call' },
    component: lazyPage(() => import('./CallPage.tsx')),
  },
]
