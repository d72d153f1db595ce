import type { Kysely } from 'kysely'
import { addDays } from '#kernel/calendar/index.ts'
import type { Pack, Register } from '#kernel/packs/types.ts'
import { temporaryPassword } from '#features/accounts/server/public.ts'
import { contextLoader, foundOrganization } from '#features/organization/server/public.ts'
import { faultless } from '#kernel/packs/kept.ts'
import { toAdopt } from '#features/policy/server/public.ts'
import { linkCopies, writeEntries } from '#features/registers/server/public.ts'
import { hashPassword } from '#platform/auth/passwords.ts'
import type { Database } from '#platform/db/database.ts'
import { RowLocks } from '#platform/gate/locks.ts'
import { dayInTokyo, uuid7 } from '#platform/gate/outside.ts'
import { Gate } from '#platform/gate/gate.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { answerOf } from '#platform/gate/ports.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import type { Services } from '#platform/services.ts'
import { playCases } from './cases.ts'
import { ports } from '../ports.ts'
import { readDemo } from './files.ts'
import type { DemoFiles } from './files.ts'
import { valueOf } from './values.ts'

/** How one of the fictional people signs in; told once, where the server was started. */
export interface DemoSignIn {
  readonly account: string
  readonly name: string
  readonly what: string
  readonly password: string
}

/** Founds the fictional organisation of a pack with its people and the lines of its registers, in one transaction; then plays its cases. */
export async function loadDemo(
  services: Services,
  packId: string,
): Promise<{ title: string; signIns: DemoSignIn[] }> {
  const files = await readDemo(services.settings.packsFolder, packId)
  const edition = await new PackLibrary(services.settings.packsFolder).edition(packId)
  const ids = new Ids(() => uuid7(services.gate.outside))
  const signIns = signInsOf(files, services)
  const founding = {
    slug: packId,
    title: files.organization.title,
    demo: true,
    edition: toAdopt(edition),
  }
  const findContext = contextLoader(async () => faultless(edition.pack))
  const organizationId = await foundOrganization(
    services.gate,
    founding,
    async (db, organization_id, later) => {
      await writePeople(db, organization_id, files, ids, signIns, services)
      const now = services.outside.now()
      const row = {
        organization_id,
        title: founding.title,
        slug: founding.slug,
        demo: true,
        pack: packId,
        edition_hash: edition.hash,
        revision: 0,
      }
      const actor = { kind: 'program', name: 'demo' } as const
      const handle: Handle = {
        db,
        later,
        locks: new RowLocks(),
        organization: await findContext(db, row),
        actor,
        call: (port, input) => answerOf(ports, handle, port, input),
        now,
        today: dayInTokyo(now),
        newId: () => uuid7(services.gate.outside),
      }
      await writeLines(handle, files, ids)
    },
  )
  await playCases(
    services,
    (outside) => new Gate(services.pool, outside, findContext, ports),
    organizationId,
    files.cases,
    ids,
  )
  return { title: files.organization.title, signIns }
}

/** Ids of the demo's own files turned into those of the database. */
class Ids {
  readonly #known = new Map<string, string>()
  readonly #next: () => string
  constructor(next: () => string) {
    this.#next = next
  }

  of(kind: string, id: string): string {
    const key = `${kind}/${id}`
    const known = this.#known.get(key) ?? this.#next()
    this.#known.set(key, known)
    return known
  }

  set(kind: string, id: string, value: string): void {
    this.#known.set(`${kind}/${id}`, value)
  }
}

function signInsOf(files: DemoFiles, services: Services): DemoSignIn[] {
  const posts = new Map(files.posts.map((post) => [post.id, post.title]))
  const wanted = new Set([...files.organization.accounts, files.organization.administrator])
  return files.persons
    .filter((person) => wanted.has(person.id))
    .map((person) => ({
      account: person.id,
      name: person.name,
      password: temporaryPassword(services.gate.outside),
      what: [
        posts.get(person.post ?? '') ?? '職員',
        ...(person.id === files.organization.administrator ? ['管理者'] : []),
      ].join('・'),
    }))
}

async function writePeople(
  db: Kysely<Database>,
  organization_id: string,
  files: DemoFiles,
  ids: Ids,
  signIns: readonly DemoSignIn[],
  services: Services,
): Promise<void> {
  const now = services.gate.outside.now()
  const today = dayInTokyo(now)
  const from = files.organization.from
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
  const held = files.persons.flatMap((person) =>
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
  await db.insertInto('person_posts').values(held).execute()
  await db
    .insertInto('absences')
    .values(
      files.absences.map((absence, i) => ({
        organization_id,
        id: ids.of('absence', String(i)),
        person_id: ids.of('person', absence.person),
        from_on: addDays(today, absence.from),
        to_on: addDays(today, absence.to),
        note: absence.reason ?? null,
      })),
    )
    .execute()
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
        password_hash: await hashPassword(signIn.password, services.gate.outside.random(16)),
        administrator: signIn.account === files.organization.administrator,
      })
      .execute()
  }
}

/** Writes the lines of the registers, then the appointments, some of which are to systems that stand there. */
async function writeLines(handle: Handle, files: DemoFiles, ids: Ids): Promise<void> {
  const { pack, id: organization_id } = handle.organization
  for (const [registerId, lines] of Map.groupBy(files.lines, (line) => line.register)) {
    const register = pack.registers.get(registerId)
    if (!register) continue
    for (const batch of batchesOf(register, lines)) {
      const written = await writeEntries(
        handle,
        register,
        batch.map((line) => ({
          unit: line.unit ? ids.of('unit', line.unit) : null,
          fields: fieldsOf(register, line.fields, ids, handle.today, pack),
        })),
      )
      batch.forEach((line, i) => {
        if (line.id) ids.set(registerId, line.id, written[i]!.id)
      })
      await linkCopies(
        handle,
        batch.flatMap((line, i) =>
          typeof line.fields['copyOf'] === 'string'
            ? [{ copy: written[i]!.id, original: ids.of(registerId, line.fields['copyOf']) }]
            : [],
        ),
      )
    }
  }
  await handle.db
    .insertInto('assignments')
    .values(
      files.assignments.map((one, i) => ({
        organization_id,
        id: ids.of('assignment', String(i)),
        role: one.role,
        scope: one.scope,
        from_on: one.from,
        scope_id: one.of ? ids.of(registerOfPlaces(pack, one.scope) ?? one.scope, one.of) : '',
        person_id: one.person ? ids.of('person', one.person) : null,
        post_id: one.post ? ids.of('post', one.post) : null,
      })),
    )
    .execute()
  await handle.db
    .updateTable('organizations')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('organization_id', '=', organization_id)
    .execute()
}

/** Lines that point to lines of their own register come after the others, one by one. */
function batchesOf(register: Register, lines: DemoFiles['lines']): DemoFiles['lines'][] {
  const inward = register.fields
    .filter((field) => field.register === register.id)
    .map((field) => field.id)
  const { first = [], after = [] } = Object.groupBy(lines, (line) =>
    inward.some((field) => field in line.fields) ? 'after' : 'first',
  )
  return [first, ...after.map((line) => [line])].filter((batch) => batch.length > 0)
}

/** The register whose lines are the places of a scope. */
function registerOfPlaces(pack: Pack, scope: string): string | undefined {
  return [...pack.registers.values()].find((register) => register.scope === scope)?.id
}

/** Values as the demo's files write them turned into those of the register. */
function fieldsOf(
  register: Register,
  line: Readonly<Record<string, unknown>>,
  ids: Ids,
  today: string,
  pack: Pack,
): Record<string, unknown> {
  const axes = pack.classification?.axes ?? []
  return Object.fromEntries(
    Object.entries(line).flatMap(([id, value]) => {
      const field = register.fields.find((one) => one.id === id)
      if (field === undefined) return []
      return [
        [
          id,
          field.type === 'class'
            ? Object.fromEntries(axes.map((axis, i) => [axis.id, (value as number[])[i]]))
            : valueOf(field, value, today, ids),
        ],
      ]
    }),
  )
}
