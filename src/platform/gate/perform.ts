import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Static, TSchema } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import type { Action, ActionOutcome, OutboxMessage, Query } from './action.ts'
import { validateInput } from './validateInput.ts'
import { chunkRows } from '../db/chunkRows.ts'
import { currentMeasure } from '../log/measure.ts'
import type { NewEvent } from '../journal/append.ts'
import type { Gate } from './gate.ts'
import type { Actor, Transaction } from './transaction.ts'

export interface PerformOptions {
  /**
   * From the Idempotency-Key header: a request with the same key and input gets the same response,
   * and nothing is done twice.
   */
  readonly idempotencyKey?: string
}

/** Carries out an action in one transaction: validate → authorise → change → outbox → journal. */
export async function performAction<Input extends TSchema, Result, Permit>(
  gate: Gate,
  organizationId: string,
  actor: Actor,
  action: Action<Input, Result, Permit>,
  input: unknown,
  options: PerformOptions = {},
): Promise<Result> {
  note(action.name, organizationId, true)
  const valid = validateInput(action.input, input)
  return gate.transactAction(organizationId, actor, async (tx) => {
    const key = options.idempotencyKey
    const sender = actor.kind === 'person' ? actor.accountId : actor.sender
    if (key && sender !== undefined) {
      const previous = await claimIdempotencyKey(tx, sender, key, hashRequest(action.name, valid))
      if (previous) return { result: (previous.response ?? undefined) as Result }
    }
    const permit = await action.authorise(tx, valid)
    const outcome = await action.run(tx, valid, permit)
    if (key && sender !== undefined) storeResponse(tx, sender, key, outcome.result)
    return { result: outcome.result, event: eventOf(tx, action.name, outcome) }
  })
}

/** Answers a query in a read-only transaction. */
export async function runQuery<Input extends TSchema, Result, Permit>(
  gate: Gate,
  organizationId: string,
  actor: Actor,
  query: Query<Input, Result, Permit>,
  input: unknown,
): Promise<Result> {
  note(query.name, organizationId, false)
  const valid = validateInput(query.input, input) as Static<Input>
  return gate.transact(organizationId, actor, 'read', async (tx) =>
    query.run(tx, valid, await query.authorise(tx, valid)),
  )
}

/**
 * Writes the name of the work into the measure for the log. An action takes precedence over queries
 * of the same request.
 */
function note(name: string, organizationId: string, acts: boolean): void {
  const measure = currentMeasure()
  if (!measure) return
  if (acts || measure.action === undefined) measure.action = name
  if (organizationId !== '') measure.organizationId ??= organizationId
}

/** Queues the writes of outbox and revision, and returns the event for the journal. */
function eventOf(tx: Transaction, name: string, outcome: ActionOutcome<unknown>): NewEvent {
  if (outcome.outgoing?.length) enqueueMessages(tx, outcome.outgoing)
  if (outcome.organizationChanged) {
    tx.deferWrite(
      tx.db
        .updateTable('organizations')
        .set({ revision: sql`revision + 1` })
        .where('organization_id', '=', tx.organization.id),
    )
  }
  const { subject, detail, states } = outcome.event
  const whole = tx.actor.kind === 'program' ? { ...detail, program: tx.actor.name } : detail
  return {
    at: tx.now.toISOString(),
    actor: tx.actor.kind === 'person' ? tx.actor.personId : null,
    action: name,
    subjectKind: subject.kind,
    subjectId: subject.id,
    detail: JSON.stringify(whole),
    ...(states ? { states } : {}),
  }
}

function enqueueMessages(tx: Transaction, outgoing: readonly OutboxMessage[]): void {
  const rows = outgoing.map((item) => ({
    organization_id: tx.organization.id,
    id: tx.newId(),
    kind: item.kind,
    payload: JSON.stringify(item.payload),
    created_at: tx.now,
    next_at: tx.now,
  }))
  for (const chunk of chunkRows(rows)) tx.deferWrite(tx.db.insertInto('outbox').values(chunk))
}

function hashRequest(name: string, input: unknown): Buffer {
  return createHash('sha256').update(name).update('\n').update(JSON.stringify(input)).digest()
}

/**
 * Claims the key for this transaction. A second request with the same key waits here until the
 * first transaction has ended. Returns the stored response of an earlier request.
 */
async function claimIdempotencyKey(
  tx: Transaction,
  accountId: string,
  key: string,
  hash: Buffer,
): Promise<{ response: unknown } | undefined> {
  const inserted = await tx.db
    .insertInto('idempotency_keys')
    .values({
      organization_id: tx.organization.id,
      account_id: accountId,
      key,
      request_hash: hash,
      at: tx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (inserted) return undefined
  const previous = await tx.db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'response'])
    .where('organization_id', '=', tx.organization.id)
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (!previous.request_hash.equals(hash)) refuse('idempotency-reused')
  return { response: previous.response }
}

function storeResponse(tx: Transaction, accountId: string, key: string, response: unknown): void {
  tx.deferWrite(
    tx.db
      .updateTable('idempotency_keys')
      .set({ response: JSON.stringify(response ?? null) })
      .where('organization_id', '=', tx.organization.id)
      .where('account_id', '=', accountId)
      .where('key', '=', key),
  )
}
