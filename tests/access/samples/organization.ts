import { addDays } from '#kernel/calendar/index.ts'
import type { World } from '../../support/world.ts'
import { own } from '../sample.ts'
import type { Persona, Sample } from '../sample.ts'

/**
 * Who administers people, units and accounts: the holders of the pack's grants, and administrators.
 */
export const keepers: readonly Persona[] = ['chief', 'admin']
/** Who may record an absence of the clerk. */
const absenceWriters: readonly Persona[] = ['clerk', 'head', 'chief', 'admin']

const read = (url: string): Sample => ({
  route: `GET ${url}`,
  request: () => ({ url }),
  may: own,
  foreignersOwn: true,
})

async function made(
  world: World,
  who: 'admin' | 'head',
  url: string,
  body: object,
): Promise<string> {
  const answer = await (await world.as(who)).post<{ id: string }>(url, body)
  if (answer.status !== 201) throw new Error(`${url}: ${JSON.stringify(answer.body)}`)
  return answer.body.id
}

/** A new person in 福祉課. */
export function newPerson(world: World): Promise<string> {
  return made(world, 'admin', '/api/persons', person(world))
}

const person = (world: World) => ({
  name: '新田 春',
  kana: 'にった はる',
  unit: world.units.welfare,
  employment: '正規',
})
const newUnit = (world: World): Promise<string> =>
  made(world, 'admin', '/api/units', { title: '臨時の室', parent: world.units.hall })
const newPost = (world: World): Promise<string> =>
  made(world, 'admin', '/api/posts', { title: '主任', unit: world.units.welfare })
const holding = async (world: World) => ({
  person: await newPerson(world),
  post: await newPost(world),
  from: '2026-11-02',
})
/** A new room manager; at most two may hold the role, so those before are gone. */
const room = async (world: World) => {
  const person = await newPerson(world)
  await world.transact(async ({ db, organization }) => {
    await db
      .deleteFrom('assignments')
      .where('organization_id', '=', organization.id)
      .where('role', '=', 'room-manager')
      .execute()
    await db
      .updateTable('organizations')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('organization_id', '=', organization.id)
      .execute()
  })
  return {
    role: 'room-manager',
    scope: 'unit',
    scopeId: world.units.welfare,
    person,
    from: '2026-11-02',
  }
}

let day = '2027-01-01'
/** An absence of the clerk on a day without another. */
function absence(world: World) {
  day = addDays(day, 2)
  return { person: world.persons.clerk, from: day, to: day }
}

let renamed = 0

const unitSamples: readonly Sample[] = [
  {
    route: 'PUT /api/organization/title',
    request: () => ({ url: '/api/organization/title', body: { title: `日向町${++renamed}` } }),
    may: keepers,
    foreignersOwn: true,
  },
  read('/api/units'),
  {
    route: 'POST /api/units',
    request: (world) => ({
      url: '/api/units',
      body: { title: '企画課', parent: world.units.hall },
    }),
    may: keepers,
  },
  {
    route: 'PATCH /api/units/:id',
    request: async (world) => ({
      url: `/api/units/${await newUnit(world)}`,
      body: { title: '常設の室' },
      ifMatch: 1,
    }),
    may: keepers,
  },
  {
    route: 'POST /api/units/:id/end',
    request: async (world) => ({
      url: `/api/units/${await newUnit(world)}/end`,
      body: { on: '2026-11-30' },
      ifMatch: 1,
    }),
    may: keepers,
  },
]

const postSamples: readonly Sample[] = [
  read('/api/posts'),
  {
    route: 'POST /api/posts',
    request: (world) => ({ url: '/api/posts', body: { title: '主査', unit: world.units.works } }),
    may: keepers,
  },
  {
    route: 'PATCH /api/posts/:id',
    request: async (world) => ({
      url: `/api/posts/${await newPost(world)}`,
      body: { title: '係長' },
      ifMatch: 1,
    }),
    may: keepers,
  },
  {
    route: 'POST /api/posts/:id/end',
    request: async (world) => ({
      url: `/api/posts/${await newPost(world)}/end`,
      body: { on: '2026-11-30' },
      ifMatch: 1,
    }),
    may: keepers,
  },
  {
    route: 'POST /api/holdings',
    request: async (world) => ({ url: '/api/holdings', body: await holding(world) }),
    may: keepers,
  },
  {
    route: 'POST /api/holdings/:id/end',
    request: async (world) => ({
      url: `/api/holdings/${await made(world, 'admin', '/api/holdings', await holding(world))}/end`,
      body: { on: '2026-11-30', was: null },
    }),
    may: keepers,
  },
]

const personSamples: readonly Sample[] = [
  read('/api/persons'),
  {
    route: 'POST /api/persons',
    request: (world) => ({ url: '/api/persons', body: person(world) }),
    may: keepers,
  },
  {
    route: 'GET /api/persons/:id',
    request: (world) => ({ url: `/api/persons/${world.persons.clerk}` }),
    may: own,
  },
  {
    route: 'PATCH /api/persons/:id',
    request: async (world) => ({
      url: `/api/persons/${await newPerson(world)}`,
      body: { name: '新田 夏' },
      ifMatch: 1,
    }),
    may: keepers,
  },
  {
    route: 'PUT /api/persons/:id/phones',
    may: ['clerk', 'chief', 'admin'],
    request: async (world) => {
      const { body } = await (
        await world.as('admin')
      ).get<{ version: number }>(`/api/persons/${world.persons.clerk}`)
      return {
        url: `/api/persons/${world.persons.clerk}/phones`,
        body: { phone: '0500-00-2222' },
        ifMatch: body.version,
      }
    },
  },
]

const roleSamples: readonly Sample[] = [
  read('/api/roles'),
  read('/api/roles/names'),
  {
    route: 'POST /api/assignments',
    request: async (world) => ({ url: '/api/assignments', body: await room(world) }),
    may: ['head'],
  },
  {
    route: 'POST /api/assignments/:id/end',
    request: async (world) => ({
      url: `/api/assignments/${await made(world, 'head', '/api/assignments', await room(world))}/end`,
      body: { on: '2026-11-30' },
      ifMatch: 1,
    }),
    may: ['head'],
  },
  read('/api/contacts'),
  read('/api/organization/contacts.pdf'),
]

const absenceSamples: readonly Sample[] = [
  read('/api/absences'),
  {
    route: 'GET /api/absences/deputies',
    request: (world) => ({
      url: `/api/absences/deputies?person=${world.persons.clerk}&from=2027-01-04&to=2027-01-05`,
    }),
    may: absenceWriters,
  },
  {
    route: 'POST /api/absences/:id/answer',
    request: async (world) => {
      const id = await made(world, 'admin', '/api/absences', absence(world))
      await world.transact(({ db, organization, newId }) =>
        db
          .insertInto('absence_deputies')
          .values({
            organization_id: organization.id,
            id: newId(),
            absence_id: id,
            role: 'room-manager',
            scope: 'unit',
            scope_id: world.units.welfare,
            person_id: world.persons.head,
          })
          .execute(),
      )
      return { url: `/api/absences/${id}/answer`, body: { answer: 'yes' } }
    },
    may: ['head'],
  },
  {
    route: 'POST /api/absences',
    request: (world) => ({ url: '/api/absences', body: absence(world) }),
    may: absenceWriters,
  },
  {
    route: 'PATCH /api/absences/:id',
    request: async (world) => ({
      url: `/api/absences/${await made(world, 'admin', '/api/absences', absence(world))}`,
      body: { note: '研修' },
      ifMatch: 1,
    }),
    may: absenceWriters,
  },
  {
    route: 'DELETE /api/absences/:id',
    request: async (world) => ({
      url: `/api/absences/${await made(world, 'admin', '/api/absences', absence(world))}`,
      ifMatch: 1,
    }),
    may: absenceWriters,
  },
]

export const organizationSamples: readonly Sample[] = [
  ...unitSamples,
  ...postSamples,
  ...personSamples,
  ...roleSamples,
  ...absenceSamples,
]
