import { createEntry } from '#features/registers/server/actions.ts'
import type { World } from '../../support/world.ts'
import { own } from '../sample.ts'
import type { Persona, Sample } from '../sample.ts'

/** The people of the unit that owns the entry, its officer, and everybody above all units. */
const readers: readonly Persona[] = ['colleague', 'clerk', 'head']
const writers: readonly Persona[] = ['colleague', 'clerk', 'head']

export async function newAsset(world: World, name = '見守り名簿（福祉課だけ）'): Promise<string> {
  const { id } = await world.performAction('clerk', createEntry, {
    register: 'assets',
    fields: { name, form: 'data', class: { confidentiality: 3 }, place: '福祉課 書庫' },
  })
  return id
}

const file = {
  name: 'assets.csv',
  type: 'text/csv',
  content: '名称,形,分類,保管場所\n備品の一覧,紙,機密性1,書庫\n',
}
const imports = '/api/registers/:register/imports/:id'

/** A checked import of the clerk. Only the person who sent an import may use it. */
async function checkedImport(world: World): Promise<string> {
  const { body } = await (
    await world.as('clerk')
  ).upload<{ id: string }>('/api/registers/assets/imports', file)
  await world.transact((tx) =>
    tx.db
      .updateTable('imports')
      .set((eb) => ({ status: 'checked', rows_good: 1, fault_file_id: eb.ref('file_id') }))
      .where('id', '=', body.id)
      .execute(),
  )
  return body.id
}

const path = '/api/registers/:register/entries/:id'

export const registerSamples: readonly Sample[] = [
  {
    route: 'GET /api/registers',
    request: () => ({ url: '/api/registers' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/registers/:register',
    request: () => ({ url: '/api/registers/assets' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/registers/:register/entries',
    request: () => ({ url: '/api/registers/assets/entries' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/registers/:register/count',
    request: () => ({ url: '/api/registers/assets/count' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/registers/:register/entries',
    may: writers,
    request: (world) => ({
      url: '/api/registers/assets/entries',
      body: {
        unit: world.units.welfare,
        fields: { name: '新しい名簿', form: 'paper', class: { confidentiality: 2 }, place: '書庫' },
      },
    }),
  },
  {
    route: `GET ${path}`,
    request: async (world) => ({ url: `/api/registers/assets/entries/${await newAsset(world)}` }),
    may: readers,
  },
  {
    route: `GET ${path}/files/:file`,
    request: async (world) => ({
      url: `/api/registers/assets/entries/${await newAsset(world)}/files/${world.persons.clerk}`,
    }),
    may: [],
  },
  {
    route: `PATCH ${path}`,
    request: async (world) => ({
      url: `/api/registers/assets/entries/${await newAsset(world)}`,
      body: { fields: { place: '金庫' } },
      ifMatch: 1,
    }),
    may: writers,
  },
  {
    route: 'POST /api/registers/:register/changes',
    request: async (world) => ({
      url: '/api/registers/assets/changes',
      body: { entries: [{ id: await newAsset(world), version: 1 }], fields: { place: '金庫' } },
    }),
    may: writers,
  },
  {
    route: 'GET /api/registers/:register/export',
    request: () => ({ url: '/api/registers/assets/export?format=csv' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/registers/:register/export/unfit',
    request: () => ({ url: '/api/registers/assets/export/unfit' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/registers/:register/template.xlsx',
    request: () => ({ url: '/api/registers/assets/template.xlsx' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/registers/:register/print.pdf',
    request: () => ({ url: '/api/registers/assets/print.pdf' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/registers/:register/print.docx',
    request: () => ({ url: '/api/registers/assets/print.docx' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/registers/:register/imports',
    request: () => ({ url: '/api/registers/assets/imports', file }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: `GET ${imports}`,
    request: async (world) => ({
      url: `/api/registers/assets/imports/${await checkedImport(world)}`,
    }),
    may: ['clerk'],
  },
  {
    route: `GET ${imports}/faults.xlsx`,
    request: async (world) => ({
      url: `/api/registers/assets/imports/${await checkedImport(world)}/faults.xlsx`,
    }),
    may: ['clerk'],
  },
  {
    route: `GET ${imports}/rows`,
    request: async (world) => ({
      url: `/api/registers/assets/imports/${await checkedImport(world)}/rows?of=badRows&from=0`,
    }),
    may: ['clerk'],
  },
  {
    route: `POST ${imports}/run`,
    request: async (world) => ({
      url: `/api/registers/assets/imports/${await checkedImport(world)}/run`,
      body: { goodOnly: true },
    }),
    may: ['clerk'],
  },
  {
    route: `POST ${imports}/columns`,
    request: async (world) => ({
      url: `/api/registers/assets/imports/${await checkedImport(world)}/columns`,
      body: { sheets: [], columns: { 名称: '名称' }, fixed: {}, values: {} },
    }),
    may: ['clerk'],
  },
  {
    route: `POST ${imports}/cancel`,
    request: async (world) => ({
      url: `/api/registers/assets/imports/${await checkedImport(world)}/cancel`,
      body: {},
    }),
    may: ['clerk'],
  },
  {
    route: 'GET /api/registers/:register/labels.pdf',
    request: () => ({ url: '/api/registers/assets/labels.pdf' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/registers/:register/counts',
    request: () => ({ url: '/api/registers/seats/counts' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/registers/:register/diagram',
    request: () => ({ url: '/api/registers/seats/diagram' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: `GET ${path}/reach`,
    request: (world) => ({ url: `/api/registers/systems/entries/${world.systems.care}/reach` }),
    may: own,
  },
  {
    route: `GET ${path}/reach/export`,
    request: (world) => ({
      url: `/api/registers/systems/entries/${world.systems.care}/reach/export?format=csv`,
    }),
    may: own,
  },
  {
    route: `GET ${path}/history`,
    request: async (world) => ({
      url: `/api/registers/assets/entries/${await newAsset(world)}/history`,
    }),
    may: readers,
  },
  {
    route: `GET ${path}/history/export`,
    request: async (world) => ({
      url: `/api/registers/assets/entries/${await newAsset(world)}/history/export?format=csv`,
    }),
    may: readers,
  },
  {
    route: `GET ${path}/history/print.pdf`,
    request: async (world) => ({
      url: `/api/registers/assets/entries/${await newAsset(world)}/history/print.pdf`,
    }),
    may: readers,
  },
]
