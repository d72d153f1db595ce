import { ApiProblem, api } from '#ui/api.ts'
import type { Lookups, PickOption } from '#ui/form/types.ts'
import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute, SearchProvider } from '#ui/shell/feature.ts'
import type { PersonRow } from '../contract/persons.ts'
import { signs } from '#ui/i18n/index.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/organization',
    title: { ja: '組織', en: 'Organisation' },
    component: lazyPage(() => import('./OrganizationPage.tsx')),
    nav: { section: 'organization', order: 0 },
  },
  {
    path: '/organization/roles',
    title: { ja: '役割', en: 'Roles' },
    component: lazyPage(() => import('./RolesPage.tsx')),
    nav: { section: 'organization', order: 1 },
  },
  {
    path: '/organization/roles/$role',
    title: { ja: '役割', en: 'Role' },
    component: lazyPage(() => import('./RolePage.tsx')),
  },
  {
    path: '/organization/contacts',
    title: { ja: '緊急連絡網', en: 'Emergency network' },
    component: lazyPage(() => import('./ContactsPage.tsx')),
    nav: { section: 'organization', order: 2 },
  },
  {
    path: '/organization/absences',
    title: { ja: '不在', en: 'Absences' },
    component: lazyPage(() => import('./AbsencesPage.tsx')),
    nav: { section: 'organization', order: 3 },
  },
  {
    path: '/organization/persons/$id',
    title: { ja: '職員等', en: 'Person' },
    component: lazyPage(() => import('./PersonPage.tsx')),
  },
]

const findPersons = async (
  words: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly PersonRow[]> =>
  (
    await api.get('/api/persons', {
      signal,
      query: { ...(words.trim() === '' ? {} : { q: words }), limit },
    })
  ).rows

const detailOf = (row: PersonRow): string =>
  [row.unitTitle, ...row.posts].filter(Boolean).join(signs().dot)

/** The letters that are searched by; their variants are loaded with the first search. */
async function loadKeyOf(): Promise<(text: string) => string> {
  const { searchKey } = await import('#kernel/fields/search.ts')
  return (text) => searchKey(text).replaceAll(/\s/g, '')
}

/** Finds units by any part of their name or kana; katakana also matches hiragana. */
async function findUnits(words: string, signal: AbortSignal): Promise<PickOption[]> {
  const [{ units }, keyOf] = await Promise.all([api.get('/api/units', { signal }), loadKeyOf()])
  const needle = keyOf(words)
  const titles = new Map(units.map((unit) => [unit.id, unit.title]))
  return units
    .filter((unit) => !unit.ended && keyOf(`${unit.title}|${unit.kana}`).includes(needle))
    .map((unit) => ({
      id: unit.id,
      title: unit.title,
      detail: titles.get(unit.parent ?? '') ?? '',
    }))
}

export const search: readonly SearchProvider[] = [
  {
    id: 'persons',
    title: { ja: '人', en: 'People' },
    find: async (query, signal) =>
      (await findPersons(query, 10, signal)).map((row) => ({
        id: row.id,
        title: row.name,
        detail: `${row.kana}${signs().dot}${detailOf(row)}`,
        href: `/organization/persons/${row.id}`,
      })),
  },
  {
    id: 'units',
    title: { ja: '所属', en: 'Units' },
    find: async (query, signal) =>
      (await findUnits(query, signal))
        .slice(0, 10)
        .map((unit) => ({ ...unit, href: `/organization?unit=${unit.id}` })),
  },
  {
    id: 'roles',
    title: { ja: '役割', en: 'Roles' },
    find: async (query, signal) => (await findRoles(query, signal)).slice(0, 10),
  },
]

/** Finds roles by any of their names, also those of other rule books. */
async function findRoles(
  words: string,
  signal: AbortSignal,
): Promise<readonly (PickOption & { readonly href: string })[]> {
  const [roles, keyOf] = await Promise.all([api.get('/api/roles/names', { signal }), loadKeyOf()])
  const needle = keyOf(words)
  return roles.flatMap((role) => {
    const names = [
      ...(role.short === null ? [] : [role.short]),
      ...role.also.map((name) => `${name.title}${signs().paren}${name.in}${signs().unparen}`),
    ]
    return keyOf([role.title, ...names].join('|')).includes(needle)
      ? [
          {
            id: role.id,
            title: role.title,
            detail: names.join(signs().list),
            href: `/organization/roles/${role.id}`,
          },
        ]
      : []
  })
}

export const lookups: Partial<Lookups> = {
  findPersons: async (words, signal) =>
    (await findPersons(words, 20, signal)).map((row) => ({
      id: row.id,
      title: row.name,
      detail: detailOf(row),
    })),
  findUnits,
  name: async (kind, id, _register, signal) => {
    if (kind === 'person') {
      const person = await api.get('/api/persons/:id', { params: { id }, signal })
      return { id, title: person.name, detail: person.unitPath.at(-1) ?? '' }
    }
    if (kind !== 'unit')
      throw new ApiProblem({ code: 'not-found', status: 404, title: '', detail: '' })
    return (await findUnits('', signal)).find((unit) => unit.id === id) ?? { id, title: id }
  },
}
