import type { Kysely } from 'kysely'
import type pg from 'pg'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Database } from '../db/database.ts'
import { hasLeft } from '../access/leavers.ts'
import { heldConnection } from '../db/transaction.ts'
import type { Held, Plain } from '../db/transaction.ts'
import { alone, rollback, send } from '../db/wire.ts'
import { Flusher } from './flusher.ts'
import type { Actor, Credential, Handle, OrganizationContext } from './handle.ts'
import { Opening } from './opening.ts'
import { dayInTokyo, uuid7 } from './outside.ts'
import type { Outside } from './outside.ts'
import { answerOf } from './ports.ts'
import type { PortBinding } from './ports.ts'
import type { OrganizationRow } from './organizationRow.ts'

/** Reads what is fixed for an organisation; called when the revision has changed. */
export type ContextLoader = (
  db: Kysely<Database>,
  row: OrganizationRow,
) => Promise<OrganizationContext>
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The session or token that a request was let in by has ended or changed since it was looked up. Nothing of the work was kept. */
export class CredentialChanged extends Error {}

const commit: Plain = { text: 'commit' }
const withoutWaiting: Plain = { text: 'set local synchronous_commit = off' }

type Asked = readonly [organizationId: string, mode: 'read' | 'write', credential?: Credential]

/** How often work is begun anew because the organisation was changed by others meanwhile. */
const mostAttempts = 10

/** Opens transactions that see one organisation and no other. Every read and write of the program passes here. */
export class Gate {
  readonly #pool: pg.Pool
  readonly #outside: Outside
  readonly #load: ContextLoader
  readonly #ports: readonly PortBinding[]
  readonly #flusher: Flusher
  readonly #contexts = new Map<string, OrganizationContext>()

  constructor(
    pool: pg.Pool,
    outside: Outside,
    load: ContextLoader,
    ports: readonly PortBinding[] = [],
  ) {
    this.#ports = ports
    this.#pool = pool
    this.#flusher = new Flusher(pool)
    this.#outside = outside
    this.#load = load
  }

  get outside(): Outside {
    return this.#outside
  }

  /** Runs the work in one transaction; commits when it returns, leaves nothing when it throws. The work is run once more where the organisation was
   * changed meanwhile, so it does nothing but with its handle. */
  async enter<T>(
    organizationId: string,
    actor: Actor,
    mode: 'read' | 'write',
    work: (handle: Handle) => Promise<T>,
  ): Promise<T> {
    return this.#held(organizationId, actor, mode, work, async (held, client) =>
      mode === 'write' ? held.close(commit) : end(client),
    )
  }

  /** As `enter` for writing; what the work returns besides its result is one more statement, sent together with the commit. Its row is locked for no
   * longer than that one round trip: the commit does not wait for the disk, the answer does. */
  async act<T>(
    organizationId: string,
    actor: Actor,
    work: (handle: Handle) => Promise<{ readonly result: T; readonly last?: Plain }>,
  ): Promise<T> {
    const { result } = await this.#held(
      organizationId,
      actor,
      'write',
      work,
      (held, _client, { last }) => held.close(...(last ? [last] : []), withoutWaiting, commit),
    )
    await this.#flusher.durable()
    return result
  }

  /** What a session or token says now; null where there is none such, or it has ended. */
  async living(
    organizationId: string,
    credential: Pick<Credential, 'kind' | 'hash'>,
  ): Promise<string | null> {
    if (!uuid.test(organizationId)) return null
    return this.#connected(async (client) => {
      const opening = new Opening(client, organizationId, 'read', credential)
      const found = await opening.found()
      end(client)
      return found?.living ?? null
    })
  }

  /** Founds an organisation: the one transaction that begins without one. */
  async found<T>(organizationId: string, work: (held: Held) => Promise<T>): Promise<T> {
    if (!uuid.test(organizationId)) refuse('not-found', { what: nouns.organization })
    return this.#transaction([organizationId, 'write'], async (held) => {
      const result = await work(held)
      await held.close(commit)
      return result
    })
  }

  /** The id of the organisation with this slug, or of the only one there is when no slug is given. */
  async organizationOf(slug?: string): Promise<string | undefined> {
    if (slug)
      return (
        (
          await alone<{ id: string | null }>(this.#pool, {
            text: 'select organization_of($1) as id',
            values: [slug],
          })
        )[0]?.id ?? undefined
      )
    const all = await this.organizationIds()
    return all.length === 1 ? all[0] : undefined
  }

  async organizationIds(): Promise<string[]> {
    return (
      await alone<{ id: string }>(this.#pool, { text: 'select organization_ids() as id' })
    ).map((row) => row.id)
  }

  /** Begins with what is known of the organisation, so that the beginning travels with the first statement; what the beginning finds is looked at before
   * anything is kept. */
  async #held<T>(
    organizationId: string,
    actor: Actor,
    mode: 'read' | 'write',
    work: (handle: Handle) => Promise<T>,
    close: (held: Held, client: pg.PoolClient, result: T) => Promise<void> | void,
  ): Promise<T> {
    if (!uuid.test(organizationId)) refuse('not-found', { what: nouns.organization })
    const credential = actor.kind === 'person' ? actor.credential : undefined
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      const done = await this.#transaction(
        [organizationId, mode, credential],
        async (held, opening, client) => {
          const organization =
            this.#contexts.get(organizationId) ??
            (await this.#context(held.db, here(await opening.found())))
          const outcome = await settled(admitted(this.#handle(held, organization, actor), work))
          const found = here(await opening.found())
          if (credential && found.living !== credential.living) throw new CredentialChanged()
          if (found.revision !== organization.revision) {
            this.#contexts.delete(organizationId)
            await rollback(client)
            return undefined
          }
          if ('error' in outcome) throw outcome.error
          await close(held, client, outcome.value)
          return outcome
        },
      )
      if (done) return done.value
    }
    throw new Error(
      `the organisation changed ${mostAttempts} times while one transaction was tried`,
    )
  }

  #handle({ db, later }: Held, organization: OrganizationContext, actor: Actor): Handle {
    const now = this.#outside.now()
    const handle: Handle = {
      db,
      later,
      organization,
      actor,
      call: (port, input) => answerOf(this.#ports, handle, port, input),
      now,
      today: dayInTokyo(now),
      newId: () => uuid7(this.#outside),
    }
    return handle
  }

  /** Runs in one transaction, which takes nothing more from work that was left running when it is over. */
  async #transaction<T>(
    [organizationId, mode, credential]: Asked,
    work: (held: Held, opening: Opening, client: pg.PoolClient) => Promise<T>,
  ): Promise<T> {
    return this.#connected(async (client) => {
      const opening = new Opening(client, organizationId, mode, credential)
      const held = heldConnection(client, opening)
      try {
        return await work(held, opening, client)
      } finally {
        held.end()
      }
    })
  }

  /** Runs on one connection; what fails is rolled back, and a connection that cannot even do that is given up. */
  async #connected<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect()
    let broken: Error | undefined
    try {
      return await work(client)
    } catch (error) {
      await rollback(client).catch((lost: Error) => {
        broken = lost
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  async #context(db: Kysely<Database>, row: OrganizationRow): Promise<OrganizationContext> {
    const context = await this.#load(db, row)
    this.#contexts.set(row.organization_id, context)
    return context
  }
}

/** Ends a transaction that only read. Nobody waits for it: what comes next on the connection is sent behind it. */
function end(client: pg.PoolClient): void {
  send(client, commit.text, [], 'commit').catch(() => undefined)
}

function here<Row>(row: Row | undefined): Row {
  return row ?? refuse('not-found', { what: nouns.organization })
}

/** Nothing is opened by the session or token of somebody who has left, whoever has yet to end the account. */
async function admitted<T>(handle: Handle, work: (handle: Handle) => Promise<T>): Promise<T> {
  const { actor } = handle
  if (
    actor.kind === 'person' &&
    actor.credential &&
    (await hasLeft(handle, actor.personId, actor.administrator))
  )
    refuse('signed-out')
  return work(handle)
}

type Outcome<T> = { readonly value: T } | { readonly error: unknown }

async function settled<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work }
  } catch (error) {
    return { error }
  }
}
