import type { ExpressionBuilder, Kysely } from 'kysely'
import type { OrganizationView, PlaceView } from '#kernel/organization/types.ts'
import { endedStates } from '#kernel/packs/states.ts'
import type { EditionInForce } from '#kernel/packs/kept.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { Database } from '#platform/db/database.ts'
import type { ContextLoader } from '#platform/gate/gate.ts'
import type { GrantedException } from '#kernel/handling/grantedException.ts'

/** Returns the compiled pack of an edition that this organisation has adopted. */
export type PackFinder = (
  db: Kysely<Database>,
  organizationId: string,
  editionHash: string,
) => Promise<EditionInForce>

/**
 * Reads the organisation as the kernel sees it. The gate caches it until the organisation's
 * revision changes.
 */
export function contextLoader(findPack: PackFinder): ContextLoader {
  return async (db, row, today) => {
    const { pack, readable, notes } = await findPack(db, row.organization_id, row.edition_hash)
    const view = await organizationView(db, row.organization_id, pack, today)
    const until = firstEnd(view, today)
    return {
      id: row.organization_id,
      title: row.title,
      slug: row.slug,
      demo: row.demo,
      revision: row.revision,
      editionHash: row.edition_hash,
      pack,
      readable,
      notes,
      view,
      ...(until === undefined ? {} : { until }),
      exceptions: await runningExceptions(db, row.organization_id),
    }
  }
}

/** All persons, units, posts, appointments, absences and places of an organisation. */
async function organizationView(
  db: Kysely<Database>,
  organizationId: string,
  pack: Pack,
  today: string,
): Promise<OrganizationView> {
  const units = await db
    .selectFrom('units')
    .select(['id', 'title', 'parent_id', 'ended_on'])
    .where('organization_id', '=', organizationId)
    .where((eb) => stillThere(eb, today))
    .execute()
  const posts = await db
    .selectFrom('posts')
    .select(['id', 'title', 'unit_id', 'key', 'leads', 'ended_on'])
    .where('organization_id', '=', organizationId)
    .orderBy('position')
    .execute()
  const persons = await db
    .selectFrom('persons')
    .select(['id', 'name', 'unit_id', 'employment', 'from_on', 'to_on'])
    .where('organization_id', '=', organizationId)
    .execute()
  const holdings = await db
    .selectFrom('person_posts')
    .select(['person_id', 'post_id', 'from_on', 'to_on'])
    .where('organization_id', '=', organizationId)
    .orderBy('from_on')
    .execute()
  const assignments = await db
    .selectFrom('assignments')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('from_on')
    .orderBy('id')
    .execute()
  const absences = await db
    .selectFrom('absences')
    .select(['person_id', 'from_on', 'to_on'])
    .where('organization_id', '=', organizationId)
    .execute()
  const places = await loadPlaces(db, organizationId, pack)
  const postsOf = Map.groupBy(holdings, (row) => row.person_id)
  return {
    units: new Map(
      units.map((u) => [
        u.id,
        {
          id: u.id,
          title: u.title,
          ...optional('parent', u.parent_id),
          ...optional('to', u.ended_on),
        },
      ]),
    ),
    posts: new Map(
      posts.map((p) => [
        p.id,
        {
          id: p.id,
          title: p.title,
          unit: p.unit_id,
          leads: p.leads,
          ...optional('key', p.key),
          ...optional('to', p.ended_on),
        },
      ]),
    ),
    persons: new Map(
      persons.map((p) => [
        p.id,
        {
          id: p.id,
          name: p.name,
          unit: p.unit_id,
          employment: p.employment,
          ...optional('from', p.from_on),
          ...optional('to', p.to_on),
          posts: (postsOf.get(p.id) ?? []).map((h) => ({
            post: h.post_id,
            from: h.from_on,
            ...optional('to', h.to_on),
          })),
        },
      ]),
    ),
    places: new Map(places.map((place) => [place.id, place])),
    assignments: assignments.map((a) => ({
      role: a.role,
      scope: a.scope,
      scopeId: a.scope_id,
      from: a.from_on,
      ...optional('to', a.to_on),
      ...optional('person', a.person_id),
      ...optional('post', a.post_id),
    })),
    absences: absences.map((a) => ({ person: a.person_id, from: a.from_on, to: a.to_on })),
  }
}

/**
 * Units that have not ended, and those whose end was entered ahead as long as somebody works in them
 * or another unit hangs on them: nothing is left without a unit by itself.
 */
function stillThere(eb: ExpressionBuilder<Database, 'units'>, today: string) {
  return eb.or([
    eb('ended_on', 'is', null),
    eb('ended_on', '>=', today),
    eb.exists(
      eb
        .selectFrom('persons as p')
        .select('p.id')
        .whereRef('p.organization_id', '=', 'units.organization_id')
        .whereRef('p.unit_id', '=', 'units.id')
        .where((inner) => inner.or([inner('p.to_on', 'is', null), inner('p.to_on', '>=', today)])),
    ),
    eb.exists(
      eb
        .selectFrom('units as below')
        .select('below.id')
        .whereRef('below.organization_id', '=', 'units.organization_id')
        .whereRef('below.parent_id', '=', 'units.id')
        .where('below.ended_on', 'is', null),
    ),
  ])
}

/** The first day on which a unit ends by itself. */
function firstEnd(view: OrganizationView, today: string): string | undefined {
  return [...view.units.values()]
    .flatMap(({ to }) => (to !== undefined && to >= today ? [to] : []))
    .toSorted()[0]
}

/** Exceptions that were granted and have been neither revoked nor closed. */
async function runningExceptions(
  db: Kysely<Database>,
  organizationId: string,
): Promise<GrantedException[]> {
  const rows = await db
    .selectFrom('exceptions')
    .select([
      'id',
      'case_id',
      'number',
      'provisions',
      'person_id',
      'unit_id',
      'entry_id',
      'from_on',
      'until_on',
    ])
    .where('organization_id', '=', organizationId)
    .where('ended_at', 'is', null)
    .orderBy('until_on')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    case: row.case_id,
    number: row.number,
    provisions: row.provisions,
    from: row.from_on,
    until: row.until_on,
    ...optional('person', row.person_id),
    ...optional('unit', row.unit_id),
    ...optional('entry', row.entry_id),
  }))
}

/** The entries of the registers that hold places. */
async function loadPlaces(
  db: Kysely<Database>,
  organizationId: string,
  pack: Pack,
): Promise<PlaceView[]> {
  const registers = [...pack.registers.values()].filter((register) => register.scope !== undefined)
  if (registers.length === 0) return []
  const entries = await db
    .selectFrom('entries')
    .select(['id', 'register', 'name', 'unit_id', 'state'])
    .where('organization_id', '=', organizationId)
    .where(
      'register',
      'in',
      registers.map((register) => register.id),
    )
    .orderBy('kana')
    .orderBy('id')
    .execute()
  return entries.flatMap((entry) => {
    const register = pack.registers.get(entry.register)
    if (register?.scope === undefined) return []
    return [
      {
        id: entry.id,
        scope: register.scope,
        title: entry.name,
        ...optional('unit', entry.unit_id),
        ...(endedStates(pack, register).includes(entry.state) ? { inactive: true } : {}),
      },
    ]
  })
}

function optional<K extends string>(key: K, value: string | null): { [key in K]?: string } {
  return (value === null ? {} : { [key]: value }) as { [key in K]?: string }
}
