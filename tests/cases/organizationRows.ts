import type { OrganizationView } from '#kernel/organization/index.ts'
import type { GoldenEntry } from '#kernel/packs/golden/types.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { toDatabaseValues } from './values.ts'
import type { Ids } from './values.ts'

const since = '2000-01-01'

export interface WriteContext {
  readonly db: Transaction['db']
  readonly organization_id: string
  readonly ids: Ids
  readonly now: Date
}

/** Writes the units, posts, persons and accounts of the golden cases' organisation. */
export async function writeOrganization(
  { db, organization_id, ids, now }: WriteContext,
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
      persons.map((person) => ({
        ...base(person.id),
        name: person.name,
        kana: '',
        unit_id: ids.of(person.unit),
        employment: person.employment,
        from_on: person.from ?? since,
        to_on: person.to ?? null,
      })),
    )
    .execute()
  const holdings = persons.flatMap((person) =>
    person.posts.map(({ post }) => ({
      ...base(`held/${person.id}/${post}`),
      person_id: ids.of(person.id),
      post_id: ids.of(post),
      from_on: since,
    })),
  )
  if (holdings.length > 0) await db.insertInto('person_posts').values(holdings).execute()
  await db
    .insertInto('accounts')
    .values(
      persons.map((person) => ({
        ...base(`account/${person.id}`),
        person_id: ids.of(person.id),
        name: person.id,
        password_hash: password,
        password_set_at: now,
        must_change: false,
        administrator: false,
      })),
    )
    .execute()
}

/** Writes the appointments of the golden cases' organisation. */
export async function writeAppointments(
  { db, organization_id, ids }: WriteContext,
  view: OrganizationView,
): Promise<void> {
  if (view.assignments.length === 0) return
  await db
    .insertInto('assignments')
    .values(
      view.assignments.map((assignment, i) => ({
        organization_id,
        id: ids.of(`assignment/${i}`),
        role: assignment.role,
        scope: assignment.scope,
        scope_id: assignment.scope === 'organization' ? '' : ids.of(assignment.scopeId),
        person_id: assignment.person ? ids.of(assignment.person) : null,
        post_id: assignment.post ? ids.of(assignment.post) : null,
        from_on: assignment.from,
        to_on: assignment.to ?? null,
      })),
    )
    .execute()
}

/**
 * The entries that cases are about and to which fields may point: those of the golden cases' world,
 * and its places, if the pack has a register for them.
 */
export function initialEntries({ registers, world }: Pack): readonly GoldenEntry[] {
  const { organization, entries } = world!
  const places = [...organization.places.values()]
    .filter((place) => !entries.has(place.id))
    .flatMap((place): GoldenEntry[] => {
      const register = [...registers.values()].find((candidate) => candidate.scope === place.scope)
      return register
        ? [
            {
              id: place.id,
              register: register.id,
              fields: { [register.nameField]: place.title },
              ...(place.unit && { unit: place.unit }),
            },
          ]
        : []
    })
  return [...places, ...entries.values()]
}

/** Entries as rows of the database; those of no register are left out. */
export function entryRows(
  { organization_id, ids, now }: WriteContext,
  pack: Pack,
  entries: readonly GoldenEntry[],
) {
  return entries.flatMap(({ id, register: registerId, unit, fields, class: classValue }) => {
    const register = pack.registers.get(registerId ?? '')
    if (register === undefined) return []
    const classed = register.classField && classValue ? { [register.classField]: classValue } : {}
    return [
      {
        organization_id,
        id: ids.of(id),
        register: register.id,
        number: `舞台-${id}`,
        name: String(fields[register.nameField] ?? id),
        fields: JSON.stringify({ ...toDatabaseValues(register.fields, fields, ids), ...classed }),
        class: classValue ? JSON.stringify(classValue) : null,
        unit_id: unit ? ids.of(unit) : null,
        state: register.states?.[0] ?? 'active',
        created_at: now,
        updated_at: now,
      },
    ]
  })
}
