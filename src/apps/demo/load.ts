import type { Kysely } from 'kysely'
import type { Pack, Register } from '#kernel/packs/types.ts'
import { temporaryPassword } from '#features/accounts/server/public.ts'
import { contextLoader, foundOrganization } from '#features/organization/server/public.ts'
import { faultless } from '#kernel/packs/kept.ts'
import { editionToAdopt } from '#features/policy/server/public.ts'
import { linkCopies, writeEntries } from '#features/registers/server/public.ts'
import { hashPassword } from '#platform/auth/passwords.ts'
import type { Database } from '#platform/db/database.ts'
import { RowLocks } from '#platform/gate/locks.ts'
import { dayInTokyo, uuid7 } from '#platform/environment.ts'
import type { Environment } from '#platform/environment.ts'
import { Gate } from '#platform/gate/gate.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { answerOf } from '#platform/gate/ports.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import type { Services } from '#platform/services.ts'
import { replayCases } from './cases.ts'
import type { DemoCase } from './cases.ts'
import { ports } from '../ports.ts'
import { demoDay } from './days.ts'
import type { DemoDays } from './days.ts'
import { readDemoFiles } from './files.ts'
import type { DemoFiles } from './files.ts'
import { resolveValue } from './values.ts'

/** Sign-in of one of the fictional people; printed once, where the server was started. */
export interface DemoSignIn {
  readonly account: string
  readonly name: string
  readonly what: string
  readonly password: string
}

/** A fictional organisation that was created. */
export interface LoadedDemo {
  readonly title: string
  readonly signIns: readonly DemoSignIn[]
  readonly organizationId: string
  /** The person who administers it. */
  readonly administrator: string
  readonly cases: readonly DemoCase[]
  /** Plays cases as of a day. */
  readonly play: (cases: readonly DemoCase[], today: string) => Promise<void>
}

/**
 * Creates the fictional organisation of a pack with its people and the entries of its registers, in
 * one transaction; then plays its cases. Passwords are drawn from `secrets`.
 */
export async function loadDemo(
  services: Services,
  packId: string,
  secrets: Environment = services.gate.environment,
): Promise<LoadedDemo> {
  const files = await readDemoFiles(services.settings.packsFolders, packId)
  const edition = await new PackLibrary(services.settings.packsFolders).edition(packId)
  const ids = new Ids(() => uuid7(services.gate.environment))
  const signIns = createSignIns(files, secrets)
  const days = {
    today: dayInTokyo(services.environment.now()),
    year: files.organization.year,
  }
  const organization = {
    slug: packId,
    title: files.organization.title,
    demo: true,
    edition: editionToAdopt(edition),
  }
  const findContext = contextLoader(async () => faultless(edition.pack))
  const organizationId = await foundOrganization(
    services.gate,
    organization,
    async (db, organization_id, deferWrite) => {
      await writePeople(db, organization_id, { files, ids, signIns, services, days })
      const now = services.environment.now()
      const row = {
        organization_id,
        title: organization.title,
        slug: organization.slug,
        demo: true,
        pack: packId,
        edition_hash: edition.hash,
        revision: 0,
      }
      const actor = { kind: 'program', name: 'demo' } as const
      const tx: Transaction = {
        db,
        deferWrite,
        locks: new RowLocks(),
        organization: await findContext(db, row, dayInTokyo(now)),
        actor,
        call: (port, input) => answerOf(ports, tx, port, input),
        now,
        today: dayInTokyo(now),
        newId: () => uuid7(services.gate.environment),
      }
      await writeEntriesAndAssignments(tx, files, ids, days)
    },
  )
  const play: LoadedDemo['play'] = (cases, today) =>
    replayCases(
      services,
      (environment) => new Gate(services.pool, environment, findContext, services.seals, ports),
      organizationId,
      cases,
      ids,
      { ...days, today },
    )
  await play(files.cases, days.today)
  return {
    title: files.organization.title,
    signIns,
    organizationId,
    administrator: ids.of('person', files.organization.administrator),
    cases: files.cases,
    play,
  }
}

/** Maps ids of the demo's files to ids of the database. */
class Ids {
  readonly #ids = new Map<string, string>()
  readonly #newId: () => string
  constructor(next: () => string) {
    this.#newId = next
  }

  of(kind: string, id: string): string {
    const key = `${kind}/${id}`
    const uuid = this.#ids.get(key) ?? this.#newId()
    this.#ids.set(key, uuid)
    return uuid
  }

  set(kind: string, id: string, value: string): void {
    this.#ids.set(`${kind}/${id}`, value)
  }
}

function createSignIns(files: DemoFiles, secrets: Environment): DemoSignIn[] {
  const posts = new Map(files.posts.map((post) => [post.id, post.title]))
  const accountNames = new Set([...files.organization.accounts, files.organization.administrator])
  return files.persons
    .filter((person) => accountNames.has(person.id))
    .map((person) => ({
      account: person.id,
      name: person.name,
      password: temporaryPassword(secrets),
      what: [
        posts.get(person.post ?? '') ?? '職員',
        ...(person.id === files.organization.administrator ? ['管理者'] : []),
      ].join('・'),
    }))
}

interface People {
  readonly files: DemoFiles
  readonly ids: Ids
  readonly signIns: readonly DemoSignIn[]
  readonly services: Services
  readonly days: DemoDays
}

async function writePeople(
  db: Kysely<Database>,
  organization_id: string,
  people: People,
): Promise<void> {
  await writeUnits(db, organization_id, people)
  await writePersons(db, organization_id, people)
  await writeAccounts(db, organization_id, people)
}

async function writeUnits(
  db: Kysely<Database>,
  organization_id: string,
  { files, ids }: People,
): Promise<void> {
  await db
    .insertInto('units')
    .values(
      files.units.map((unit, position) => ({
        organization_id,
        id: ids.of('unit', unit.id),
        title: unit.title,
        kana: unit.kana,
        parent_id: unit.parent ? ids.of('unit', unit.parent) : null,
        position,
      })),
    )
    .execute()
  await db
    .insertInto('posts')
    .values(
      files.posts.map((post, position) => ({
        organization_id,
        id: ids.of('post', post.id),
        title: post.title,
        unit_id: ids.of('unit', post.unit),
        key: post.key ?? null,
        leads: post.head
          ? ('head' as const)
          : post.deputyHead
            ? ('deputy' as const)
            : ('none' as const),
        position,
      })),
    )
    .execute()
}

/** The persons, with the posts that they hold and the days on which they are away. */
async function writePersons(
  db: Kysely<Database>,
  organization_id: string,
  { files, ids, days }: People,
): Promise<void> {
  const from = files.organization.from
  await db
    .insertInto('persons')
    .values(
      files.persons.map((person) => ({
        organization_id,
        id: ids.of('person', person.id),
        name: person.name,
        kana: person.kana,
        unit_id: ids.of('unit', person.unit),
        employment: files.organization.employments[person.employment] ?? person.employment,
        email: person.email ?? null,
        phone: person.phone ?? null,
        emergency_phone: person.emergency ?? null,
        from_on: from,
      })),
    )
    .execute()
  const personPosts = files.persons.flatMap((person) =>
    person.post
      ? [
          {
            organization_id,
            id: ids.of('held', person.id),
            person_id: ids.of('person', person.id),
            post_id: ids.of('post', person.post),
            from_on: from,
          },
        ]
      : [],
  )
  await db.insertInto('person_posts').values(personPosts).execute()
  await db
    .insertInto('absences')
    .values(
      files.absences.map((absence, i) => ({
        organization_id,
        id: ids.of('absence', String(i)),
        person_id: ids.of('person', absence.person),
        from_on: demoDay(days, absence.from),
        to_on: demoDay(days, absence.to),
        note: absence.reason ?? null,
      })),
    )
    .execute()
}

async function writeAccounts(
  db: Kysely<Database>,
  organization_id: string,
  { files, ids, signIns, services }: People,
): Promise<void> {
  const now = services.gate.environment.now()
  for (const signIn of signIns) {
    await db
      .insertInto('accounts')
      .values({
        organization_id,
        id: ids.of('account', signIn.account),
        person_id: ids.of('person', signIn.account),
        name: signIn.account,
        must_change: false,
        password_set_at: now,
        password_hash: await hashPassword(signIn.password, services.gate.environment.random(16)),
        administrator: signIn.account === files.organization.administrator,
      })
      .execute()
  }
}

/**
 * Writes the entries of the registers, then the appointments, some of which are for systems among
 * the entries.
 */
async function writeEntriesAndAssignments(
  tx: Transaction,
  files: DemoFiles,
  ids: Ids,
  days: DemoDays,
): Promise<void> {
  const { pack, id: organization_id } = tx.organization
  for (const [registerId, entries] of Map.groupBy(files.entries, (entry) => entry.register)) {
    const register = pack.registers.get(registerId)
    if (!register) continue
    for (const batch of batchByDependency(register, entries)) {
      const written = await writeEntries(
        tx,
        register,
        batch.map((entry) => ({
          unit: entry.unit ? ids.of('unit', entry.unit) : null,
          fields: fieldsOf(register, entry.fields, ids, days, pack),
        })),
      )
      batch.forEach((entry, i) => {
        if (entry.id) ids.set(registerId, entry.id, written[i]!.id)
      })
      await linkCopies(
        tx,
        batch.flatMap((entry, i) =>
          typeof entry.fields['copyOf'] === 'string'
            ? [{ copy: written[i]!.id, original: ids.of(registerId, entry.fields['copyOf']) }]
            : [],
        ),
      )
    }
  }
  await tx.db
    .insertInto('assignments')
    .values(
      files.assignments.map((assignment, i) => ({
        organization_id,
        id: ids.of('assignment', String(i)),
        role: assignment.role,
        scope: assignment.scope,
        from_on: assignment.from,
        scope_id: assignment.of
          ? ids.of(registerOfScope(pack, assignment.scope) ?? assignment.scope, assignment.of)
          : '',
        person_id: assignment.person ? ids.of('person', assignment.person) : null,
        post_id: assignment.post ? ids.of('post', assignment.post) : null,
      })),
    )
    .execute()
  await tx.db
    .updateTable('organizations')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('organization_id', '=', organization_id)
    .execute()
}

/** Entries that refer to entries of their own register come after the others, one by one. */
function batchByDependency(
  register: Register,
  entries: DemoFiles['entries'],
): DemoFiles['entries'][] {
  const selfReferences = register.fields
    .filter((field) => field.register === register.id)
    .map((field) => field.id)
  const { first: independent = [], after: dependent = [] } = Object.groupBy(entries, (entry) =>
    selfReferences.some((field) => field in entry.fields) ? 'after' : 'first',
  )
  return [independent, ...dependent.map((entry) => [entry])].filter((batch) => batch.length > 0)
}

/** The register whose entries are the places of a scope. */
function registerOfScope(pack: Pack, scope: string): string | undefined {
  return [...pack.registers.values()].find((register) => register.scope === scope)?.id
}

/** Converts values of the demo's files to values of the register. */
function fieldsOf(
  register: Register,
  values: Readonly<Record<string, unknown>>,
  ids: Ids,
  days: DemoDays,
  pack: Pack,
): Record<string, unknown> {
  const axes = pack.classification?.axes ?? []
  return Object.fromEntries(
    Object.entries(values).flatMap(([id, value]) => {
      const field = register.fields.find((candidate) => candidate.id === id)
      if (field === undefined) return []
      return [
        [
          id,
          field.type === 'class'
            ? Object.fromEntries(axes.map((axis, i) => [axis.id, (value as number[])[i]]))
            : resolveValue(field, value, days, ids),
        ],
      ]
    }),
  )
}
