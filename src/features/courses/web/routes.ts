import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/courses',
    title: { ja: '研修', en: 'Training' },
    component: lazyPage(() => import('./CoursesPage.tsx')),
    nav: { section: 'checks', order: 4 },
  },
  {
    path: '/courses/$id',
    title: { ja: '研修の教材', en: 'Course' },
    component: lazyPage(() => import('./CoursePage.tsx')),
  },
  {
    path: '/courses/$id/take',
    title: { ja: '研修を受ける', en: 'Take a course' },
    component: lazyPage(() => import('./LessonPage.tsx')),
  },
  {
    path: '/courses/sessions/$id',
    title: { ja: '集まって行う研修', en: 'Training session' },
    component: lazyPage(() => import('./SessionPage.tsx')),
  },
  {
    path: '/courses/attend/$id',
    title: { ja: '研修に出席する', en: 'Attend' },
    component: lazyPage(() => import('./AttendPage.tsx')),
  },
]
