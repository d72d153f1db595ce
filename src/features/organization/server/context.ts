import type { Kysely } from 'kysely'
import type { OrganizationView } from '#kernel/organization/types.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { Database } from '#platform/db/database.ts'
import type { ContextLoader } from '#platform/gate/gate.ts'

/** Finds the compiled pack of an edition that this organisation has adopted. */
export type PackFinder = (db: Kysely<Database>, organizationId: string, editionHash: string) => Promise<Pack>

/** Register whose lines are the information systems that roles of scope `system` are held for. */
export const systemsRegister = 'systems'

/** Reads the organisation as the kernel sees it. Kept by the gate until the organisation's revision changes. */
export function contextLoader(findPack: PackFinder): ContextLoader {
  return async (db, row) => ({
    id: row.organization_id, title: row.title, slug: row.slug, demo: row.demo, revision: row.revision, editionHash: row.edition_hash,
    pack: await findPack(db, row.organization_id, row.edition_hash),
    view: await organizationView(db, row.organization_id),
  })
}

/** Everybody, every unit, post, appointment, absence and system of an organisation. */
export async function organizationView(db: Kysely<Database>, organizationId: string): Promise<OrganizationView> {
  const units = await db.selectFrom('units').select(['id', 'title', 'parent_id']).where('organization_id', '=', organizationId).where('ended_on', 'is', null).execute()
  const posts = await db.selectFrom('posts').select(['id', 'title', 'unit_id', 'key', 'leads']).where('organization_id', '=', organizationId).orderBy('position').execute()
  const persons = await db.selectFrom('persons').select(['id', 'name', 'unit_id', 'employment', 'from_on', 'to_on']).where('organization_id', '=', organizationId).execute()
  const held = await db.selectFrom('person_posts').select(['person_id', 'post_id', 'from_on', 'to_on']).where('organization_id', '=', organizationId).orderBy('from_on').execute()
  const assignments = await db.selectFrom('assignments').selectAll().where('organization_id', '=', organizationId).orderBy('from_on').orderBy('id').execute()
  const absences = await db.selectFrom('absences').select(['person_id', 'from_on', 'to_on']).where('organization_id', '=', organizationId).execute()
  const systems = await db.selectFrom('entries').select(['id', 'name', 'unit_id']).where('organization_id', '=', organizationId)
    .where('register', '=', systemsRegister).where('unit_id', 'is not', null).execute()
  const postsOf = Map.groupBy(held, (row) => row.person_id)
  return {
    units: new Map(units.map((u) => [u.id, { id: u.id, title: u.title, ...optional('parent', u.parent_id) }])),
    posts: new Map(posts.map((p) => [p.id, { id: p.id, title: p.title, unit: p.unit_id, leads: p.leads, ...optional('key', p.key) }])),
    persons: new Map(persons.map((p) => [p.id, {
      id: p.id, name: p.name, unit: p.unit_id, employment: p.employment, ...optional('from', p.from_on), ...optional('to', p.to_on),
      posts: (postsOf.get(p.id) ?? []).map((h) => ({ post: h.post_id, from: h.from_on, ...optional('to', h.to_on) })),
    }])),
    systems: new Map(systems.map((s) => [s.id, { id: s.id, title: s.name, unit: s.unit_id! }])),
    assignments: assignments.map((a) => ({
      role: a.role, scope: a.scope, scopeId: a.scope_id, from: a.from_on, ...optional('to', a.to_on), ...optional('person', a.person_id), ...optional('post', a.post_id),
    })),
    absences: absences.map((a) => ({ person: a.person_id, from: a.from_on, to: a.to_on })),
  }
}

function optional<K extends string>(key: K, value: string | null): { [key in K]?: string } {
  return (value === null ? {} : { [key]: value }) as { [key in K]?: string }
}
