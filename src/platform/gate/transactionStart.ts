import type pg from 'pg'
import { send } from '../db/pipeline.ts'
import type { Credential } from './transaction.ts'
import type { OrganizationRow } from './organizationRow.ts'

/**
 * Result of the beginning of a transaction: the organisation, and the state of the credential
 * (null: it is no longer valid).
 */
export interface TransactionStartRow extends OrganizationRow {
  readonly living: string | null
}

/**
 * The beginning of a transaction held to one organisation, sent together with its first statement:
 * one round trip for both.
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
    credential?: Pick<Credential, 'kind' | 'hash'>,
  ) {
    this.#client = client
    this.#mode = mode
    this.#values = [organizationId, credential?.kind ?? null, credential?.hash ?? null]
  }

  get isReadOnly(): boolean {
    return this.#mode === 'read'
  }

  /** Sends the beginning unless it was sent already. */
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
      'select * from open_organization($1, $2, $3)',
      this.#values,
      'open',
    )
    this.#answer = Promise.all([row, begin]).then(
      ([{ rows }]) => rows[0] as TransactionStartRow | undefined,
    )
    // `row` handles an error, perhaps later.
    this.#answer.catch(() => undefined)
  }

  async row(): Promise<TransactionStartRow | undefined> {
    this.send()
    return this.#answer
  }
}
