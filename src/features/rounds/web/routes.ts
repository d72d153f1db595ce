import { lazy } from 'react'
import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'
import { answersAreKept } from './answering/storage.ts'

/** The items of an occurrence, answered on the page of the case whose step asks them. */
export const answering = lazy(() => import('./answering/InCase.tsx'))

export const routes: readonly FeatureRoute[] = [
  {
    path: '/checks',
    title: { ja: '点検', en: 'Checks' },
    component: lazyPage(() => import('./ChecksPage.tsx')),
    nav: { section: 'checks', order: 0 },
  },
  {
    path: '/checks/$occurrence',
    title: { ja: '点検', en: 'Check' },
    component: lazyPage(() => import('./OccurrencePage.tsx')),
  },
  {
    path: '/rounds',
    title: { ja: '定期業務', en: 'Recurring work' },
    component: lazyPage(() => import('./RoundsPage.tsx')),
    nav: { section: 'checks', order: 1 },
  },
  {
    path: '/rounds/$round',
    title: { ja: '定期業務', en: 'Recurring work' },
    component: lazyPage(() => import('./RoundPage.tsx')),
  },
  {
    path: '/rounds/$round/results',
    title: { ja: '結果', en: 'Results' },
    component: lazyPage(() => import('./ResultsPage.tsx')),
  },
  {
    path: '/findings',
    title: { ja: '指摘', en: 'Findings' },
    component: lazyPage(() => import('./FindingsPage.tsx')),
    nav: { section: 'checks', order: 2 },
  },
  {
    path: '/findings/$id',
    title: { ja: '指摘', en: 'Finding' },
    component: lazyPage(() => import('./FindingPage.tsx')),
  },
  {
    path: '/handbook',
    title: { ja: '職員の心得', en: 'Handbook' },
    component: lazyPage(() => import('./HandbookPage.tsx')),
    nav: { section: 'checks', order: 3 },
  },
]

// What an earlier visit could not send goes out as soon as the program is open.
if (answersAreKept())
  void import('./answering/queue.ts').then(({ sendKeptAnswers }) => sendKeptAnswers())
