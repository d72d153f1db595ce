import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { contextLoader } from '#features/organization/server/context.ts'
import { foundOrganization } from '#features/organization/server/foundOrganization.ts'
import { packOfEdition } from '#features/policy/server/public.ts'
import { factorRequired } from '#platform/access/factors.ts'
import { hashPassword } from '#platform/auth/passwords.ts'
import { createSecrets } from '#platform/auth/secrets.ts'
import { csrfCookie, sessionCookie, hashToken } from '#platform/auth/sessions.ts'
import { openPool } from '#platform/db/pool.ts'
import { createPrinter } from '#platform/documents/print/index.ts'
import { createFileStore } from '#platform/files/store.ts'
import { packLanguage } from '#kernel/packs/faults.ts'
import { faultless } from '#kernel/packs/kept.ts'
import type { Action, Query } from '#platform/gate/action.ts'
import { Gate } from '#platform/gate/gate.ts'
import type { Actor, Transaction } from '#platform/gate/transaction.ts'
import { uuid7 } from '#platform/environment.ts'
import { JournalSeals } from '#platform/journal/seals.ts'
import { silentLog } from '#platform/log/log.ts'
import type { Log } from '#platform/log/log.ts'
import { runQuery, performAction } from '#platform/gate/perform.ts'
import type { Route } from '#platform/http/route.ts'
import { buildServer } from '#platform/http/server.ts'
import type { PackEdition } from '#platform/packs/edition.ts'
import { bundledPacksFolder } from '#platform/packs/folder.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import type { Services, Settings } from '#platform/services.ts'
import type { Static, TSchema } from 'typebox'
import { ports } from '../../src/apps/ports.ts'
import { bundledPacks } from './packLibrary.ts'
import { createTestDatabase } from './postgres.ts'
import type { TestDatabase } from './postgres.ts'
import { createClient } from './world/client.ts'
import type { Client } from './world/client.ts'
import { fakeClock, seededEnvironment } from './world/environment.ts'
import type { FakeClock } from './world/environment.ts'
import { foreignVillage, createIds, passkeyRow, village, writePlan } from './world/people.ts'
import type { Ids } from './world/people.ts'
import type { ForeignName, PersonName, PostName, UnitName } from './world/village.ts'

export type { TestResponse, Client } from './world/client.ts'
export type { ForeignName, PersonName } from './world/village.ts'

/** Everybody's password in a world. It fits the rules of the pack. */
export const worldPassword = 'Kawa-no-Oto-2026'
/**
 * argon2id as cheap as it goes: tests prove what is done with a password, not how long guessing
 * takes.
 */
const cheapPasswordCost = { memoryCost: 8, timeCost: 1, parallelism: 1 }
const packsFolder = fileURLToPath(new URL('packs', import.meta.url))
const libraries = new Map([[bundledPacksFolder, bundledPacks]])
let passwordHashCache: Promise<string> | undefined

export interface WorldOptions {
  /** The routes that are served; none by default. */
  readonly routes?: readonly Route[]
  /** A pack and the folder that it lies in; `hinata` of tests/support/packs by default. */
  readonly pack?: string
  readonly packsFolder?: string
  /** What the clock says first; Monday 2026-11-02, 09:00 in Tokyo. */
  readonly at?: string
  /** Without anybody: as on the first run. */
  readonly empty?: boolean
  /** False: nobody has a second factor, not even those of whom the pack asks one. */
  readonly factors?: boolean
  readonly settings?: Partial<Settings>
  /**
   * A database that is there already, with the folder of its files and a seed that its ids were not
   * drawn from.
   */
  readonly on?: {
    readonly database: TestDatabase
    readonly folder: string
    readonly seed: string
  }
  /** Where requests and jobs are logged; nowhere by default. */
  readonly log?: Log
}

/**
 * A small organisation on a real database, a foreign one beside it, and a server in the same
 * process.
 */
export interface World {
  readonly services: Services
  readonly gate: Gate
  readonly clock: FakeClock
  readonly server: FastifyInstance
  readonly organizationId: string
  readonly foreignId: string
  readonly units: Readonly<Record<UnitName, string>>
  readonly posts: Readonly<Record<PostName, string>>
  readonly persons: Readonly<Record<PersonName | ForeignName, string>>
  readonly accounts: Readonly<Record<PersonName | ForeignName, string>>
  readonly systems: Readonly<Record<'residents' | 'care', string>>
  /** Address of the database as its owner, for what no program role may do. */
  readonly ownerUrl: string
  /** A client with a session of this person. */
  as(name: PersonName | ForeignName): Promise<Client>
  /** A client that nobody has signed in on. */
  anyone(): Client
  actor(name: PersonName | ForeignName): Actor
  performAction<I extends TSchema, R, P>(
    name: PersonName | ForeignName,
    action: Action<I, R, P>,
    input: Static<I>,
  ): Promise<R>
  runQuery<I extends TSchema, R, P>(
    name: PersonName | ForeignName,
    query: Query<I, R, P>,
    input: Static<I>,
  ): Promise<R>
  /** Reaches the town's rows past every rule but the database's own. */
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /** The town's journal, oldest first. */
  journal(): Promise<
    {
      action: string
      subject: string
      subjectId: string
      actor: string | null
      detail: Record<string, unknown>
    }[]
  >
  close(): Promise<void>
}

/** Makes a world (about 0.2 s). Close it when the file has ended. */
export async function makeWorld(options: WorldOptions = {}): Promise<World> {
  const database = options.on?.database ?? (await createTestDatabase())
  const folder = options.on?.folder ?? mkdtempSync(join(tmpdir(), 'sekisho-world-'))
  const pool = openPool({ connectionString: database.appUrl }, 4)
  const clock = fakeClock(options.at ?? '2026-11-02 09:00')
  const environment = seededEnvironment(clock, options.on?.seed ?? 'world')
  const packs = options.packsFolder ?? packsFolder
  const edition = await libraryOf(packs).edition(options.pack ?? 'hinata')
  const key = Buffer.alloc(32, 7)
  const seals = new JournalSeals(key, folder)
  const gate = new Gate(
    pool,
    environment,
    contextLoader(async (db, organization, hash) =>
      hash === edition.hash ? faultless(edition.pack) : packOfEdition(db, organization, hash),
    ),
    seals,
    ports,
  )
  const settings: Settings = {
    publicUrl: 'http://localhost:8700',
    folder,
    packsFolders: [packs],
    passwordCost: cheapPasswordCost,
    refusalStep: 0,
    ...options.settings,
  }
  const printer = createPrinter()
  const services: Services = {
    gate,
    pool,
    printer,
    log: options.log ?? silentLog,
    environment,
    files: createFileStore(join(folder, 'files'), environment),
    secrets: createSecrets(key, environment),
    seals,
    settings,
  }
  const newId = (): string => uuid7(environment)
  const ids = [createIds(village, newId), createIds(foreignVillage, newId)] as const
  const organizationIds = options.empty
    ? ['', '']
    : await foundOrganizations(gate, edition, ids, options.factors ?? true)
  const server = await buildServer(services, options.routes ?? [])
  return buildWorld({
    services,
    clock,
    server,
    pool,
    ids,
    factors: options.factors ?? true,
    organizationId: organizationIds[0]!,
    foreignId: organizationIds[1]!,
    ownerUrl: database.ownerUrl,
    close: async () => {
      await server.close()
      await seals.save()
      await printer.close()
      await pool.end()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  })
}

function libraryOf(folder: string): PackLibrary {
  const library = libraries.get(folder) ?? new PackLibrary(folder)
  libraries.set(folder, library)
  return library
}

async function foundOrganizations(
  gate: Gate,
  edition: PackEdition,
  ids: readonly [Ids, Ids],
  factors: boolean,
): Promise<string[]> {
  const hash = await (passwordHashCache ??= hashPassword(
    worldPassword,
    Buffer.alloc(16, 3),
    cheapPasswordCost,
  ))
  const { pack } = edition
  const adoptedEdition = {
    hash: edition.hash,
    pack: pack.id,
    title: pack.title,
    edition: pack.edition,
    inForce: pack.inForce,
    language: packLanguage,
    sources: Object.fromEntries(edition.texts),
  }
  const now = gate.environment.now()
  return [
    await foundOrganization(
      gate,
      { slug: 'hinata', title: 'ひなた町', demo: false, edition: adoptedEdition },
      (db, id) => writePlan(db, id, village, ids[0], hash, { now, factors }),
    ),
    await foundOrganization(
      gate,
      { slug: 'asahi', title: 'あさひ村', demo: false, edition: adoptedEdition },
      (db, id) => writePlan(db, id, foreignVillage, ids[1], hash, { now, factors }),
    ),
  ]
}

interface WorldBase extends Pick<
  World,
  'services' | 'clock' | 'server' | 'organizationId' | 'foreignId' | 'ownerUrl' | 'close'
> {
  readonly pool: pg.Pool
  readonly ids: readonly [Ids, Ids]
  readonly factors: boolean
}

function buildWorld(base: WorldBase): World {
  const { services, server, ids, organizationId, foreignId } = base
  const { gate } = services
  const persons = { ...ids[0].persons, ...ids[1].persons } as World['persons']
  const accounts = { ...ids[0].accounts, ...ids[1].accounts } as World['accounts']
  const homeOf = (name: string): string => (name in ids[1].persons ? foreignId : organizationId)
  const actor = (name: PersonName | ForeignName): Actor => ({
    kind: 'person',
    personId: persons[name],
    accountId: accounts[name],
    administrator: name === 'admin' || name === 'foreignAdmin',
  })
  const program: Actor = { kind: 'program', name: 'world' }
  return {
    ...base,
    gate,
    persons,
    accounts,
    actor,
    units: ids[0].units as World['units'],
    posts: ids[0].posts as World['posts'],
    systems: ids[0].systems as World['systems'],
    anyone: () => createClient(server),
    as: async (name) =>
      createClient(
        server,
        await openSession(services, homeOf(name), accounts[name], !base.factors),
      ),
    performAction: (name, action, input) =>
      performAction(gate, homeOf(name), actor(name), action, input),
    runQuery: (name, query, input) => runQuery(gate, homeOf(name), actor(name), query, input),
    transact: (work) => gate.transact(organizationId, program, 'write', work),
    journal: () =>
      gate.transact(organizationId, program, 'read', async ({ db }) => {
        const rows = await db
          .selectFrom('journal')
          .selectAll()
          .where('organization_id', '=', organizationId)
          .orderBy('seq')
          .execute()
        return rows.map((row) => ({
          action: row.action,
          subject: row.subject_kind,
          subjectId: row.subject_id,
          actor: row.actor,
          detail: row.detail as Record<string, unknown>,
        }))
      }),
  }
}

/**
 * Opens a session without a password that outlives any leap of the clock, and gives its cookies.
 * Whoever must have a second factor and has none gets one, unless `bare`.
 */
export async function openSession(
  { gate, environment }: Services,
  organizationId: string,
  accountId: string,
  bare = false,
): Promise<[string, string][]> {
  const token = `${organizationId}.${environment.random(32).toString('base64url')}`
  const csrf = environment.random(24).toString('base64url')
  const now = environment.now()
  const farFuture = new Date(now.getTime() + 5 * 365 * 86_400_000)
  const signIn = { kind: 'program', name: 'world', withoutEdition: true } as const
  const needsFactor = await gate.transact(organizationId, signIn, 'write', async (tx) => {
    await tx.db
      .insertInto('sessions')
      .values({
        organization_id: organizationId,
        id: tx.newId(),
        account_id: accountId,
        token_hash: hashToken(token.slice(37)),
        csrf_token: csrf,
        created_at: now,
        seen_at: farFuture,
        expires_at: farFuture,
        strength: 'full',
      })
      .execute()
    return !bare && (await lacksFactor(tx, accountId))
  })
  if (needsFactor)
    await gate.transactAction(organizationId, signIn, (tx) => giveFactor(tx, accountId))
  return [
    [sessionCookie, token],
    [csrfCookie, csrf],
  ]
}

async function lacksFactor(tx: Transaction, accountId: string): Promise<boolean> {
  const { person_id, has } = await tx.db
    .selectFrom('accounts as a')
    .leftJoin('passkeys as p', (join) =>
      join.onRef('p.organization_id', '=', 'a.organization_id').onRef('p.account_id', '=', 'a.id'),
    )
    .select('a.person_id')
    .select((eb) =>
      eb
        .or([eb('a.totp_confirmed_at', 'is not', null), eb('p.id', 'is not', null)])
        .$castTo<boolean>()
        .as('has'),
    )
    .where('a.organization_id', '=', tx.organization.id)
    .where('a.id', '=', accountId)
    .limit(1)
    .executeTakeFirstOrThrow()
  return !has && factorRequired(tx.organization, person_id, tx.today)
}

/** Gives an account a passkey, with its event. */
async function giveFactor(tx: Transaction, accountId: string) {
  await tx.db
    .insertInto('passkeys')
    .values(passkeyRow(tx.organization.id, accountId, tx.now))
    .execute()
  return {
    result: undefined,
    event: {
      at: tx.now.toISOString(),
      actor: null,
      action: 'account.add-passkey',
      subjectKind: 'account',
      subjectId: accountId,
      detail: '{}',
    },
  }
}
