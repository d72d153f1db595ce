import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/audits',
    title: { ja: '監査', en: 'Audits' },
    component: lazyPage(() => import('./AuditsPage.tsx')),
    nav: { section: 'checks', order: 4 },
  },
  {
    path: '/audits/$occurrence',
    title: { ja: '監査の机', en: 'Audit desk' },
    component: lazyPage(() => import('./DeskPage.tsx')),
  },
]
