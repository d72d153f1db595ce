import { api } from '#ui/api.ts'
import type { Lookups } from '#ui/form/types.ts'
import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute, SearchProvider } from '#ui/shell/feature.ts'
import type { EntryPage } from '../contract/entries.ts'
import { signs } from '#ui/i18n/index.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/registers',
    title: { ja: '台帳', en: 'Registers' },
    component: lazyPage(() => import('./RegistersPage.tsx')),
    nav: { section: 'registers', order: 0 },
  },
  {
    path: '/registers/$register',
    title: { ja: '台帳', en: 'Register' },
    component: lazyPage(() => import('./RegisterPage.tsx')),
  },
  {
    path: '/registers/$register/new',
    title: { ja: '登録する', en: 'Add a line' },
    component: lazyPage(() => import('./NewPage.tsx')),
  },
  {
    path: '/registers/$register/import',
    title: { ja: '取り込む', en: 'Import' },
    component: lazyPage(() => import('./ImportPage.tsx')),
  },
  {
    path: '/registers/$register/counts',
    title: { ja: '持っている数と使っている数', en: 'Owned and used' },
    component: lazyPage(() => import('./CountsPage.tsx')),
  },
  {
    path: '/registers/$register/diagram',
    title: { ja: '図', en: 'Diagram' },
    component: lazyPage(() => import('./DiagramPage.tsx')),
  },
  {
    path: '/registers/$register/$id/reach',
    title: { ja: 'その日に届いた人', en: 'Who could reach it' },
    component: lazyPage(() => import('./ReachPage.tsx')),
  },
  {
    path: '/registers/$register/$id',
    title: { ja: '登録', en: 'Line' },
    component: lazyPage(() => import('./EntryPage.tsx')),
  },
  {
    path: '/registers/$register/$id/edit',
    title: { ja: '直す', en: 'Edit' },
    component: lazyPage(() => import('./EditPage.tsx')),
  },
]

const find = (
  register: string,
  words: string,
  limit: number,
  signal: AbortSignal,
  only: { readonly open?: boolean; readonly state?: string } = {},
): Promise<EntryPage> =>
  api.get('/api/registers/:register/entries', {
    params: { register },
    signal,
    query: { ...(words.trim() === '' ? {} : { q: words }), ...only, limit },
  })

/** Entries of every register; one search provider each, so that a slow register delays no other. */
export const search: readonly SearchProvider[] = [
  {
    id: 'entries',
    title: { ja: '台帳', en: 'Registers' },
    find: async (query, signal) => {
      const registers = await api.get('/api/registers', { signal })
      const pages = await Promise.all(
        registers
          .filter((register) => register.count > 0)
          .map(async (register) => ({
            register,
            page: await find(register.id, query, 5, signal),
          })),
      )
      return pages
        .flatMap(({ register, page: { rows } }) =>
          rows.map((row) => ({
            id: row.id,
            title: row.name,
            detail: [register.title, row.number, row.unitTitle].filter(Boolean).join(signs().dot),
            href: `/registers/${register.id}/${row.id}`,
          })),
        )
        .slice(0, 10)
    },
  },
]

export const lookups: Partial<Lookups> = {
  findEntries: async (register, words, signal, states) =>
    (
      await find(register, words, 20, signal, states ? { state: states.join(',') } : { open: true })
    ).rows.map((row) => ({
      id: row.id,
      title: row.name,
      detail: [row.number, row.unitTitle, row.state === 'active' ? '' : row.state]
        .filter(Boolean)
        .join(signs().dot),
    })),
  name: async (kind, id, register, signal) => {
    if (kind !== 'line' || register === undefined) throw new Error('not a line')
    const row = await api.get('/api/registers/:register/entries/:id', {
      params: { register, id },
      signal,
    })
    return { id, title: row.name, detail: row.number }
  },
}
