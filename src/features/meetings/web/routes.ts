import { page } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/bodies',
    title: { ja: '会議', en: 'Meetings' },
    component: page(() => import('./BodiesPage.tsx')),
    nav: { place: 'organization', order: 4 },
  },
  {
    path: '/bodies/$body',
    title: { ja: '会議体', en: 'Body' },
    component: page(() => import('./BodyPage.tsx')),
  },
  {
    path: '/meetings/$id',
    title: { ja: '会議', en: 'Meeting' },
    component: page(() => import('./MeetingPage.tsx')),
  },
]
