import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { OrganizationView } from '#kernel/organization/index.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { Field } from '#kernel/fields/types.ts'
import type { CaseEntry, CaseWorld } from '#kernel/packs/golden/types.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { remindLateCases } from '#features/cases/server/public.ts'
import { foundOrganization } from '#features/organization/server/public.ts'
import { writeEntries } from '#features/registers/server/public.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { uuid7 } from '#platform/gate/outside.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld, openSession } from '../support/world.ts'
import type { Client, World } from '../support/world.ts'
import { clientOf } from '../support/world/client.ts'

const packsFolder = fileURLToPath(new URL('../../packs', import.meta.url))
const since = '2024-04-01'

/** The organisation of a pack's golden cases on a real database: everybody can be asked to act through the API. */
export interface Stage {
  readonly world: World
  readonly pack: Pack
  readonly organizationId: string
  /** Ids of the database by those of the pack's cases. */
  readonly ids: Ids
  as(person: string): Promise<Client>
  enter<T>(work: (handle: Handle) => Promise<T>): Promise<T>
  /** Persons away from now on, in place of those before. */
  away(absences: OrganizationView['absences']): Promise<void>
  /** Writes an entry of the cases anew, in the unit of the person who needs it, and gives its id. */
  entry(entry: string | CaseEntry, person: string): Promise<string>
  remind(): Promise<void>
}

export class Ids {
  readonly #known = new Map<string, string>()
  readonly #names = new Map<string, string>()
  readonly #next: () => string
  constructor(next: () => string) { this.#next = next }

  of(key: string): string {
    const known = this.#known.get(key) ?? this.#next()
    this.#known.set(key, known)
    this.#names.set(known, key)
    return known
  }

  nameOf(id: string): string { return this.#names.get(id) ?? id }
}

/** Puts the organisation of a pack's golden cases on the stage. Close the world when the file has ended. */
export async function stageOf(packId: string): Promise<Stage> {
  const { hash, pack } = await new PackLibrary(packsFolder).edition(packId)
  if (pack.world === undefined) throw new Error(`the pack ${packId} has no golden cases`)
  const world = await makeWorld({ routes, empty: true, pack: packId, packsFolder: join(packsFolder) })
  const ids = new Ids(() => uuid7(world.services.outside))
  const { organization, entries } = pack.world
  const edition = { hash, pack: pack.id, title: pack.title, edition: pack.edition, inForce: pack.inForce, sources: {} }
  const organizationId = await foundOrganization(world.gate, { slug: 'stage', title: '舞台村', demo: false, edition }, (db, id) => writeOrganization({ db, organization_id: id, ids, now: world.clock.now() }, pack, pack.world!))
  const program = { kind: 'program', name: 'stage' } as const
  const enter = <T>(work: (handle: Handle) => Promise<T>): Promise<T> => world.gate.enter(organizationId, program, 'write', work)
  const clients = new Map<string, Client>()
  return {
    world, pack, organizationId, ids, enter,
    as: async (person) => {
      const known = clients.get(person) ?? clientOf(world.server, await openSession(world.services, organizationId, ids.of(`account/${person}`)))
      clients.set(person, known)
      return known
    },
    away: (absences) => enter(async ({ db }) => {
      await db.deleteFrom('absences').where('organization_id', '=', organizationId).execute()
      const rows = absences.map((one) => ({ organization_id: organizationId, id: uuid7(world.services.outside), person_id: ids.of(one.person), from_on: one.from, to_on: one.to }))
      if (rows.length > 0) await db.insertInto('absences').values(rows).execute()
      await db.updateTable('organizations').set({ revision: sql`revision + 1` }).where('organization_id', '=', organizationId).execute()
    }),
    entry: (named, person) => enter(async (handle) => {
      const entry = typeof named === 'string' ? entries.get(named) : named
      const register = pack.registers.get(entry?.register ?? '')
      if (entry === undefined || register === undefined) throw new Error(`no entry ${JSON.stringify(named)}`)
      const handlers = register.fields.some((field) => field.id === 'handlers') ? { handlers: [...organization.persons.keys()].slice(0, 1) } : {}
      const classed = register.classField && entry.class ? { [register.classField]: entry.class } : {}
      const needed = { place: '役場', locked: true, backup: '毎日', recoveryHours: 24, signature: false, ...handlers }
      const [written] = await writeEntries(handle, register, [{ unit: ids.of(organization.persons.get(person)?.unit ?? ''), fields: translated(register.fields, { ...needed, ...classed, ...entry.fields }, ids) }])
      return written!.id
    }),
    remind: () => remindLateCases({ organizationId, services: world.services, signal: new AbortController().signal }),
  }
}

interface Writing {
  readonly db: Handle['db']
  readonly organization_id: string
  readonly ids: Ids
  readonly now: Date
}

async function writeOrganization({ db, organization_id, ids, now }: Writing, pack: Pack, { organization: view, entries }: CaseWorld): Promise<void> {
  const base = (key: string) => ({ organization_id, id: ids.of(key) })
  await db.insertInto('units').values([...view.units.values()].map((unit, position) => ({ ...base(unit.id), title: unit.title, kana: '', parent_id: unit.parent ? ids.of(unit.parent) : null, position }))).execute()
  await db.insertInto('posts').values([...view.posts.values()].map((post, position) => ({ ...base(post.id), title: post.title, unit_id: ids.of(post.unit), key: post.key ?? null, leads: post.leads, position }))).execute()
  const persons = [...view.persons.values()]
  await db.insertInto('persons').values(persons.map((one) => ({ ...base(one.id), name: one.name, kana: '', unit_id: ids.of(one.unit), employment: one.employment, from_on: since }))).execute()
  await db.insertInto('person_posts').values(persons.flatMap((one) => one.posts.map(({ post }) => ({ ...base(`held/${one.id}/${post}`), person_id: ids.of(one.id), post_id: ids.of(post), from_on: since })))).execute()
  await db.insertInto('accounts').values(persons.map((one) => ({ ...base(`account/${one.id}`), person_id: ids.of(one.id), name: one.id, password_hash: '', password_set_at: now, must_change: false, administrator: false }))).execute()
  await writeStanding({ db, organization_id, ids, now }, pack, view, entries)
  await db.insertInto('assignments').values(view.assignments.map((one, i) => ({
    ...base(`assignment/${i}`), role: one.role, scope: one.scope, scope_id: one.scope === 'organization' ? '' : ids.of(one.scopeId),
    person_id: one.person ? ids.of(one.person) : null, post_id: one.post ? ids.of(one.post) : null, from_on: since,
  }))).execute()
}

/** What fields may point to: the entries of the cases' world, and its systems, which are lines as well. */
async function writeStanding({ db, organization_id, ids, now }: Writing, pack: Pack, view: OrganizationView, entries: CaseWorld['entries']): Promise<void> {
  const systems = [...pack.registers.values()].find((register) => register.scope === 'system')?.id ?? 'systems'
  const places = [...view.places.values()].filter((one) => !entries.has(one.id)).map((one): CaseEntry => ({ id: one.id, register: systems, fields: { name: one.title }, ...(one.unit && { unit: one.unit }) }))
  const rows = [...places, ...entries.values()].flatMap(({ id, register: registerId, unit, fields, class: found }, i) => {
    const register = pack.registers.get(registerId ?? '')
    return register === undefined ? [] : [{
      organization_id, id: ids.of(id), register: register.id, number: `舞台-${i + 1}`, name: String(fields[register.nameField] ?? id), fields: JSON.stringify(translated(register.fields, fields, ids)),
      class: found ? JSON.stringify(found) : null, unit_id: unit ? ids.of(unit) : null, state: register.states?.[0] ?? 'active', created_at: now, updated_at: now,
    }]
  })
  if (rows.length > 0) await db.insertInto('entries').values(rows).execute()
}

/** Values as the pack's cases write them turned into those of the database: ids, and moments in Tokyo's time. */
export function translated(fields: readonly Field[], values: FieldValues, ids: Ids): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).flatMap(([id, value]) => {
    const field = fields.find((one) => one.id === id)
    if (field === undefined) return []
    if (['person', 'unit', 'line'].includes(field.type)) return [[id, ids.of(String(value))]]
    if (['persons', 'lines'].includes(field.type)) return [[id, (value as string[]).map((one) => ids.of(one))]]
    if (field.type === 'rows') return [[id, (value as FieldValues[]).map((row) => translated(field.columns ?? [], row, ids))]]
    return [[id, field.type === 'date-time' ? momentOf(String(value)) : value]]
  }))
}

/** `2026-11-04 09:00` in Tokyo as ISO 8601; what is a moment already stays. */
export function momentOf(text: string): string {
  return /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$/.test(text) ? `${text.replace(' ', 'T')}:00+09:00` : text
}
