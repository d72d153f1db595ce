import type { Kysely } from 'kysely'
import type pg from 'pg'
import { refuse } from '#kernel/problems/index.ts'
import type { Database } from '../db/database.ts'
import { overConnection } from '../db/transaction.ts'
import { Flusher } from './flusher.ts'
import type { Actor, Handle, OrganizationContext } from './handle.ts'
import { dayInTokyo, uuid7 } from './outside.ts'
import type { Outside } from './outside.ts'

/** Reads what is fixed for an organisation; called when the revision has changed. */
export type ContextLoader = (db: Kysely<Database>, row: OrganizationRow) => Promise<OrganizationContext>

export interface OrganizationRow {
  readonly organization_id: string
  readonly title: string
  readonly slug: string
  readonly demo: boolean
  readonly pack: string
  readonly edition_hash: string
  readonly revision: number
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Opens transactions that see one organisation and no other. Every read and write of the program passes here. */
export class Gate {
  readonly #pool: pg.Pool
  readonly #outside: Outside
  readonly #load: ContextLoader
  readonly #flusher: Flusher
  readonly #contexts = new Map<string, OrganizationContext>()

  constructor(pool: pg.Pool, outside: Outside, load: ContextLoader) {
    this.#pool = pool
    this.#flusher = new Flusher(pool)
    this.#outside = outside
    this.#load = load
  }

  get outside(): Outside { return this.#outside }

  /** Runs the work in one transaction; commits when it returns, leaves nothing when it throws. */
  async enter<T>(organizationId: string, actor: Actor, mode: 'read' | 'write', work: (handle: Handle) => Promise<T>): Promise<T> {
    return this.#transaction(organizationId, mode, async (db, row) => work(await this.#handle(db, row, actor)))
  }

  async #handle(db: Kysely<Database>, row: OrganizationRow | undefined, actor: Actor): Promise<Handle> {
    if (!row) refuse('not-found', { what: '組織' })
    const now = this.#outside.now()
    const organization = await this.#context(db, row)
    return { db, organization, actor, now, today: dayInTokyo(now), newId: () => uuid7(this.#outside) }
  }

  /** As `enter` for writing; what the work returns besides its result is one more statement, sent together with the commit. Its row is locked for no
   * longer than that one round trip: the commit does not wait for the disk, the answer does. */
  async act<T>(organizationId: string, actor: Actor, work: (handle: Handle) => Promise<{ readonly result: T; readonly last: string }>): Promise<T> {
    let last = ''
    const result = await this.#transaction(organizationId, 'write', async (db, row) => {
      const done = await work(await this.#handle(db, row, actor))
      last = done.last
      return done.result
    }, () => `${last}; set local synchronous_commit = off; commit`)
    await this.#flusher.durable()
    return result
  }

  /** What a look-up before anything else finds, in one round trip: `text` may hold no value but such as were checked. */
  async glance<Row extends pg.QueryResultRow>(organizationId: string, text: string): Promise<readonly Row[]> {
    if (!uuid.test(organizationId)) refuse('not-found', { what: '組織' })
    return this.#connected(async (client) => {
      const results = (await client.query(`begin read only; set local sekisho.organization = '${organizationId}'; ${text}; commit`)) as unknown as pg.QueryResult<Row>[]
      return results[2]?.rows ?? []
    })
  }

  /** Founds an organisation: the one transaction that begins without one. */
  async found<T>(organizationId: string, work: (db: Kysely<Database>) => Promise<T>): Promise<T> {
    return this.#transaction(organizationId, 'write', (db) => work(db))
  }

  /** The id of the organisation with this slug, or of the only one there is when no slug is given. */
  async organizationOf(slug?: string): Promise<string | undefined> {
    if (slug) return (await this.#pool.query<{ id: string | null }>('select organization_of($1) as id', [slug])).rows[0]?.id ?? undefined
    const all = await this.organizationIds()
    return all.length === 1 ? all[0] : undefined
  }

  async organizationIds(): Promise<string[]> {
    const { rows } = await this.#pool.query<{ id: string }>('select organization_ids() as id')
    return rows.map((row) => row.id)
  }

  /** Begin, say whose organisation it is, and read its revision, in one round trip. */
  async #transaction<T>(
    organizationId: string, mode: 'read' | 'write', work: (db: Kysely<Database>, row: OrganizationRow | undefined) => Promise<T>, closing: () => string = () => 'commit',
  ): Promise<T> {
    if (!uuid.test(organizationId)) refuse('not-found', { what: '組織' })
    return this.#connected(async (client) => {
      const begin = `begin isolation level read committed ${mode === 'read' ? 'read only' : 'read write'};
        set local sekisho.organization = '${organizationId}';
        select organization_id, title, slug, demo, pack, edition_hash, revision from organizations where organization_id = '${organizationId}'`
      const results = (await client.query(begin)) as unknown as pg.QueryResult<OrganizationRow>[]
      const result = await work(overConnection(client), results[2]?.rows[0])
      await client.query(closing())
      return result
    })
  }

  /** Runs on one connection; what fails is rolled back, and a connection that cannot even do that is given up. */
  async #connected<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect()
    let broken: Error | undefined
    try {
      return await work(client)
    } catch (error) {
      await client.query('rollback').catch((lost: Error) => { broken = lost })
      throw error
    } finally {
      client.release(broken)
    }
  }

  async #context(db: Kysely<Database>, row: OrganizationRow): Promise<OrganizationContext> {
    const known = this.#contexts.get(row.organization_id)
    if (known?.revision === row.revision) return known
    const context = await this.#load(db, row)
    this.#contexts.set(row.organization_id, context)
    return context
  }
}
