import type { Kysely } from 'kysely'
import type { Database } from '#platform/db/database.ts'
import { foreignPlan, personPlan, postPlan, unitPlan } from './village.ts'

/** The first day of everything in a world. */
const startDate = '2024-04-01'

interface PersonPlan {
  readonly name: string
  readonly kana: string
  readonly unit: string
  readonly post?: string
  readonly administrator?: boolean
  readonly factor?: boolean
}
interface PostPlan {
  readonly title: string
  readonly unit: string
  readonly key?: string
  readonly leads: 'head' | 'deputy' | 'none'
}
interface UnitPlan {
  readonly title: string
  readonly kana: string
  readonly parent?: string
}

/** An organisation to be written: every map is keyed by the names that tests use. */
export interface OrganizationPlan {
  readonly units: Readonly<Record<string, UnitPlan>>
  readonly posts: Readonly<Record<string, PostPlan>>
  readonly persons: Readonly<Record<string, PersonPlan>>
  /** Systems of the register, by name: title and unit. */
  readonly systems: Readonly<Record<string, { readonly title: string; readonly unit: string }>>
}

export interface Ids {
  readonly units: Record<string, string>
  readonly posts: Record<string, string>
  readonly persons: Record<string, string>
  readonly accounts: Record<string, string>
  readonly systems: Record<string, string>
}

export const village: OrganizationPlan = {
  units: unitPlan,
  posts: postPlan,
  persons: personPlan,
  systems: {
    residents: { title: '住民記録システム', unit: 'general' },
    care: { title: '介護保険システム', unit: 'welfare' },
  },
}

export const foreignVillage: OrganizationPlan = {
  units: { hall: { title: 'あさひ村役場', kana: 'あさひむらやくば' } },
  posts: { head: { title: '村長', unit: 'hall', leads: 'head' } },
  persons: Object.fromEntries(
    Object.entries(foreignPlan).map(([name, person]) => [
      name,
      { ...person, unit: 'hall', ...('post' in person ? { post: 'head' } : {}) } as PersonPlan,
    ]),
  ),
  systems: {},
}

export function createIds(plan: OrganizationPlan, newId: () => string): Ids {
  const ids = (names: object): Record<string, string> =>
    Object.fromEntries(Object.keys(names).map((name) => [name, newId()]))
  return {
    units: ids(plan.units),
    posts: ids(plan.posts),
    persons: ids(plan.persons),
    accounts: ids(plan.persons),
    systems: ids(plan.systems),
  }
}

/**
 * Writes everybody of a plan. All accounts have the same password; they have changed it themselves.
 */
export async function writePlan(
  db: Kysely<Database>,
  organization_id: string,
  plan: OrganizationPlan,
  ids: Ids,
  passwordHash: string,
  { now, factors }: { readonly now: Date; readonly factors: boolean },
): Promise<void> {
  const { units, posts, persons } = plan
  await db
    .insertInto('units')
    .values(
      Object.entries(units).map(([key, unit], position) => ({
        organization_id,
        id: ids.units[key]!,
        title: unit.title,
        kana: unit.kana,
        position,
        parent_id: unit.parent ? ids.units[unit.parent]! : null,
      })),
    )
    .execute()
  await db
    .insertInto('posts')
    .values(
      Object.entries(posts).map(([key, post], position) => ({
        organization_id,
        id: ids.posts[key]!,
        title: post.title,
        unit_id: ids.units[post.unit]!,
        key: post.key ?? null,
        leads: post.leads,
        position,
      })),
    )
    .execute()
  await db
    .insertInto('persons')
    .values(
      Object.entries(persons).map(([key, person], i) => ({
        organization_id,
        id: ids.persons[key]!,
        number: String(1001 + i),
        name: person.name,
        kana: person.kana,
        unit_id: ids.units[person.unit]!,
        employment: '正規',
        from_on: startDate,
        email: `${key.toLowerCase()}@example.jp`,
        phone: `0500-00-${1001 + i}`,
        emergency_phone: `090-0000-${1001 + i}`,
      })),
    )
    .execute()
  const personPosts = Object.entries(persons).filter(([, person]) => person.post)
  await db
    .insertInto('person_posts')
    .values(
      personPosts.map(([key, person]) => ({
        organization_id,
        id: ids.accounts[key]!,
        person_id: ids.persons[key]!,
        post_id: ids.posts[person.post!]!,
        from_on: startDate,
      })),
    )
    .execute()
  await db
    .insertInto('accounts')
    .values(
      Object.entries(persons).map(([key, person]) => ({
        organization_id,
        id: ids.accounts[key]!,
        person_id: ids.persons[key]!,
        name: key.toLowerCase(),
        password_hash: passwordHash,
        password_set_at: now,
        must_change: false,
        administrator: person.administrator ?? false,
      })),
    )
    .execute()
  const withFactor = Object.keys(persons).filter((key) => factors && persons[key]?.factor)
  if (withFactor.length > 0)
    await db
      .insertInto('passkeys')
      .values(withFactor.map((key) => passkeyRow(organization_id, ids.accounts[key]!, now)))
      .execute()
  await writeSystems(db, organization_id, plan, ids, now)
}

/** A passkey that no authenticator has: its account has a second factor. */
export function passkeyRow(organization_id: string, account_id: string, created_at: Date) {
  return {
    organization_id,
    id: account_id,
    account_id,
    title: '試験用',
    credential_id: `none-${account_id}`,
    public_key: Buffer.from([0]),
    counter: 0,
    transports: [],
    synced: false,
    created_at,
  }
}

async function writeSystems(
  db: Kysely<Database>,
  organization_id: string,
  plan: OrganizationPlan,
  ids: Ids,
  now: Date,
): Promise<void> {
  const systems = Object.entries(plan.systems)
  if (systems.length === 0) return
  const shared = systems.map(([key, system], i) => ({
    key,
    i,
    unit_id: ids.units[system.unit]!,
    fields: JSON.stringify({ name: system.title }),
    title: system.title,
  }))
  await db
    .insertInto('entries')
    .values(
      shared.map(({ key, i, unit_id, fields, title }) => ({
        organization_id,
        id: ids.systems[key]!,
        register: 'systems',
        number: `システムR6-${String(i + 1).padStart(3, '0')}`,
        name: title,
        fields,
        unit_id,
        created_at: now,
        updated_at: now,
      })),
    )
    .execute()
  await db
    .insertInto('entry_versions')
    .values(
      shared.map(({ key, unit_id, fields }) => ({
        organization_id,
        entry_id: ids.systems[key]!,
        version: 1,
        fields,
        unit_id,
        state: 'active',
        changed_by: null,
        changed_at: now,
      })),
    )
    .execute()
}
