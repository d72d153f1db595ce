import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/campaigns',
    title: { ja: '棚卸し', en: 'Stocktakes' },
    component: lazyPage(() => import('./CampaignsPage.tsx')),
    nav: { section: 'registers', order: 1 },
  },
  {
    path: '/campaigns/$id',
    title: { ja: '棚卸し', en: 'Stocktake' },
    component: lazyPage(() => import('./CampaignPage.tsx')),
  },
  {
    path: '/campaigns/$id/$part',
    title: { ja: '棚卸し', en: 'Stocktake' },
    component: lazyPage(() => import('./PartPage.tsx')),
  },
]
