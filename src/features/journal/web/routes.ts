import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/journal',
    title: { ja: '操作記録', en: 'Journal' },
    component: lazyPage(() => import('./JournalPage.tsx')),
    nav: { section: 'checks', order: 5 },
    ability: 'read-journal',
  },
]
