import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/year',
    title: { ja: '私の一年', en: 'My year' },
    component: lazyPage(() => import('./YearPage.tsx')),
    nav: { section: 'checks', order: 0.5 },
  },
  {
    path: '/organization/units/$unit',
    title: { ja: '所属の様子', en: 'How the unit does' },
    component: lazyPage(() => import('./UnitPage.tsx')),
  },
]
