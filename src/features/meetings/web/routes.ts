import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/bodies',
    title: { ja: '会議', en: 'Meetings' },
    component: lazyPage(() => import('./BodiesPage.tsx')),
    nav: { section: 'organization', order: 4 },
  },
  {
    path: '/bodies/$body',
    title: { ja: '会議体', en: 'Body' },
    component: lazyPage(() => import('./BodyPage.tsx')),
  },
  {
    path: '/meetings/$id',
    title: { ja: '会議', en: 'Meeting' },
    component: lazyPage(() => import('./MeetingPage.tsx')),
  },
]
