import { packLanguage } from '#kernel/packs/faults.ts'
import { sql } from 'kysely'
import pg from 'pg'
import type { GoldenEntry, PlayCase } from '#kernel/packs/golden/types.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { remindLateCases } from '#features/cases/server/public.ts'
import { foundOrganization } from '#features/organization/server/public.ts'
import { hashPassword } from '#platform/auth/passwords.ts'
import type { Actor, Transaction } from '#platform/gate/transaction.ts'
import { uuid7 } from '#platform/environment.ts'
import { bundledPacksFolder } from '#platform/packs/folder.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld, openSession, worldPassword } from '../support/world.ts'
import type { Client, World } from '../support/world.ts'
import { createClient } from '../support/world/client.ts'
import {
  entryRows,
  initialEntries,
  writeAppointments,
  writeOrganization,
} from './organizationRows.ts'
import { Ids, momentOf } from './values.ts'

/** A pack of the program. */
export async function packOf(id: string): Promise<Pack> {
  return (await bundledPacks.edition(id)).pack
}

/**
 * The organisation of a pack's golden cases in a real database, with an API client for each person.
 */
export interface Stage {
  readonly world: World
  readonly pack: Pack
  readonly organizationId: string
  /** The ids in the database by the ids in the pack's golden cases. */
  readonly ids: Ids
  as(person: string): Client
  enter<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /** Reads with the rights of a person. */
  readAs<T>(person: string, work: (tx: Transaction) => Promise<T>): Promise<T>
  /** Deletes what earlier plays left and restores the state in which the golden case begins. */
  set(golden: Pick<PlayCase, 'absences' | 'clock'>): Promise<void>
  /**
   * The id of an entry of the golden cases. An entry that is not in the database yet is written, in
   * the unit of `person` unless it has one.
   */
  entry(entry: string | GoldenEntry, register: string, person: string): Promise<string>
  remind(): Promise<void>
  close(): Promise<void>
}

/** The tables into which plays write, in an order in which they can be emptied. */
export const tablesToClear = [
  'reminders',
  'reviews',
  'exceptions',
  'signatures',
  'meetings',
  'tasks',
  'notices',
  'case_steps',
  'links',
  'entry_warnings',
  'entry_versions',
  'cases',
  'entries',
  'assignments',
  'absences',
  'outbox',
]

/** Empties them, and gives everybody a usable account and session. */
export const clearTables = [
  ...tablesToClear.map((table) => `delete from ${table}`),
  `update accounts set suspended_at = null, ended_at = null, failed = 0, locked_until = null
   where suspended_at is not null or ended_at is not null or failed <> 0 or locked_until is not null`,
  'update sessions set ended_at = null where ended_at is not null',
].join(';')

/**
 * Creates the organisation of a pack's golden cases. The caller must close the stage. Throws if the
 * pack has no golden cases.
 */
export async function stageOf(packId: string): Promise<Stage> {
  const { hash, pack } = await bundledPacks.edition(packId)
  if (pack.world === undefined) throw new Error(`the pack ${packId} has no golden cases`)
  const world = await makeWorld({
    routes,
    empty: true,
    pack: packId,
    packsFolder: bundledPacksFolder,
  })
  const ids = new Ids(() => uuid7(world.services.environment))
  const { organization, entries } = pack.world
  const edition = {
    hash,
    pack: pack.id,
    title: pack.title,
    edition: pack.edition,
    inForce: pack.inForce,
    language: packLanguage,
    sources: {},
  }
  const password = await hashPassword(worldPassword, Buffer.alloc(16, 3), {
    memoryCost: 8,
    timeCost: 1,
    parallelism: 1,
  })
  const organizationId = await foundOrganization(
    world.gate,
    { slug: 'stage', title: '舞台村', demo: false, edition },
    (db, id) =>
      writeOrganization(
        { db, organization_id: id, ids, now: world.clock.now() },
        organization,
        password,
      ),
  )
  const enter = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    world.gate.transact(organizationId, { kind: 'program', name: 'stage' }, 'write', work)
  const owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  const clients = new Map<string, Client>()
  for (const person of organization.persons.keys())
    clients.set(
      person,
      createClient(
        world.server,
        await openSession(world.services, organizationId, ids.of(`account/${person}`)),
      ),
    )
  const initial = initialEntries(pack)
  return {
    world,
    pack,
    organizationId,
    ids,
    enter,
    as: (person) => clients.get(person) ?? world.anyone(),
    readAs: (person, work) =>
      world.gate.transact(organizationId, actorOf(ids, person), 'read', work),
    set: async ({ absences, clock }) => {
      world.clock.set(momentOf(clock))
      await owner.query(clearTables)
      await enter(async ({ db }) => {
        const now = world.clock.now()
        const away = [...organization.absences, ...absences].map((absence) => ({
          organization_id: organizationId,
          id: uuid7(world.services.environment),
          person_id: ids.of(absence.person),
          from_on: absence.from,
          to_on: absence.to,
        }))
        if (away.length > 0) await db.insertInto('absences').values(away).execute()
        await writeAppointments({ db, organization_id: organizationId, ids, now }, organization)
        await writeEntryRows(
          db,
          entryRows({ db, organization_id: organizationId, ids, now }, pack, initial),
        )
        await db
          .updateTable('organizations')
          .set({ revision: sql`revision + 1` })
          .where('organization_id', '=', organizationId)
          .execute()
      })
    },
    entry: async (entryOrId, register, person) => {
      const entry = typeof entryOrId === 'string' ? entries.get(entryOrId) : entryOrId
      if (entry === undefined) throw new Error(`no entry ${JSON.stringify(entryOrId)}`)
      if (
        initial.some((candidate) => candidate.id === entry.id && candidate.register !== undefined)
      )
        return ids.of(entry.id)
      const unit = entry.unit ?? organization.persons.get(person)?.unit
      const placed = { ...entry, register: entry.register ?? register, ...(unit && { unit }) }
      await enter(({ db }) =>
        writeEntryRows(
          db,
          entryRows({ db, organization_id: organizationId, ids, now: world.clock.now() }, pack, [
            placed,
          ]),
        ),
      )
      return ids.of(entry.id)
    },
    remind: () =>
      remindLateCases({
        organizationId,
        services: world.services,
        signal: new AbortController().signal,
      }),
    close: async () => {
      await owner.end()
      await world.close()
    },
  }
}

/** A person of the golden cases who is signed in. */
export function actorOf(ids: Ids, person: string): Actor {
  return {
    kind: 'person',
    personId: ids.of(person),
    accountId: ids.of(`account/${person}`),
    administrator: false,
  }
}

async function writeEntryRows(
  db: Transaction['db'],
  rows: ReturnType<typeof entryRows>,
): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('entries')
    .values([...rows])
    .execute()
  await db
    .insertInto('entry_versions')
    .values(
      rows.map(
        ({ organization_id, id, fields, class: classValue, unit_id, state, created_at }) => ({
          organization_id,
          entry_id: id,
          version: 1,
          fields,
          class: classValue,
          unit_id,
          state,
          changed_at: created_at,
        }),
      ),
    )
    .execute()
}
