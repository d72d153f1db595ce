import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/transfers',
    title: { ja: '人事異動', en: 'Transfers' },
    component: lazyPage(() => import('./TransfersPage.tsx')),
    nav: { section: 'organization', order: 4 },
    ability: 'administer',
  },
  {
    path: '/transfers/$id',
    title: { ja: '人事異動', en: 'Transfer' },
    component: lazyPage(() => import('./TransferPage.tsx')),
    ability: 'administer',
  },
]
