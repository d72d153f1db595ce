import type { Kysely } from 'kysely'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Database } from '../db/database.ts'
import { factorRequired } from '../access/factors.ts'
import { asRead } from '../access/language.ts'
import { hasLeft } from '../access/leavers.ts'
import { kyselyOverConnection, openTransactionConnection } from '../db/transactionConnection.ts'
import type { TransactionConnection, Statement } from '../db/transactionConnection.ts'
import { queryOnce, rollback, send } from '../db/pipeline.ts'
import { conflictOf, isDuplicate, mostTries, pauseAfter } from './conflicts.ts'
import type { GateCounters } from './conflicts.ts'
import { Contexts } from './contexts.ts'
import { countRetry } from '../log/measure.ts'
import { Flusher } from './flusher.ts'
import type { Actor, Credential, Transaction, OrganizationContext } from './transaction.ts'
import { LockedOutOfOrder, RowLocks } from './locks.ts'
import { TransactionStart } from './transactionStart.ts'
import { dayInTokyo, uuid7 } from '../environment.ts'
import type { Environment } from '../environment.ts'
import { answerOf } from './ports.ts'
import type { PortBinding } from './ports.ts'
import type { OrganizationRow } from './organizationRow.ts'
import { appendEvent } from '../journal/append.ts'
import type { Append, NewEvent } from '../journal/append.ts'
import { beginnings } from '../journal/begin.ts'
import type { AppendedRow, JournalSeals } from '../journal/seals.ts'

/** Loads the context of an organisation. Called when its revision has changed. */
export type ContextLoader = (
  db: Kysely<Database>,
  row: OrganizationRow,
  /** The day as of which it is read. */
  today: string,
) => Promise<OrganizationContext>
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * Thrown where the session or token of a request has ended or changed since it was looked up. The
 * transaction was rolled back.
 */
export class CredentialChanged extends Error {}

const commit: Statement = { text: 'commit' }
const disableSynchronousCommit: Statement = { text: 'set local synchronous_commit = off' }

type TransactionTarget = readonly [
  organizationId: string,
  mode: 'read' | 'write',
  credential?: Credential,
]

/**
 * Number of attempts in all where others changed the organisation meanwhile, or rows were needed
 * out of order.
 */
const maxAttempts = 10

/** Which background work is claimed. */
interface WorkClaim {
  readonly at: Date
  /** When another process may take it over. */
  readonly until: Date
  /** Any kind but the known ones where undefined. */
  readonly kind: string | undefined
  readonly known: readonly string[]
  /** Organisations in the order in which they were served. */
  readonly served: readonly string[]
  /** Organisations that must wait. */
  readonly full: readonly string[]
}

/** Background work of all organisations in figures. */
export interface WorkCounts {
  readonly waiting: number
  readonly failing: number
  readonly abandoned: number
  /** Recurring work that failed when it last ran. */
  readonly recurring: number
  /** When the oldest piece that waits was written. */
  readonly oldest: Date | null
}

/** Outcome of one run of the work: its value, or why it is run again. */
type Run<T> = { readonly value: T } | 'changed' | LockedOutOfOrder

/**
 * Opens transactions that see one organisation and no other. Every read and write of the program
 * goes through it.
 */
export class Gate {
  readonly #pool: pg.Pool
  readonly #environment: Environment
  readonly #contextLoader: ContextLoader
  readonly #ports: readonly PortBinding[]
  readonly #seals: JournalSeals
  readonly #flusher: Flusher
  readonly #contexts = new Contexts()
  readonly #counters: GateCounters = {
    deadlocks: 0,
    serializationFailures: 0,
    duplicates: 0,
    reordered: 0,
    exhausted: 0,
    contextLoads: 0,
    statements: 0,
  }

  constructor(
    pool: pg.Pool,
    environment: Environment,
    load: ContextLoader,
    seals: JournalSeals,
    ports: readonly PortBinding[] = [],
  ) {
    this.#ports = ports
    this.#pool = pool
    this.#seals = seals
    this.#flusher = new Flusher(pool, seals)
    this.#environment = environment
    this.#contextLoader = load
  }

  /** Counters since the program began, for logs and measurements. */
  get counters(): Readonly<GateCounters> {
    return this.#counters
  }

  get environment(): Environment {
    return this.#environment
  }

  /**
   * Runs the work in one transaction: commits when it returns, rolls back when it throws. The work
   * may run several times: where the organisation was changed meanwhile, where PostgreSQL ended the
   * transaction because of another one, and where rows were needed out of order. So it has no
   * effects except through its transaction. Problem: `busy`.
   */
  async transact<T>(
    organizationId: string,
    actor: Actor,
    mode: 'read' | 'write',
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    return this.#runTransaction(organizationId, actor, mode, work, async (connection, client) =>
      mode === 'write' ? connection.close([commit]) : sendCommit(client),
    )
  }

  /**
   * Runs the work of an action, as `transact` does for writing. Its event is appended to the
   * journal together with the commit, so that the head is locked for one round trip only: the
   * commit does not wait for the disk, the response does.
   */
  async transactAction<T>(
    organizationId: string,
    actor: Actor,
    work: (tx: Transaction) => Promise<{ readonly result: T; readonly event?: NewEvent }>,
  ): Promise<T> {
    let row: AppendedRow | undefined
    const { result } = await this.#runTransaction(
      organizationId,
      actor,
      'write',
      work,
      async (connection, _client, { event }) => {
        if (event) row = await this.#closeWithEvent(connection, organizationId, event, true)
        else await connection.close([disableSynchronousCommit, commit])
      },
    )
    await this.#flusher.waitUntilDurable(row)
    return result
  }

  /**
   * Reads an organisation as of one moment, however long it takes, outside the usual limits of a
   * transaction.
   */
  async readSnapshot<T>(
    organizationId: string,
    work: (db: Kysely<Database>) => Promise<T>,
  ): Promise<T> {
    if (!uuid.test(organizationId)) refuse('not-found', { what: nouns.organization })
    return this.#withClient(async (client) => {
      await Promise.all([
        send(client, 'begin isolation level repeatable read read only'),
        send(client, 'select * from open_organization($1)', [organizationId]),
      ])
      const result = await work(kyselyOverConnection(client))
      sendCommit(client)
      return result
    })
  }

  async #closeWithEvent(
    connection: TransactionConnection,
    organizationId: string,
    event: NewEvent,
    flushesLater: boolean,
  ): Promise<AppendedRow> {
    let append: Append | undefined
    const [answer] = await connection.close((states) => {
      append = appendEvent(this.#seals, organizationId, event, states)
      return [append.statement, ...(flushesLater ? [disableSynchronousCommit] : []), commit]
    })
    return append!.appended(answer?.rows[0])
  }

  /** The present state of a session or token; null where it does not exist or has ended. */
  async credentialState(
    organizationId: string,
    credential: Pick<Credential, 'kind' | 'hash'>,
  ): Promise<string | null> {
    if (!uuid.test(organizationId)) return null
    return this.#withClient(async (client) => {
      const start = new TransactionStart(
        client,
        organizationId,
        'read',
        this.#environment.now(),
        credential,
      )
      const row = await start.row()
      sendCommit(client)
      return row?.living ?? null
    })
  }

  /**
   * Founds an organisation, with the first event of its journal. This is the only transaction that
   * begins without one.
   */
  async foundOrganization<T>(
    organizationId: string,
    work: (
      connection: TransactionConnection,
    ) => Promise<{ readonly result: T; readonly event: NewEvent }>,
  ): Promise<T> {
    if (!uuid.test(organizationId)) refuse('not-found', { what: nouns.organization })
    const { result, row } = await this.#retrying(() =>
      this.#withTransaction([organizationId, 'write'], async (connection) => {
        const outcome = await work(connection)
        return {
          result: outcome.result,
          row: await this.#closeWithEvent(
            connection,
            organizationId,
            { ...outcome.event, states: beginnings() },
            false,
          ),
        }
      }),
    )
    await this.#flusher.waitUntilDurable(row)
    return result
  }

  /**
   * Id of the organisation with this slug; without a slug, of the only organisation. Undefined
   * where there is none.
   */
  async findOrganizationId(slug?: string): Promise<string | undefined> {
    if (slug)
      return (
        (
          await queryOnce<{ id: string | null }>(this.#pool, {
            text: 'select organization_of($1) as id',
            values: [slug],
          })
        )[0]?.id ?? undefined
      )
    const ids = await this.organizationIds()
    return ids.length === 1 ? ids[0] : undefined
  }

  async organizationIds(): Promise<string[]> {
    return (
      await queryOnce<{ id: string }>(this.#pool, { text: 'select organization_ids() as id' })
    ).map((row) => row.id)
  }

  /**
   * Claims one piece of background work over all organisations; gives away no more than which it is
   * (migration 0031).
   */
  async claimWork(claim: WorkClaim): Promise<{ organizationId: string; id: string } | undefined> {
    const [row] = await queryOnce<{ organization_id: string; id: string }>(this.#pool, {
      name: 'claim-work',
      text: 'select organization_id, id from claim_work($1, $2, $3, $4, $5, $6)',
      values: [claim.at, claim.until, claim.kind ?? null, claim.known, claim.served, claim.full],
    })
    return row && { organizationId: row.organization_id, id: row.id }
  }

  /** How much background work waits and fails in all organisations together. */
  async workCounts(): Promise<WorkCounts> {
    const [row] = await queryOnce<{ [Count in keyof WorkCounts]: WorkCounts[Count] }>(this.#pool, {
      text: 'select waiting, failing, abandoned, recurring, oldest from work_counts()',
    })
    return row!
  }

  /** Names of the applied migrations. */
  async appliedMigrations(): Promise<string[]> {
    return (
      await queryOnce<{ name: string }>(this.#pool, {
        text: 'select name from kysely_migration order by name',
      })
    ).map((row) => row.name)
  }

  /**
   * Starts with the cached context, so that the start of the transaction is sent with the first
   * statement. The row that the start returns is checked before the commit.
   */
  async #runTransaction<T>(
    organizationId: string,
    actor: Actor,
    mode: 'read' | 'write',
    work: (tx: Transaction) => Promise<T>,
    close: (
      connection: TransactionConnection,
      client: pg.PoolClient,
      result: T,
    ) => Promise<unknown> | void,
  ): Promise<T> {
    if (!uuid.test(organizationId)) refuse('not-found', { what: nouns.organization })
    const credential = actor.kind === 'person' ? actor.credential : undefined
    const foreseen = { entries: new Set<string>(), cases: new Set<string>() }
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      if (attempt > 1) countRetry()
      const run = await this.#retrying(() =>
        this.#withTransaction(
          [organizationId, mode, credential],
          async (connection, start, client): Promise<Run<T>> => {
            const organization =
              this.#lastingContext(organizationId) ??
              (await this.#loadContext(connection.db, requireOrganization(await start.row())))
            const tx = this.#createTransaction(
              connection,
              mode === 'read' ? asRead(organization, actor) : organization,
              actor,
              new RowLocks(foreseen),
            )
            const outcome = await captureOutcome(runIfAllowed(tx, work))
            const row = requireOrganization(await start.row())
            if (credential && row.living !== credential.state) throw new CredentialChanged()
            if (row.revision !== organization.revision) {
              this.#contexts.forget(organizationId, organization.revision)
              await rollback(client)
              return 'changed'
            }
            if ('error' in outcome) {
              if (!(outcome.error instanceof LockedOutOfOrder)) throw outcome.error
              await rollback(client)
              return outcome.error
            }
            await close(connection, client, outcome.value)
            return outcome
          },
        ),
      )
      if (run instanceof LockedOutOfOrder) {
        this.#counters.reordered += 1
        for (const id of run.ids) foreseen[run.table].add(id)
      } else if (run !== 'changed') return run.value
    }
    this.#counters.exhausted += 1
    return refuse('busy')
  }

  /**
   * Runs work again that PostgreSQL ended because of another transaction; nothing of it was
   * committed. What wrote a row that is there already runs once more.
   */
  async #retrying<T>(work: () => Promise<T>): Promise<T> {
    let wasDuplicate = false
    for (let tries = 1; ; tries++) {
      try {
        return await work()
      } catch (error) {
        if (isDuplicate(error) && !wasDuplicate) {
          wasDuplicate = true
          this.#counters.duplicates += 1
          countRetry()
          continue
        }
        const conflict = conflictOf(error)
        if (conflict === undefined) throw error
        this.#counters[conflict] += 1
        if (tries === mostTries) {
          this.#counters.exhausted += 1
          refuse('busy')
        }
        countRetry()
        await pause(pauseAfter(tries, this.#environment))
      }
    }
  }

  #createTransaction(
    { db, deferWrite }: TransactionConnection,
    organization: OrganizationContext,
    actor: Actor,
    locks: RowLocks,
  ): Transaction {
    const now = this.#environment.now()
    const tx: Transaction = {
      db,
      deferWrite,
      locks,
      organization,
      actor,
      call: (port, input) => answerOf(this.#ports, tx, port, input),
      now,
      today: dayInTokyo(now),
      newId: () => uuid7(this.#environment),
    }
    return tx
  }

  /**
   * Runs work on one connection in one transaction. When it has ended, the transaction rejects
   * statements of work that is still running.
   */
  async #withTransaction<T>(
    [organizationId, mode, credential]: TransactionTarget,
    work: (
      connection: TransactionConnection,
      start: TransactionStart,
      client: pg.PoolClient,
    ) => Promise<T>,
  ): Promise<T> {
    return this.#withClient(async (client) => {
      const start = new TransactionStart(
        client,
        organizationId,
        mode,
        this.#environment.now(),
        credential,
      )
      const connection = openTransactionConnection(client, start, this.#counters)
      try {
        return await work(connection, start, client)
      } finally {
        connection.end()
      }
    })
  }

  /**
   * Runs work on one connection. Rolls back where it throws; where even that fails, the connection
   * is closed.
   */
  async #withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect()
    let broken: Error | undefined
    try {
      return await work(client)
    } catch (error) {
      await rollback(client).catch((rollbackError: Error) => {
        broken = rollbackError
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  /** The context that is kept, unless something in it ended since it was loaded. */
  #lastingContext(organizationId: string): OrganizationContext | undefined {
    const kept = this.#contexts.get(organizationId)
    if (kept?.until === undefined || dayInTokyo(this.#environment.now()) <= kept.until) return kept
    this.#contexts.forget(organizationId, kept.revision)
    return undefined
  }

  #loadContext(db: Kysely<Database>, row: OrganizationRow): Promise<OrganizationContext> {
    return this.#contexts.at(row.organization_id, row.revision, () => {
      this.#counters.contextLoads += 1
      return this.#contextLoader(db, row, dayInTokyo(this.#environment.now()))
    })
  }
}

/**
 * Ends a read-only transaction without waiting for the response: the next statement on the
 * connection is sent behind it.
 */
function sendCommit(client: pg.PoolClient): void {
  send(client, commit.text, [], 'commit').catch(() => undefined)
}

function requireOrganization<Row>(row: Row | undefined): Row {
  return row ?? refuse('not-found', { what: nouns.organization })
}

/**
 * Runs the work unless the edition cannot be read (except for work that needs none), the person has
 * left, or a second factor that the pack asks of them is not set up. A session or token of a person
 * who has left gives no access, even while the account is not ended yet.
 */
async function runIfAllowed<T>(tx: Transaction, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { actor } = tx
  if (!tx.organization.readable && actor.withoutEdition === undefined) refuse('edition-unreadable')
  if (
    actor.kind === 'person' &&
    actor.credential &&
    (await hasLeft(tx, actor.personId, actor.administrator))
  )
    refuse('signed-out')
  if (
    actor.kind === 'person' &&
    actor.factorMissing === true &&
    actor.withoutFactor !== true &&
    factorRequired(tx.organization, actor.personId, tx.today)
  )
    refuse(actor.limited ? 'factor-by-password' : 'factor-needed')
  return work(tx)
}

type Outcome<T> = { readonly value: T } | { readonly error: unknown }

async function captureOutcome<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work }
  } catch (error) {
    return { error }
  }
}
