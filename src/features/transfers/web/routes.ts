import { page } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/transfers',
    title: { ja: '人事異動', en: 'Transfers' },
    component: page(() => import('./TransfersPage.tsx')),
    nav: { place: 'organization', order: 4 },
    ability: 'administer',
  },
  {
    path: '/transfers/$id',
    title: { ja: '人事異動', en: 'Transfer' },
    component: page(() => import('./TransferPage.tsx')),
    ability: 'administer',
  },
]
