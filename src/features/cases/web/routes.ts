import { api, keyOf } from '#ui/api.ts'
import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute, SearchProvider } from '#ui/shell/feature.ts'
import { signs } from '#ui/i18n/index.ts'

const countTasks = async (signal: AbortSignal): Promise<number> =>
  (await api.get('/api/tasks', { signal })).total

export const routes: readonly FeatureRoute[] = [
  {
    path: '/',
    title: { ja: '私の仕事', en: 'My tasks' },
    component: lazyPage(() => import('./HomePage.tsx')),
    nav: {
      section: 'tasks',
      order: 0,
      count: { queryKey: [...keyOf('/api/tasks'), 'count'], ask: countTasks },
    },
  },
  {
    path: '/cases',
    title: { ja: '案件', en: 'Cases' },
    component: lazyPage(() => import('./CasesPage.tsx')),
    nav: { section: 'tasks', order: 2 },
  },
  {
    path: '/cases/$id',
    title: { ja: '案件', en: 'Case' },
    component: lazyPage(() => import('./CasePage.tsx')),
  },
  {
    path: '/apply',
    title: { ja: '申請する', en: 'Apply' },
    component: lazyPage(() => import('./ApplyPage.tsx')),
    nav: { section: 'tasks', order: 1 },
  },
  {
    path: '/apply/$procedure',
    title: { ja: '申請する', en: 'Apply' },
    component: lazyPage(() => import('./ApplyFormPage.tsx')),
  },
]

/** Acts found at most: the lines and cases below stay in sight. */
const mostForms = 6

export const search: readonly SearchProvider[] = [
  {
    id: 'forms',
    title: { ja: '申請する', en: 'Apply' },
    comesFirst: true,
    find: async (query, signal) => {
      const [procedures, { matchesForm }] = await Promise.all([
        api.get('/api/procedures', { signal }),
        import('./matchesForm.ts'),
      ])
      return procedures
        .filter((procedure) => procedure.may && matchesForm(procedure, query))
        .slice(0, mostForms)
        .map(({ id, title, form, group }) => ({
          id,
          title,
          detail: [form, group].filter((part) => part !== null).join(signs().dot),
          href: `/apply/${id}`,
        }))
    },
  },
  {
    id: 'cases',
    title: { ja: '案件', en: 'Cases' },
    find: async (query, signal) =>
      (await api.get('/api/cases', { signal, query: { q: query, limit: 10 } })).rows.map((row) => ({
        id: row.id,
        title: `${row.number}${signs().gap}${row.subject}`,
        detail: `${row.procedureTitle}${signs().dot}${row.applicant}`,
        href: `/cases/${row.id}`,
      })),
  },
]
