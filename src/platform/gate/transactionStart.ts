import type pg from 'pg'
import { send } from '../db/pipeline.ts'
import type { Credential } from './transaction.ts'
import type { OrganizationRow } from './organizationRow.ts'

/**
 * The row that the start of a transaction returns: the organisation, and the present state of the
 * credential (null: it has ended).
 */
export interface TransactionStartRow extends OrganizationRow {
  readonly living: string | null
}

/**
 * The start of a transaction held to one organisation, sent together with its first statement in
 * one round trip.
 */
export class TransactionStart {
  readonly #client: pg.PoolClient
  readonly #mode: 'read' | 'write'
  readonly #values: readonly unknown[]
  #answer: Promise<TransactionStartRow | undefined> | undefined

  constructor(
    client: pg.PoolClient,
    organizationId: string,
    mode: 'read' | 'write',
    now: Date,
    credential?: Pick<Credential, 'kind' | 'hash'>,
  ) {
    this.#client = client
    this.#mode = mode
    this.#values = [
      organizationId,
      credential?.kind ?? null,
      credential?.hash ?? null,
      now.toISOString(),
    ]
  }

  get isReadOnly(): boolean {
    return this.#mode === 'read'
  }

  /** Sends the start unless it was sent before. */
  send(): void {
    if (this.#answer) return
    const begin = send(
      this.#client,
      `begin isolation level read committed ${this.#mode === 'read' ? 'read only' : 'read write'}`,
      [],
      `begin-${this.#mode}`,
    )
    const row = send(
      this.#client,
      "select o.*, set_config('sekisho.now', $4, true) as at from open_organization($1, $2, $3) o",
      this.#values,
      'open',
    )
    this.#answer = Promise.all([row, begin]).then(
      ([{ rows }]) => rows[0] as TransactionStartRow | undefined,
    )
    // Awaited in `row`, which may be called later.
    this.#answer.catch(() => undefined)
  }

  async row(): Promise<TransactionStartRow | undefined> {
    this.send()
    return this.#answer
  }
}
