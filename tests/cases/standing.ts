import type { OrganizationView } from '#kernel/organization/index.ts'
import type { CaseEntry } from '#kernel/packs/golden/types.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { translated } from './values.ts'
import type { Ids } from './values.ts'

const since = '2000-01-01'

export interface Writing {
  readonly db: Handle['db']
  readonly organization_id: string
  readonly ids: Ids
  readonly now: Date
}

/** Units, posts, persons and accounts of the cases' organisation. */
export async function writeOrganization(
  { db, organization_id, ids, now }: Writing,
  view: OrganizationView,
  password: string,
): Promise<void> {
  const base = (key: string) => ({ organization_id, id: ids.of(key) })
  await db
    .insertInto('units')
    .values(
      [...view.units.values()].map((unit, position) => ({
        ...base(unit.id),
        title: unit.title,
        kana: '',
        parent_id: unit.parent ? ids.of(unit.parent) : null,
        position,
      })),
    )
    .execute()
  if (view.posts.size > 0)
    await db
      .insertInto('posts')
      .values(
        [...view.posts.values()].map((post, position) => ({
          ...base(post.id),
          title: post.title,
          unit_id: ids.of(post.unit),
          key: post.key ?? null,
          leads: post.leads,
          position,
        })),
      )
      .execute()
  const persons = [...view.persons.values()]
  await db
    .insertInto('persons')
    .values(
      persons.map((one) => ({
        ...base(one.id),
        name: one.name,
        kana: '',
        unit_id: ids.of(one.unit),
        employment: one.employment,
        from_on: one.from ?? since,
        to_on: one.to ?? null,
      })),
    )
    .execute()
  const held = persons.flatMap((one) =>
    one.posts.map(({ post }) => ({
      ...base(`held/${one.id}/${post}`),
      person_id: ids.of(one.id),
      post_id: ids.of(post),
      from_on: since,
    })),
  )
  if (held.length > 0) await db.insertInto('person_posts').values(held).execute()
  await db
    .insertInto('accounts')
    .values(
      persons.map((one) => ({
        ...base(`account/${one.id}`),
        person_id: ids.of(one.id),
        name: one.id,
        password_hash: password,
        password_set_at: now,
        must_change: false,
        administrator: false,
      })),
    )
    .execute()
}

/** The appointments as the cases' organisation has them. */
export async function writeAppointments(
  { db, organization_id, ids }: Writing,
  view: OrganizationView,
): Promise<void> {
  if (view.assignments.length === 0) return
  await db
    .insertInto('assignments')
    .values(
      view.assignments.map((one, i) => ({
        organization_id,
        id: ids.of(`assignment/${i}`),
        role: one.role,
        scope: one.scope,
        scope_id: one.scope === 'organization' ? '' : ids.of(one.scopeId),
        person_id: one.person ? ids.of(one.person) : null,
        post_id: one.post ? ids.of(one.post) : null,
        from_on: one.from,
        to_on: one.to ?? null,
      })),
    )
    .execute()
}

/** What cases are about and what fields may point to: the entries of the cases' world, and its places, which are lines as well where the pack has a register for them. */
export function standingEntries({ registers, world }: Pack): readonly CaseEntry[] {
  const { organization, entries } = world!
  const places = [...organization.places.values()]
    .filter((one) => !entries.has(one.id))
    .flatMap((one): CaseEntry[] => {
      const register = [...registers.values()].find((each) => each.scope === one.scope)
      return register
        ? [
            {
              id: one.id,
              register: register.id,
              fields: { [register.nameField]: one.title },
              ...(one.unit && { unit: one.unit }),
            },
          ]
        : []
    })
  return [...places, ...entries.values()]
}

/** Entries as rows of the database; those of no register are left out. */
export function entryRows(
  { organization_id, ids, now }: Writing,
  pack: Pack,
  entries: readonly CaseEntry[],
) {
  return entries.flatMap(({ id, register: registerId, unit, fields, class: found }) => {
    const register = pack.registers.get(registerId ?? '')
    if (register === undefined) return []
    const classed = register.classField && found ? { [register.classField]: found } : {}
    return [
      {
        organization_id,
        id: ids.of(id),
        register: register.id,
        number: `舞台-${id}`,
        name: String(fields[register.nameField] ?? id),
        fields: JSON.stringify({ ...translated(register.fields, fields, ids), ...classed }),
        class: found ? JSON.stringify(found) : null,
        unit_id: unit ? ids.of(unit) : null,
        state: register.states?.[0] ?? 'active',
        created_at: now,
        updated_at: now,
      },
    ]
  })
}
