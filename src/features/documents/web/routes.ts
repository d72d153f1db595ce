import { api } from '#ui/api.ts'
import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute, SearchProvider } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/documents',
    title: { ja: '文書', en: 'Documents' },
    component: lazyPage(() => import('./DocumentsPage.tsx')),
    nav: { section: 'policy', order: 3 },
  },
]

/** Finds sections by their title, their text and the words that they define. */
export const search: readonly SearchProvider[] = [
  {
    id: 'documents',
    title: { ja: '文書と言葉', en: 'Documents and words' },
    find: async (query, signal) => {
      const [{ documents }, { searchKey }] = await Promise.all([
        api.get('/api/documents', { signal }),
        import('#kernel/fields/search.ts'),
      ])
      const needle = searchKey(query)
      return documents.flatMap((document) =>
        document.sections
          .filter(({ title, text, defines }) =>
            searchKey([title, text, ...defines].join(' ')).includes(needle),
          )
          .map((section) => ({
            id: `${document.id}/${section.id}`,
            title: section.title,
            detail: section.text ?? document.title,
            href: `/documents?q=${encodeURIComponent(section.title)}`,
          })),
      )
    },
  },
]
